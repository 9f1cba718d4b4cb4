import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyLogic, anyScope } from "./arbitraryLogic.testkit.ts";
import { compileLogic } from "./compileLogic.ts";
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
