import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Shapes } from "../../shapes/shapes.ts";
import { gasLimit, gasTag, highRule } from "../../testing/alarmBench.ts";
import { interpretCondition } from "../../testing/interpretCondition.ts";
import { functionMaker } from "../../testing/functionMaker.ts";
import type { AlertRule } from "../../model/rule.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { compileRule, type ProcessPlan } from "../compileRule.ts";
import { contextOf, gasPoint, randomCondition, randomSample } from "../randomCondition.testkit.ts";

const ruleOf = (expr: JsonLogic, more: Partial<AlertRule> = {}): AlertRule => highRule({ condition: expr, limits: { A: gasLimit(25), B: gasLimit(50) }, deadband: 0, ...more });
const both = (rule: AlertRule, shapes: Shapes): readonly [ProcessPlan, ProcessPlan] => [compileRule(rule, [gasPoint]).plans[0]!, compileRule(rule, [gasPoint], undefined, shapes).plans[0]!];

describe("generated conditions", () => {
  it("mean what the interpreter and the closures mean, in both modes, for every quality and age", () => {
    const shapes = new Shapes(functionMaker, 100_000);
    fc.assert(fc.property(randomCondition, fc.option(randomCondition), fc.array(fc.record({ now: fc.option(randomSample), earlier: fc.option(randomSample), gap: fc.boolean() }), { minLength: 4, maxLength: 4 }), fc.boolean(), (expr, clear, inputs, bad) => {
      const rule = ruleOf(expr, { uncertain: bad ? "bad" : "raiseOnly", ...(clear === null ? {} : { clear }), suppressWhen: expr });
      fc.pre(!compileRule(rule, [gasPoint]).issues.some((one) => one.code === "RULE_UNIT" || one.code === "RULE_TYPE"));
      const [closures, generated] = both(rule, shapes);
      expect(generated.raise).not.toBe(closures.raise);
      for (const { now, earlier, gap } of inputs) for (const mode of ["raise", "clear"] as const) {
        const ctx = { ...contextOf(closures, now, earlier, gap ? 999_000 : -Infinity), mode };
        const raise = interpretCondition(expr, rule.limits, ctx, mode);
        const calm = clear === null ? (typeof raise === "boolean" ? !raise : null) : interpretCondition(clear, rule.limits, ctx, mode);
        for (const plan of [closures, generated]) expect([plan.raise(ctx) ?? null, plan.clear(ctx) ?? null, plan.suppress?.(ctx) ?? null]).toEqual([raise, calm, raise]);
      }
    }), { numRuns: 2_500 }); // rules, each judged on four inputs
    expect(shapes.size).toBeGreaterThan(300);
  }, 120_000);

  const sources: string[] = [];
  const listening = (names: readonly string[], body: string): unknown => {
    sources.push(body);
    return functionMaker(names, body);
  };

  it("share one function where only numbers, names and points differ, and nothing of a rule is in its text", () => {
    const shapes = new Shapes(listening);
    const evil = "`);globalThis.x=1;//'\"\\u2028${1}";
    const plans = [25, 26.5].map((value, n) => compileRule(highRule({
      select: { tags: ["G"] }, aliases: { [`${evil}${n}`]: { tags: [n === 0 ? "K" : evil] } }, deadband: 0, limits: { [evil]: gasLimit(value) },
      condition: { and: [{ ">=": [{ value: [] }, { limit: [evil] }] }, { "==": [{ quality: [`${evil}${n}`] }, n === 0 ? "good" : evil] }] },
    }), [gasPoint, gasTag("K"), gasTag(evil)], undefined, shapes).plans[0]!);
    expect(shapes.size).toBe(1);
    const worth = plans.map((plan) => {
      const ctx = contextOf(plan, { v: 26, q: 0, flags: 0, age: 0 }, null, -Infinity);
      return plan.raise({ ...ctx, inputs: [ctx.inputs[0]!, { ...ctx.inputs[0]!, now: ctx.inputs[0]!.now }] });
    });
    expect(worth).toEqual([true, false]);
    expect(sources).toHaveLength(1);
    expect(sources[0]!.replaceAll(`"use strict"`, "").replaceAll(/"number"/g, "")).not.toMatch(/["'`\\$]|globalThis|[0-9]{2,}(?![a-z]*\b)\./);
    expect(new Set(sources[0]!.match(/[A-Za-z_$][\w$]*/g)!.map((word) => word.replace(/\d+$/, "")))).toEqual(new Set(["use", "strict", "return", "const", "let", "if", "break", "typeof", "p", "t", "end", "ctx", "raise", "clear", "suppress", "null", "undefined", "true", "false", "number", "held", "qualityOf"]));
  });

  it("stay closures where there are shapes enough, or where one is too long to be worth a function", () => {
    const full = new Shapes(functionMaker, 1);
    const one = ruleOf({ ">=": [{ value: [] }, { limit: ["A"] }] });
    const other = ruleOf({ "<=": [{ value: [] }, { limit: ["A"] }] });
    const long = ruleOf({ and: Array.from({ length: 60 }, () => ({ or: Array.from({ length: 4 }, () => ({ ">=": [{ value: [] }, { limit: ["A"] }] })) })) });
    for (const [rule, size] of [[long, 0], [one, 1], [other, 1]] as const) {
      const [closures, plan] = both(rule, full);
      expect(full.size).toBe(size);
      for (const v of [24, 25, 26]) expect(plan.raise(contextOf(plan, { v, q: 0, flags: 0, age: 0 }, null, -Infinity))).toBe(closures.raise(contextOf(closures, { v, q: 0, flags: 0, age: 0 }, null, -Infinity)));
    }
  });
});
