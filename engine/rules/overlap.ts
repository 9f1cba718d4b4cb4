import type { AlertRule } from "../model/rule.ts";
import type { ProcessPlan } from "./compileRule.ts";
import type { JudgeContext } from "./context.ts";
import { freshSlots } from "./node.ts";
import { emptyInput, type Sample } from "./sample.ts";

/**
 * A value that meets both the condition and the clear condition, if one is
 * found among the points where a single-input rule can change: its limits,
 * their neighbours, the middles between them and the ends of the range.
 */
export function findOverlap(rule: AlertRule, plan: ProcessPlan): number | undefined {
  if (plan.plans.length !== 1 || plan.watchers.length > 0 || plan.memoryMs > 0) return undefined;
  return candidates(rule, plan).find((value) => both(plan, value));
}

function candidates(rule: AlertRule, plan: ProcessPlan): readonly number[] {
  const range = plan.plans[0]?.tag.range;
  const points = [...Object.values(rule.limits).map((limit) => limit.value), ...numbersIn(rule.clear), range?.min ?? -1e9, range?.max ?? 1e9].sort((a, b) => a - b);
  const middles = points.slice(1).map((point, at) => (point + points[at]!) / 2);
  const step = (point: number): number => Math.max(1e-9, Math.abs(point) * 1e-9);
  return [...points, ...middles, ...points.flatMap((point) => [point - step(point), point + step(point)])];
}

function numbersIn(expr: unknown): readonly number[] {
  if (typeof expr === "number") return [expr];
  if (Array.isArray(expr)) return expr.flatMap(numbersIn);
  return typeof expr === "object" && expr !== null ? Object.values(expr).flatMap(numbersIn) : [];
}

function both(plan: ProcessPlan, value: number): boolean {
  const sample: Sample = { ts: 0, v: value, q: 0, rx: 0, flags: 0 };
  const ctx: JudgeContext = { mode: "raise", t: 0, self: 0, gapAt: -Infinity, raiseOnly: true, plans: plan.plans, inputs: [{ ...emptyInput(), now: [sample] }], conflict: false, slots: freshSlots(plan.slots), choice: [0] };
  const up = plan.raise(ctx) === true;
  ctx.mode = "clear";
  return up && plan.clear(ctx) === true;
}
