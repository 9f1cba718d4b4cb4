import { isClean } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Measurement, Tag } from "../model/tag.ts";
import { selectTags } from "./keys.ts";
import { shapeIssues } from "./ruleShape.ts";

/** How many permits of one kind are live in an area: a point the platform itself must count. */
export interface PermitCount {
  readonly areaId: string;
  readonly permit: string; // flow id
}

/** Seconds after which a count is no longer known, whatever the rule says (alarms.md 2). */
export const countHoldS = 60;

/** True for points that count what is in an area. */
export function isCount(measurement: Measurement): boolean {
  return measurement === "permit-count" || measurement === "people-count";
}

/** The point of an area: its only one of that measurement and, where given, label. */
export function areaPoint(tags: readonly Tag[], areaId: string, measurement: Measurement, label: string | undefined): Tag | undefined {
  const found = tags.filter((tag) => tag.area === areaId && tag.measurement === measurement && (label === undefined || (tag.labels ?? []).includes(label)));
  return found.length === 1 ? found[0] : undefined;
}

/** The permit counts that rules ask for, each once. Rules without a sound shape ask for none. */
export function permitCountsOf(rules: readonly AlertRule[], tags: readonly Tag[]): readonly PermitCount[] {
  const found = new Map<string, PermitCount>();
  for (const rule of rules) {
    if (!isClean(shapeIssues(rule))) continue;
    const permits = new Set([...permitsIn(rule.condition), ...permitsIn(rule.clear), ...permitsIn(rule.suppressWhen)]);
    if (permits.size === 0) continue;
    for (const areaId of new Set(selectTags(rule.select, tags).map((tag) => tag.area))) {
      for (const permit of permits) found.set(`${areaId}\n${permit}`, { areaId, permit });
    }
  }
  return [...found.values()];
}

function permitsIn(expr: unknown): readonly string[] {
  if (Array.isArray(expr)) return expr.flatMap(permitsIn);
  if (!isObject(expr)) return [];
  return Object.entries(expr).flatMap(([name, value]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return name === "area.permits.count" && typeof first === "string" ? [first] : permitsIn(value);
  });
}
