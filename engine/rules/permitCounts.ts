import { isClean } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { selectTags } from "./keys.ts";
import { shapeIssues } from "./ruleShape.ts";

/** How many permits of one kind are live in an area: a point the platform itself must count. */
export interface PermitCount {
  readonly areaId: string;
  readonly permit: string; // flow id
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
