import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { compileLogic } from "../../logic/index.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { JsonValue } from "../../model/json.ts";
import { Axis } from "./axis.ts";
import { compareExpr, type ExprVerdict } from "./compareExpr.ts";
import { meetExpr } from "./meetExpr.ts";
import { anyExpr, anyLimits, anyPair, randomOf, randomScope, worldOf } from "./randomPairs.testkit.ts";
import type { ExprWorld, LimitWorth, Polarity } from "./world.ts";

const runs = Number(process.env["SAFELOOP_LAW_RUNS"] ?? 6_000);
const assignments = 300;

type Limits = { readonly [id: string]: LimitWorth };

/** False 0, unknown 1, true 2, as a guard or a condition takes it. */
function judge(expr: JsonLogic, limits: Limits): (scope: JsonValue) => number {
  const compiled = compileLogic(expr, { mode: "kleene" });
  const env = { limits: Object.fromEntries(Object.entries(limits).map(([id, one]) => [id, { value: Number(one.value), unit: one.unit, sourceStd: "x", confidence: "project" as const }])) };
  return (scope) => {
    const value = compiled.run(scope, env);
    return value === true ? 2 : value === false ? 0 : 1;
  };
}

interface Contradiction { readonly scope: JsonValue; readonly upper: number; readonly local: number }

/** A filled form for which the verdict does not hold. */
function contradiction(verdict: ExprVerdict, upper: (scope: JsonValue) => number, local: (scope: JsonValue) => number, polarity: Polarity, seed: number): Contradiction | undefined {
  if (verdict.is !== "tighter" && verdict.is !== "equal") return undefined;
  const next = randomOf(seed);
  for (let n = 0; n < assignments; n += 1) {
    const scope = randomScope(next);
    const [was, is] = [upper(scope), local(scope)];
    const holds = verdict.is === "equal" ? was === is : polarity === "narrow" ? is <= was : is >= was;
    if (!holds) return { scope, upper: was, local: is };
  }
  return undefined;
}

const anyPolarity = fc.constantFrom<Polarity>("narrow", "widen");

function lawHolds(numRuns: number): Record<ExprVerdict["is"], number> {
  const counts = { equal: 0, tighter: 0, not: 0, undecided: 0 };
  fc.assert(fc.property(anyPair, anyLimits, anyLimits, anyPolarity, fc.boolean(), fc.integer(), ([upper, local], was, changed, polarity, keeps, seed) => {
    const is = keeps ? was : changed;
    const verdict = compareExpr(upper, local, worldOf(was, is), polarity);
    counts[verdict.is] += 1;
    expect(contradiction(verdict, judge(upper, was), judge(local, is), polarity, seed)).toBeUndefined();
  }), { numRuns });
  return counts;
}

afterEach(() => vi.restoreAllMocks());

describe("what is called tighter or equal", () => {
  it("is never contradicted by a filled form, missing values included", () => {
    const counts = lawHolds(runs);
    expect(counts.tighter).toBeGreaterThan(runs / 10); // or nothing was tried
    expect(counts.not).toBeGreaterThan(runs / 10);
    expect(counts.equal).toBeGreaterThan(runs / 100);
    expect(counts.undecided).toBeGreaterThan(runs / 100);
  }, 600_000);

  it("would be contradicted if nothing lay between two constants", () => {
    const real = Axis.prototype.cells;
    const isGap = (value: JsonValue | undefined): boolean => typeof value === "number" && value % 2 === 0;
    vi.spyOn(Axis.prototype, "cells").mockImplementation(function (this: Axis) {
      return real.call(this).filter((cell) => !isGap(cell.values[this.name]));
    });
    expect(() => lawHolds(5_000)).toThrow();
  }, 60_000);
});

describe("a witness", () => {
  it("shows a case in which the new one passes and the upper does not", () => {
    let seen = 0;
    fc.assert(fc.property(anyPair, anyPolarity, ([upper, local], polarity) => {
      const verdict = compareExpr(upper, local, worldOf({}, {}), polarity);
      if (verdict.is !== "not") return;
      // Only typed variables can be filled in; an opaque part has no value of its own.
      const names = Object.keys(verdict.witness.terms);
      if (!names.every((name) => ["x", "y", "n", "b"].includes(name))) return;
      seen += 1;
      const scope = Object.fromEntries(Object.entries(verdict.witness.terms).filter(([, value]) => value !== null));
      const rank = [false, null, true];
      expect([judge(upper, {})(scope), judge(local, {})(scope)]).toEqual([rank.indexOf(verdict.witness.upper), rank.indexOf(verdict.witness.local)]);
    }), { numRuns: 3_000 });
    expect(seen).toBeGreaterThan(150);
  });
});

