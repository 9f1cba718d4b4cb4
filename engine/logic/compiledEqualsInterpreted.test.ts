import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyLogic, anyScope } from "./arbitraryLogic.testkit.ts";
import type { JsonValue } from "../model/json.ts";
import { Shapes } from "../shapes/shapes.ts";
import { functionMaker } from "../testing/functionMaker.ts";
import { compileLogic, generateHotLogic } from "./compileLogic.ts";
import { LogicFault } from "./fault.ts";
import { interpretLogic } from "./interpretLogic.ts";

const env = { limits: { a: { value: 5, unit: "m", sourceStd: "x", confidence: "project" as const } }, tables: { a: { "5": 1 } } };

function outcome(run: () => unknown): unknown {
  try {
    return { result: run() };
  } catch (error) {
    if (error instanceof LogicFault) return { fault: error.kind, type: error.type };
    throw error;
  }
}

describe.each(["plain", "kleene"] as const)("in %s mode", (mode) => {
  it("compiled and interpreted expressions give the same result or the same fault", () => {
    fc.assert(fc.property(anyLogic, anyScope, fc.constantFrom(3, 20, 10_000), (logic, scope, budget) => {
      const compiled = outcome(() => compileLogic(logic, { mode, budget }).run(scope, env));
      const interpreted = outcome(() => interpretLogic(logic, scope, { mode, budget }, env));
      expect(compiled).toEqual(interpreted);
    }), { numRuns: 10_000 });
  });
});

/** Sound logic of what is written as text, on rows and answers that may be missing. */
const path = fc.constantFrom("a", "b", "rows", "at", "ctx.now", "v", "w", "", "rows.0.v", "rows.length", "constructor");
const plain: fc.Arbitrary<JsonValue> = fc.letrec<{ n: JsonValue }>((tie) => ({
  n: fc.oneof({ maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<JsonValue>(0, -0, 1, 3, 2.5, "", "a", "5", null, true, false), path.map((one): JsonValue => ({ var: one })), path.map((one): JsonValue => ({ var: [one] })),
    fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!=", "===", "!==", "+", "-", "*", "/", "and", "or"), tie("n"), tie("n")).map(([op, a, b]): JsonValue => ({ [op]: [a, b] })),
    fc.tuple(fc.constantFrom("!", "!!"), tie("n")).map(([op, a]): JsonValue => ({ [op]: [a] })),
    fc.array(path, { minLength: 1, maxLength: 3 }).map((names): JsonValue => ({ missing: names })),
    fc.tuple(tie("n"), fc.array(fc.constantFrom<JsonValue>(1, 2, "a", "5", true), { maxLength: 4 })).map(([a, list]): JsonValue => ({ in: [a, list] })),
    fc.tuple(tie("n"), tie("n"), tie("n")).map((args): JsonValue => ({ if: args })),
    fc.tuple(fc.constantFrom("map", "some", "all", "none"), fc.constantFrom<JsonValue>({ var: "rows" }, [1, 2], { var: "a" }), tie("n")).map(([op, list, body]): JsonValue => ({ [op]: [list, body] })),
    fc.tuple(fc.constantFrom("max", "count", "known", "filter"), tie("n"), tie("n")).map(([op, a, b]): JsonValue => ({ [op]: [a, b] })),
  ),
})).n;

describe("generated functions", () => {
  it("give what the closures and the interpreter give, fault for fault and step for step", () => {
    const shapes = new Shapes(functionMaker, 100_000);
    fc.assert(fc.property(fc.oneof({ weight: 4, arbitrary: plain }, anyLogic), fc.array(anyScope, { minLength: 3, maxLength: 3 }), fc.constantFrom(3, 8, 20, 10_000), fc.option(fc.constantFrom(2, 9, 500)), fc.boolean(), (logic, scopes, budget, left, facts) => {
      const generated = compileLogic(logic, { mode: "kleene", budget, shapes });
      const compiled = compileLogic(logic, { mode: "kleene", budget });
      for (const scope of scopes) {
        const [a, b] = [{ left: left ?? 0 }, { left: left ?? 0 }];
        const more = { ...env, ...(facts ? { facts: { ctx: { now: "n" } } } : {}) };
        const expected = outcome(() => compiled.run(scope, left === null ? more : { ...more, meter: a }));
        expect(outcome(() => generated.run(scope, left === null ? more : { ...more, meter: b }))).toEqual(expected);
        if (left === null) expect(expected).toEqual(outcome(() => interpretLogic(logic, scope, { mode: "kleene", budget }, more)));
        else expect(b).toEqual(a);
      }
    }), { numRuns: 4_000 }); // expressions, each on three scopes
    expect(shapes.size).toBeGreaterThan(500);
  }, 120_000);

  it("begin by themselves once an expression has run often, where a process lets them", () => {
    const shapes = new Shapes(functionMaker);
    const compiled = compileLogic({ ">": [{ var: "a" }, 3] }, { mode: "kleene" });
    generateHotLogic(shapes);
    const worth = Array.from({ length: 300 }, (_, a) => compiled.run({ a }));
    generateHotLogic(undefined);
    expect(worth).toEqual(Array.from({ length: 300 }, (_, a) => a > 3));
    expect(shapes.size).toBe(1);
  });
});
