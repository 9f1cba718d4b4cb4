import type { AlertRule, Tag, TagSelector } from "@safeloop/engine";
import type { TrendLimit } from "../charts/trendData.ts";
import { limitText } from "./unitText.ts";

/** Whether a rule is about a tag. */
export function selects(select: TagSelector, tag: Tag): boolean {
  if ("tags" in select) return select.tags.includes(tag.id);
  return (
    (select.measurement === undefined || select.measurement === tag.measurement) &&
    (select.area === undefined || select.area === tag.area) &&
    (select.assetClass === undefined || select.assetClass === tag.assetClass) &&
    (select.medium === undefined || select.medium === tag.medium) &&
    (select.label === undefined || (tag.labels ?? []).includes(select.label))
  );
}

/** The limits that stand on the value's own axis: those in the tag's unit. A rate or a deviation has another unit and no line. */
export function ruleLimits(rules: readonly AlertRule[], tag: Tag): TrendLimit[] {
  const lines = rules
    .filter((rule) => selects(rule.select, tag))
    .flatMap((rule) => Object.values(rule.limits).filter((limit) => limit.unit === tag.unit).map((limit): TrendLimit => ({ value: limit.value, priority: rule.priority, label: `${limitText({ ...limit, unit: "" })} · ${rule.priority}` })));
  return [...new Map(lines.map((line) => [`${line.value} ${line.priority}`, line])).values()];
}