describe("the meet of two expressions", () => {
  const worth = (expr: JsonLogic, scope: JsonValue): number => judge(expr, {})(scope);

  it("is as strict as the stricter of both, case by case", () => {
    fc.assert(fc.property(anyExpr, anyExpr, anyPolarity, fc.integer(), (a, b, polarity, seed) => {
      const { value } = meetExpr(a, b, {}, polarity);
      const next = randomOf(seed);
      for (let n = 0; n < 60; n += 1) {
        const scope = randomScope(next);
        const [x, y, met] = [worth(a, scope), worth(b, scope), worth(value, scope)];
        expect(met).toBe(polarity === "narrow" ? Math.min(x, y) : Math.max(x, y));
      }
    }), { numRuns: 1_000 });
  });

  it("is the same from either side, in any order and taken twice", () => {
    const typed: ExprWorld = worldOf({}, {});
    fc.assert(fc.property(anyExpr, anyExpr, anyExpr, anyPolarity, fc.integer(), (a, b, c, polarity, seed) => {
      const meet = (x: JsonLogic, y: JsonLogic): JsonLogic => meetExpr(x, y, typed, polarity).value;
      const pairs = [[meet(a, b), meet(b, a)], [meet(meet(a, b), c), meet(a, meet(b, c))], [meet(a, a), a], [meet(meet(a, b), b), meet(a, b)]] as const;
      const next = randomOf(seed);
      for (let n = 0; n < 40; n += 1) {
        const scope = randomScope(next);
        for (const [x, y] of pairs) expect(worth(x, scope)).toBe(worth(y, scope));
      }
    }), { numRuns: 300 });
  });
});

describe("micro-scenarios of overlays.md 15", () => {
  const world: ExprWorld = { terms: { vol: "number", o2: "number", v: "number", wind: "number", a: "number", b: "number", level: "integer", env: "text" } };
  const at = (name: string): JsonLogic => ({ var: name });

  it("16: a guard with one more part is tighter", () => {
    const upper = { "<=": [at("vol"), 0.5] };
    expect(compareExpr(upper, { and: [upper, { ">=": [at("o2"), 19.5] }] }, world, "narrow")).toEqual({ is: "tighter" });
    expect(compareExpr(upper, { "<=": [at("vol"), 0.3] }, world, "narrow")).toEqual({ is: "tighter" });
    expect(compareExpr(upper, { "<": [at("vol"), 0.500001] }, world, "narrow")).toMatchObject({ is: "not" });
  });

  it("17: an alarm that asks for calm wind is not tighter; the witness is said", () => {
    const verdict = compareExpr({ ">=": [at("v"), 25] }, { and: [{ ">=": [at("v"), 20] }, { "<": [at("wind"), 5] }] }, world, "widen");
    expect(verdict).toEqual({ is: "not", witness: { terms: { v: 25, wind: 5 }, upper: true, local: false } });
  });

  it("18: two terms in one comparison are undecided, with a second rule offered", () => {
    expect(compareExpr({ ">": [{ "-": [at("a"), at("b")] }, 5] }, { ">": [at("a"), at("b")] }, world, "widen")).toEqual({ is: "undecided", offer: "additionalRule", why: "shape" });
  });

  it("a missing value counts: unknown refuses, so known-or-less is not tighter than the comparison alone", () => {
    const upper = { "<=": [at("vol"), 0.5] };
    expect(compareExpr(upper, { or: [upper, { "!": [{ known: [at("vol")] }] }] }, world, "narrow")).toMatchObject({ is: "not", witness: { terms: { vol: null }, upper: null, local: true } });
  });

  it("integers have no value between neighbours, numbers do", () => {
    const [upper, local] = [{ ">=": [at("level"), 3] }, { ">": [at("level"), 2] }];
    expect(compareExpr(upper, local, world, "narrow")).toEqual({ is: "equal" });
    expect(compareExpr({ ">=": [at("v"), 3] }, { ">": [at("v"), 2] }, world, "narrow")).toMatchObject({ is: "not" });
  });

  it("untyped variables, mixed types and texts in order are undecided; what only adds a part is tighter all the same", () => {
    const untyped = { "<=": [at("who"), 5] };
    expect(compareExpr(untyped, { "<=": [at("who"), 4] }, world, "narrow")).toEqual({ is: "undecided", offer: "additionalCheck", why: "shape" });
    expect(compareExpr(untyped, { and: [untyped, { "<": [at("v"), 1] }] }, world, "narrow")).toEqual({ is: "tighter" });
    expect(compareExpr({ "===": [at("env"), "x"] }, { "===": [at("env"), 5] }, world, "narrow").is).toBe("undecided");
    expect(compareExpr({ "<": [at("env"), "x"] }, { "<": [at("env"), "a"] }, world, "narrow").is).toBe("undecided");
    // Alone it may be worth a number, which lets nothing pass; joined it would.
    expect(compareExpr(at("who"), { and: [at("who"), true] }, world, "narrow").is).toBe("undecided");
  });

  it("a number in an arm agrees with no truth value when the test is unknown", () => {
    const upper = { or: [{ if: [{ "<": [0, at("wind"), 0] }, at("v"), { "!==": [at("v"), 0] }] }] };
    const local = { or: [...upper.or, { and: [at("v"), { "<": [at("v"), 0] }] }] };
    expect(compareExpr(upper, local, world, "narrow").is).toBe("undecided");
  });

  it("too many cells are undecided, and are not looked at", () => {
    const many: ExprWorld = { terms: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`x${i}`, "number"])) };
    const part = (limit: number): JsonLogic => ({ and: Array.from({ length: 12 }, (_, i) => ({ "<": [at(`x${i}`), limit] })) });
    expect(compareExpr(part(2), part(1), many, "narrow")).toEqual({ is: "undecided", offer: "additionalCheck", why: "tooManyCells" });
  });

  it("limits count by their effective value, inside deeper terms too", () => {
    const limits = (value: number): Limits => ({ H: { value, unit: "%" } });
    const guard = { "<=": [at("vol"), { limit: ["H"] }] };
    expect(compareExpr(guard, guard, { ...world, limits: { upper: limits(5), local: limits(4) } }, "narrow")).toEqual({ is: "tighter" });
    expect(compareExpr(guard, guard, { ...world, limits: { upper: limits(5), local: limits(6) } }, "narrow")).toMatchObject({ is: "not", witness: { terms: { vol: 6 } } });
    const deep = { ">": [{ count: [{ filter: [at("rows"), { ">": [at("x"), { limit: ["H"] }] }] }] }, 2] };
    expect(compareExpr(deep, deep, { ...world, limits: { upper: limits(5), local: limits(6) } }, "widen").is).not.toBe("equal");
    expect(compareExpr(guard, { "<=": [at("vol"), { limit: ["gone"] }] }, world, "narrow").is).toBe("undecided");
  });
});

