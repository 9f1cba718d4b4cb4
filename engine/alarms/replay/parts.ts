import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import { noCalendars, type CalendarLookup } from "../../rules/calendars.ts";
import { compileRule, lookBackMs, type ProcessPlan } from "../../rules/compileRule.ts";

/** Tags that some process reads together: their history is needed at once, that of other parts is not. */
export type ReplayPart = readonly Tag[];

const minWarmUpMs = 600_000;

/** The parts of what rules read. Rules by tag fall apart into single tags, so that a plant is never in memory whole. */
export function replayParts(rules: readonly AlertRule[], tags: readonly Tag[], calendars: CalendarLookup = noCalendars): readonly ReplayPart[] {
  const leader = new Map<string, string>();
  const leaderOf = (id: string): string => {
    let at = id;
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) at = up;
    return at;
  };
  for (const { plans } of rules.flatMap((rule) => compileRule(rule, tags, calendars).plans)) {
    for (const { tag } of plans) leader.set(leaderOf(tag.id), leaderOf(plans[0]!.tag.id));
  }
  const parts = new Map<string, Tag[]>();
  for (const tag of tags.filter((one) => leader.has(one.id))) {
    const part = parts.get(leaderOf(tag.id));
    if (part) part.push(tag);
    else parts.set(leaderOf(tag.id), [tag]);
  }
  return [...parts.values()];
}

/** How long (ms) before a span the forms that rules read must be known: their longest window. */
export function reportWarmUpMs(rules: readonly AlertRule[], tags: readonly Tag[], calendars: CalendarLookup = noCalendars): number {
  return rules.flatMap((rule) => compileRule(rule, tags, calendars).plans).reduce((most, plan) => Math.max(most, plan.reports?.keptMs ?? 0), 0);
}

/** How long (ms) before a span rules must be replayed so that windows, delays and holds are filled: max(window, on-delay, L, stale). */
export function warmUpMs(rules: readonly AlertRule[], tags: readonly Tag[], calendars: CalendarLookup = noCalendars): number {
  const needs = (plan: ProcessPlan): number => Math.max(lookBackMs(plan), plan.onDelayMs, ...plan.plans.map((input) => input.holdRaiseMs));
  return rules.flatMap((rule) => compileRule(rule, tags, calendars).plans).reduce((most, plan) => Math.max(most, needs(plan)), minWarmUpMs);
}
