import { type AlertRule, sameDimension, type Tag, type TagSelector, unitOf } from "@safeloop/engine";
import type { TrendLimit } from "../charts/trendData.ts";
import { limitText } from "./unitText.ts";

/** Whether a rule is about a tag. */
export function selects(select: TagSelector, tag: Tag): boolean {
  if ("tags" in select) return select.tags.includes(tag.id);
  if ("form" in select) return false; // a form has no axis
  return (
    (select.measurement === undefined || select.measurement === tag.measurement) &&
    (select.area === undefined || select.area === tag.area) &&
    (select.assetClass === undefined || select.assetClass === tag.assetClass) &&
    (select.medium === undefined || select.medium === tag.medium) &&
    (select.unit === undefined || sameDimension(unitOf(select.unit), unitOf(tag.unit))) &&
    (select.label === undefined || (tag.labels ?? []).includes(select.label))
  );
}

const comparisons = new Set([">", ">=", "<", "<="]);
const onAxis = new Set(["value", "avg", "min", "max", "median", "ewma"]);

/** Limits that the condition compares with the value itself or a mean of it: those have a place on its axis. A rise, a rate or another tag has none. */
export function axisLimitIds(condition: unknown): ReadonlySet<string> {
  const ids = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== "object" || node === null) return;
    for (const [operator, args] of Object.entries(node)) {
      if (comparisons.has(operator) && Array.isArray(args) && args.some(isOwnValue)) args.forEach((arg) => limitIdOf(arg).forEach((id) => ids.add(id)));
      walk(args);
    }
  };
  walk(condition);
  return ids;
}

function isOwnValue(term: unknown): boolean {
  if (typeof term !== "object" || term === null) return false;
  const [[operator, args] = ["", undefined]] = Object.entries(term);
  if (operator === "var") return args === "value";
  const isOther = operator === "value" && Array.isArray(args) && args.length > 0;
  return onAxis.has(operator) && !isOther;
}

function limitIdOf(term: unknown): string[] {
  const id = typeof term === "object" && term !== null ? (term as { readonly limit?: unknown }).limit : undefined;
  const first: unknown = Array.isArray(id) ? id[0] : id;
  return typeof first === "string" ? [first] : [];
}

/** The lines of a tag's chart: limits of rules about it, in its unit, that its own value is compared with. One line a value, in the colour of the worst. */
export function ruleLimits(rules: readonly AlertRule[], tag: Tag): TrendLimit[] {
  const found = rules
    .filter((rule) => selects(rule.select, tag))
    .flatMap((rule) => axisLimits(rule).filter((limit) => limit.unit === tag.unit).map((limit): TrendLimit => ({ value: limit.value, priority: rule.priority, label: limitText({ ...limit, unit: "" }) })));
  return [...new Set(found.map((line) => line.label))].flatMap((label): TrendLimit[] => {
    const same = found.filter((line) => line.label === label);
    const priorities = [...new Set(same.map((line) => line.priority))].sort();
    const [first, worst] = [same[0], priorities[0]];
    return first && worst ? [{ value: first.value, priority: worst, label: `${label} · ${priorities.join(" ")}` }] : [];
  });
}

function axisLimits(rule: AlertRule): AlertRule["limits"][string][] {
  const ids = axisLimitIds(rule.condition);
  return Object.entries(rule.limits).flatMap(([id, limit]) => (ids.has(id) ? [limit] : []));
}
