import { isClean } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { isPlatformCount, type CountedMeasurement } from "./areaPoints.ts";
import { selectTags } from "./keys.ts";
import { shapeIssues } from "./ruleShape.ts";

/** Points the platform itself must count, by the operators that read them. */
const countedBy: { readonly [operator: string]: CountedMeasurement } = { "area.permits.count": "permit-count", "area.alarms.count": "alarm-count", "area.records.open": "record-count" };

/** Something the platform must count in an area: live permits of a flow (`*` any), open alarms of a priority, open records of a flow. */
export interface AreaCount {
  readonly areaId: string;
  readonly measurement: CountedMeasurement;
  readonly of: string;
}

/**
 * The counts that rules ask for, each once. A rule over counts alone
 * (`select: {measurement: "alarm-count"}`) is about every area. Rules without
 * a sound shape ask for none.
 */
export function areaCountsOf(rules: readonly AlertRule[], tags: readonly Tag[], areas: readonly string[]): readonly AreaCount[] {
  const found = new Map<string, AreaCount>();
  for (const rule of rules) {
    if (!isClean(shapeIssues(rule))) continue;
    const wanted = wantedBy(rule);
    if (wanted.length === 0) continue;
    for (const areaId of areasOf(rule, tags, areas)) {
      for (const one of wanted) found.set(`${areaId}\n${one.measurement}\n${one.of}`, { areaId, ...one });
    }
  }
  return [...found.values()];
}

/** True for a rule about how many alarms there are. Its own are no such alarms: it would keep itself alive. */
export function countsAlarms(rule: AlertRule): boolean {
  return wantedBy(rule).some((one) => one.measurement === "alarm-count");
}

function areasOf({ select }: AlertRule, tags: readonly Tag[], areas: readonly string[]): readonly string[] {
  if ("measurement" in select && isPlatformCount(select.measurement)) return select.area === undefined ? areas : areas.filter((one) => one === select.area);
  return [...new Set(selectTags(select, tags).map((tag) => tag.area))];
}

type Wanted = Omit<AreaCount, "areaId">;

const wantedBy = (rule: AlertRule): readonly Wanted[] => [rule.condition, rule.clear, rule.suppressWhen].flatMap(wantedIn);

function wantedIn(expr: unknown): readonly Wanted[] {
  if (Array.isArray(expr)) return expr.flatMap(wantedIn);
  if (!isObject(expr)) return [];
  return Object.entries(expr).flatMap(([name, value]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    const measurement = Object.hasOwn(countedBy, name) ? countedBy[name] : undefined;
    return measurement !== undefined && typeof first === "string" ? [{ measurement, of: first }] : wantedIn(value);
  });
}
