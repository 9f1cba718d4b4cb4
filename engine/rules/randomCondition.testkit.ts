import fc from "fast-check";
import type { JsonLogic } from "../model/logic.ts";
import { gasTag } from "../testing/alarmBench.ts";
import type { ProcessPlan } from "./compileRule.ts";
import type { JudgeContext } from "./context.ts";
import { freshSlots } from "./node.ts";
import { emptyInput, type Sample } from "./sample.ts";

/** Conditions and inputs as chance draws them: values at, just beside and far from the limits, of every quality and age. */
export const gasPoint = gasTag("G");
const near = (limit: number): readonly number[] => [limit, limit + 2 ** -48, limit - 2 ** -48, -limit];
const number = fc.constantFrom<number>(...near(25), ...near(50), 0, -0, 1, 23, 100, 110, 1e308);
const leaf = fc.constantFrom<JsonLogic>({ value: [] }, { prev: [] }, { limit: ["A"] }, { limit: ["B"] }, { age: [] });
const arithmetic = fc.letrec<{ n: JsonLogic }>((tie) => ({
  n: fc.oneof({ depthSize: "small" }, leaf, leaf, fc.tuple(fc.constantFrom("+", "-", "*", "/", "min2", "max2"), tie("n"), tie("n")).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })), tie("n").map((a): JsonLogic => ({ abs: [a] }))),
})).n;
export const randomCondition = fc.letrec<{ b: JsonLogic }>((tie) => ({
  b: fc.oneof({ depthSize: "small" },
    fc.tuple(fc.constantFrom(">", ">=", "<", "<=", "==", "!="), arithmetic, arithmetic).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })),
    fc.constantFrom<JsonLogic>({ "==": [{ quality: [] }, "bad"] }, { between: [{ value: [] }, { limit: ["A"] }, { limit: ["B"] }] }),
    fc.tuple(fc.constantFrom("and", "or"), tie("b"), tie("b")).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })),
    tie("b").map((a): JsonLogic => ({ "!": [a] })),
    fc.tuple(tie("b"), tie("b"), tie("b")).map((args): JsonLogic => ({ if: args }))),
})).b;
export const randomSample = fc.record({ v: number, q: fc.constantFrom<Sample["q"]>(0, 1, 2), flags: fc.constantFrom(0, 0, 0, 1), age: fc.constantFrom(0, 29_999, 30_000, 30_001, 60_000) });

/** A context of one input; `now` has its age in ms. */
export function contextOf(plan: ProcessPlan, now: { v: number; q: Sample["q"]; flags: number; age: number } | null, earlier: { v: number; q: Sample["q"] } | null, gapAt: number): JudgeContext {
  const t = 1_000_000;
  const input = emptyInput();
  if (now) input.now = [{ ts: t - now.age, v: now.v, q: now.q, rx: t, flags: now.flags }];
  if (earlier) input.earlier = { ts: 0, v: earlier.v, q: earlier.q, rx: 0, flags: 0 };
  return { mode: "raise", t, self: 0, gapAt, raiseOnly: plan.raiseOnly, plans: plan.plans, inputs: [input], conflict: false, slots: freshSlots(plan.slots), choice: [0] };
}
