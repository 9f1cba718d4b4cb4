import fc from "fast-check";
import { expect, it } from "vitest";
import type { AlertRule } from "../../model/rule.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { compileRule } from "../../rules/compileRule.ts";
import { contextOf, gasPoint, randomCondition, randomSample } from "../../rules/randomCondition.testkit.ts";
import { gasLimit, highRule } from "../../testing/alarmBench.ts";
import { compareExpr } from "./compareExpr.ts";
import type { ExprWorld } from "./world.ts";

const numbers = { upper: { A: 25, B: 50 }, local: [{ A: 25, B: 50 }, { A: 20, B: 50 }, { A: 25, B: 40 }, { A: 30, B: 60 }] } as const;
const limitsOf = (values: { readonly A: number; readonly B: number }): AlertRule["limits"] => ({ A: gasLimit(values.A), B: gasLimit(values.B) });
const ruleOf = (condition: JsonLogic, values: { readonly A: number; readonly B: number }): AlertRule => highRule({ condition, limits: limitsOf(values), deadband: 0 });

const high = (id: string, op: string): JsonLogic => ({ [op]: [{ value: [] }, { limit: [id] }] });
const atom = fc.tuple(fc.constantFrom("A", "B"), fc.constantFrom(">=", ">", "<", "<=")).map(([id, op]) => high(id, op));
const pair = fc.oneof(
  fc.tuple(randomCondition, randomCondition, fc.constantFrom("and", "or")).map(([a, b, op]): readonly [JsonLogic, JsonLogic] => [a, { [op]: [a, b] }]),
  fc.tuple(atom, atom, randomCondition).map(([a, b, c]): readonly [JsonLogic, JsonLogic] => [{ or: [a, c] }, { or: [b, c] }]),
  fc.tuple(atom, atom, atom).map(([a, b, c]): readonly [JsonLogic, JsonLogic] => [{ if: [a, b, c] }, { if: [a, c, b] }]),
  fc.tuple(atom, atom).map(([a, b]): readonly [JsonLogic, JsonLogic] => [a, { or: [a, b] }]),
  randomCondition.map((a): readonly [JsonLogic, JsonLogic] => [a, a]),
);

/** What a rule is worth now, by the closures of the engine: false 0, unknown 1, true 2. */
const rank = (value: unknown): number => (value === true ? 2 : value === false ? 0 : 1);

it("a condition called tighter raises wherever the upper one does, for every quality, age and over-range", () => {
  const counts = { equal: 0, tighter: 0, not: 0, undecided: 0 };
  fc.assert(fc.property(pair, fc.constantFrom(...numbers.local), fc.array(fc.tuple(fc.option(randomSample), fc.option(randomSample)), { minLength: 20, maxLength: 20 }), ([upper, local], values, inputs) => {
    const [was, is] = [compileRule(ruleOf(upper, numbers.upper), [gasPoint]), compileRule(ruleOf(local, values), [gasPoint])];
    fc.pre([...was.issues, ...is.issues].every((one) => one.code !== "RULE_UNIT" && one.code !== "RULE_TYPE"));
    const world: ExprWorld = { dialect: "rule", limits: { upper: limitsOf(numbers.upper), local: limitsOf(values) } };
    const verdict = compareExpr(upper, local, world, "widen");
    counts[verdict.is] += 1;
    if (verdict.is !== "tighter" && verdict.is !== "equal") return;
    for (const [now, earlier] of inputs) {
      const [a, b] = [was, is].map((one) => rank(one.plans[0]!.raise(contextOf(one.plans[0]!, now, earlier, -Infinity)))) as [number, number];
      if (verdict.is === "equal") expect(b).toBe(a);
      else expect(b).toBeGreaterThanOrEqual(a);
    }
  }), { numRuns: 2_000 });
  expect(Math.min(counts.equal, counts.tighter, counts.not)).toBeGreaterThan(50); // or nothing was tried
}, 120_000);

it("a limit chosen by what the tag says is never taken for a limit of one worth", () => {
  const limits = limitsOf({ A: 25, B: 50 });
  const world: ExprWorld = { dialect: "rule", limits: { upper: limits, local: limits } };
  const by = (facet: string): JsonLogic => ({ ">=": [{ value: [] }, { limit: ["A", facet] }] });
  expect(compareExpr(high("A", ">="), by("medium"), world, "widen").is).toBe("undecided");
  expect(compareExpr(by("medium"), by("label"), world, "widen").is).toBe("undecided");
});
