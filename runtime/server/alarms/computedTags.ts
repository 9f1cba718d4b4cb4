import { isReport, type AlertRule, type FormDefinition, type Tag } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { reportTags } from "./formReports.ts";
import { areaCountTags } from "./areaCounts.ts";

/** Points the platform feeds itself because rules read them: filled forms, and counts of what is in areas. */
export function computedTags(ctx: ServerContext, tenantId: string, rules: readonly AlertRule[], tags: readonly Tag[], form?: (id: string) => FormDefinition | undefined): readonly Tag[] {
  const reports = reportTags(ctx, tenantId, rules, form);
  return [...reports, ...areaCountTags(ctx, tenantId, rules, [...tags, ...reports])];
}

/** The tags a rule is judged with before it is in force: with those it will have by then, forms as `form` has them. */
export function withComputed(ctx: ServerContext, tenantId: string, rules: readonly AlertRule[], tags: readonly Tag[], form?: (id: string) => FormDefinition | undefined): readonly Tag[] {
  const made = computedTags(ctx, tenantId, rules, tags, form);
  const ids = new Set(made.map((tag) => tag.id));
  return [...tags.filter((tag) => !isReport(tag) && !ids.has(tag.id)), ...made];
}