describe("conditions of alarm rules", () => {
  const limits = (value: number, unit = "%[LEL]"): Limits => ({ H: { value, unit } });
  const rule = (upper: Limits, local: Limits): ExprWorld => ({ dialect: "rule", limits: { upper, local } });
  const high = { ">=": [{ value: [] }, { limit: ["H"] }] };

  it("compares limits across units of one dimension, and not across dimensions", () => {
    expect(compareExpr(high, high, rule(limits(1.6, "MPa"), limits(1500, "kPa")), "widen")).toEqual({ is: "tighter" });
    expect(compareExpr(high, high, rule(limits(1.6, "MPa"), limits(1600, "kPa")), "widen")).toEqual({ is: "equal" });
    expect(compareExpr(high, high, rule(limits(1.6, "MPa"), limits(1700, "kPa")), "widen")).toMatchObject({ is: "not", witness: { terms: { value: 1.6 } } });
    expect(compareExpr(high, high, rule(limits(25), limits(1.25, "%[vol]")), "widen").is).toBe("undecided");
  });

  it("takes windows and other inputs as opaque numbers by their text", () => {
    const avg = (limit: number, s: number): JsonLogic => ({ ">": [{ avg: [s] }, limit] });
    expect(compareExpr(avg(5, 60), avg(4, 60), rule({}, {}), "widen")).toEqual({ is: "tighter" });
    expect(compareExpr(avg(5, 60), avg(4, 300), rule({}, {}), "widen")).toMatchObject({ is: "not" });
    expect(compareExpr({ ">": [{ var: "value" }, 5] }, { ">": [{ value: [] }, 5] }, rule({}, {}), "widen")).toEqual({ is: "equal" });
  });

  it("an event that is not there meets no comparison: not (x < 5) is not x ≥ 5", () => {
    const level = { event: ["confidence"] };
    expect(compareExpr({ "!": [{ "<": [level, 5] }] }, { ">=": [level, 5] }, rule({}, {}), "widen")).toMatchObject({ is: "not" });
    expect(compareExpr({ ">=": [level, 5] }, { "!": [{ "<": [level, 5] }] }, rule({}, {}), "widen")).toEqual({ is: "tighter" });
  });
});
