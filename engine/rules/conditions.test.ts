import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";
import { interpretCondition } from "../testing/interpretCondition.ts";
import type { AlertRule } from "../model/rule.ts";
import type { JsonLogic } from "../model/logic.ts";
import { checkRule } from "./checkRule.ts";
import { compileRule } from "./compileRule.ts";
import type { Mode } from "./context.ts";
import { contextOf, gasPoint, randomCondition, randomSample } from "./randomCondition.testkit.ts";
import { convertValue } from "./units/unit.ts";
import { unitOf } from "./units/table.ts";

const ruleOf = (expr: JsonLogic, more: Partial<AlertRule> = {}): AlertRule => highRule({ condition: expr, limits: { A: gasLimit(25), B: gasLimit(50) }, deadband: 0, ...more });
const codes = (rule: AlertRule, tags = [gasPoint]): string[] => checkRule(rule, tags).map((one) => one.code);

describe("the condition language", () => {
  it("means the same to the closures and to the interpreter, in both modes, for every quality and age", () => {
    fc.assert(fc.property(randomCondition, fc.option(randomSample), fc.option(randomSample), fc.constantFrom<Mode>("raise", "clear"), fc.boolean(), fc.boolean(), (expr, now, earlier, mode, bad, gap) => {
      const rule = ruleOf(expr, { uncertain: bad ? "bad" : "raiseOnly" });
      const compiled = compileRule(rule, [gasPoint]);
      fc.pre(!compiled.issues.some((one) => one.code === "RULE_UNIT" || one.code === "RULE_TYPE"));
      const plan = compiled.plans[0]!;
      const ctx = contextOf(plan, now, earlier, gap ? 999_000 : -Infinity);
      ctx.mode = mode;
      expect(plan.raise(ctx) ?? null).toEqual(interpretCondition(expr, rule.limits, ctx, mode));
    }), { numRuns: 10_000 });
  });

  it("refuses what it cannot mean, each fault with its own code", () => {
    const at = (condition: JsonLogic): AlertRule => ruleOf(condition);
    expect(codes(at({ ">=": [{ value: [] }, 25] }))).toEqual(["RULE_LITERAL_LIMIT"]);
    expect(codes(at({ ">=": [{ value: [] }, { limit: ["nope"] }] }))).toEqual(["RULE_LIMIT_UNKNOWN"]);
    expect(codes(at({ ">=": [{ value: ["b"] }, { limit: ["A"] }] }))).toEqual(["RULE_ALIAS_UNKNOWN"]);
    expect(codes(at({ constructor: [] }))).toEqual(["RULE_OPERATOR"]);
    expect(codes(at({ __proto__x: [] }))).toEqual(["RULE_OPERATOR"]);
    expect(codes(at({ ">": [{ rate: [7200] }, { limit: ["A"] }] }))).toEqual(["RULE_WINDOW_TOO_LARGE"]);
    expect(codes(at({ ">": [{ quality: [] }, { limit: ["A"] }] }))).toEqual(["RULE_TYPE"]);
    expect(codes({ ...at({ and: [{ ">=": [{ value: [] }, { limit: ["A"] }] }] }), deadband: 2 })).toEqual(["RULE_DEADBAND_SHAPE"]);
    expect(codes({ ...at({ ">=": [{ value: [] }, { limit: ["A"] }] }), onDelayS: 6 })).toEqual(["RULE_GAS_DELAY"]);
    expect(codes({ ...at({ ">=": [{ value: [] }, { limit: ["A"] }] }), clear: { "<": [{ value: [] }, { limit: ["B"] }] } })).toEqual(["RULE_CLEAR_OVERLAP"]);
    expect(codes({ ...at({ ">=": [{ value: [] }, { limit: ["A"] }] }), announce: "settled" })).toEqual(["RULE_SETTLED_FORBIDDEN"]);
    expect(codes({ ...at({ ">=": [{ value: [] }, { limit: ["A"] }] }), select: { tags: ["gone"] } })).toEqual(["RULE_NO_TAG"]);
  });

  it("refuses a comparison of different dimensions and converts within one", () => {
    const pressure = gasTag("P", { measurement: "pressure", unit: "kPa", range: { min: 0, max: 2000 } });
    const limit = { ...gasLimit(1.6), unit: "MPa" };
    const rule = highRule({ select: { measurement: "pressure" }, limits: { H: limit }, deadband: { percentOfRange: 2 } });
    expect(codes(rule, [pressure])).toEqual([]);
    const plan = compileRule(rule, [pressure]).plans[0]!;
    const verdicts = [1599, 1600, 1561, 1560, 1559].map((v) => {
      const ctx = contextOf(plan, { v, q: 0, flags: 0, age: 0 }, null, -Infinity);
      const up = plan.raise(ctx);
      ctx.mode = "clear";
      return [up, plan.clear(ctx)];
    });
    expect(verdicts).toEqual([[false, false], [true, false], [false, false], [false, false], [false, true]]);
    expect(codes({ ...rule, limits: { H: gasLimit(25) } }, [pressure])).toContain("RULE_UNIT");
  });

  it("keeps legal floors: a limit may be tightened, never loosened", () => {
    const floor = { A: { ...gasLimit(25), legalFloor: true, op: ">=" as const, sourceStd: "GB/T 50493", edition: "2019", clause: "5.5.2" } };
    const rule = (value: number): AlertRule => ruleOf({ ">=": [{ value: [] }, { limit: ["A"] }] }, { limits: { A: gasLimit(value) } });
    expect(checkRule(rule(20), [gasPoint], [], floor)).toEqual([]);
    expect(checkRule(rule(30), [gasPoint], [], floor).map((one) => [one.code, one.params])).toEqual([["RULE_FLOOR_LOOSENED", { limit: "A", value: 30, floor: 25, source: "GB/T 50493 2019 5.5.2" }]]);
  });

  it("refuses hostile shapes instead of falling over them", () => {
    let deep: JsonLogic = { value: [] };
    for (let i = 0; i < 5000; i += 1) deep = { abs: [deep] };
    expect(codes(ruleOf({ ">": [deep, { limit: ["A"] }] }))).toContain("RULE_TOO_BIG");
    for (const odd of [null, 5, "x", [], {}, { a: 1, b: 2 }, { var: "__proto__" }, { ">": [] }]) expect(codes(ruleOf(odd as JsonLogic)).length).toBeGreaterThan(0);
  });
});

describe("units", () => {
  it("convert there and back", () => {
    fc.assert(fc.property(fc.constantFrom(["kPa", "MPa"], ["Cel", "K"], ["Cel", "[degF]"], ["m3/h", "L/min"], ["ppm", "%[vol]"], ["mg/m3", "g/m3"]), fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([a, b], value) => {
      const there = convertValue(value, unitOf(a), unitOf(b))!;
      expect(convertValue(there, unitOf(b), unitOf(a))!).toBeCloseTo(value, 6);
    }));
    expect(convertValue(25, unitOf("Cel"), unitOf("K"))).toBe(298.15);
    expect(convertValue(1, unitOf("ppm"), unitOf("mg/m3"))).toBeUndefined();
  });
});
