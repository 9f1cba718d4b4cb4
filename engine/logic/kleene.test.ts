import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../model/json.ts";
import { anyLogic, anyScope } from "./arbitraryLogic.testkit.ts";
import { compileLogic } from "./compileLogic.ts";
import { LogicFault } from "./fault.ts";
import { UNKNOWN } from "./unknown.ts";

const judge = (logic: JsonValue, scope: JsonValue = {}): unknown => compileLogic(logic, { mode: "kleene" }).run(scope);
const unknown = { var: "absent" };

describe("three-valued logic", () => {
  it.each([
    ["a missing value is not below a limit", { "<": [unknown, 5] }],
    ["a null value is not below a limit", { "<": [{ var: "nothing" }, 5] }],
    ["a missing value is not equal to anything", { "==": [unknown, "x"] }],
    ["a missing value is not different from anything", { "!=": [unknown, "x"] }],
    ["text is never read as a number", { "<": [{ var: "five" }, 6] }],
    ["a sum with a missing part", { "+": [1, unknown] }],
    ["a division by zero", { "/": [1, 0] }],
    ["all over a missing list", { all: [unknown, true] }],
    ["all over a list with one row not known", { all: [{ var: "rows" }, { ">": [{ var: "v" }, 0] }] }],
    ["a filter that cannot judge one row", { filter: [{ var: "rows" }, { ">": [{ var: "v" }, 0] }] }],
    ["a list with an unknown member", [1, unknown]],
    ["an if whose test is not known", { if: [unknown, 1, 2] }],
    ["not of something unknown", { "!": [unknown] }],
    ["membership in a list with a gap", { in: [9, [1, unknown]] }],
    ["equality of lists with a gap", { "==": [[1, unknown], [1, 2]] }],
    ["a text made with a gap", { cat: ["a", unknown] }],
    ["a merge with a gap", { merge: [[1], unknown] }],
    ["a result of null", null],
  ])("%s is unknown", (_name, logic) => {
    expect(judge(logic as JsonValue, { nothing: null, five: "5", rows: [{ v: 1 }, {}] })).toBe(UNKNOWN);
  });

  it.each([
    ["false decides and", { and: [unknown, false] }, false],
    ["true decides or", { or: [unknown, true] }, true],
    ["arms that agree decide an if", { if: [unknown, 3, 3] }, 3],
    ["one failing row decides all", { all: [{ var: "rows" }, { ">": [{ var: "v" }, 5] }] }, false],
    ["one passing row decides some", { some: [{ var: "rows" }, { ">": [{ var: "v" }, 0] }] }, true],
    ["no row passes all", { all: [[], true] }, false],
    ["a default stands in for what is absent", { var: ["absent", false] }, false],
    ["exists is never unknown", { exists: "absent" }, false],
    ["missing is never unknown", { missing: ["absent", "rows"] }, ["absent"]],
    ["?? takes the first that is known", { "??": [unknown, 4] }, 4],
    ["a found member is found in spite of a gap", { in: [1, [unknown, 1]] }, true],
    ["text 5 is not 5", { "==": ["5", 5] }, false],
  ])("%s", (_name, logic, result) => {
    expect(judge(logic as JsonValue, { rows: [{ v: 1 }, {}] })).toEqual(result);
  });

  it("learning a missing fact never turns a sure answer into another", () => {
    // Only operators whose answer may not depend on absence itself are monotone. A computed path may be "": the whole scope, which grows.
    const asksAbsence = /"(missing|missing_some|exists|known|latestBy|\?\?|try|var":\[|var":\{|throw)/;
    fc.assert(fc.property(anyLogic, anyScope, anyScope, (logic, less, more) => {
      fc.pre(!asksAbsence.test(JSON.stringify(logic)) && !/"(val|rows|var":"")/.test(JSON.stringify(logic)));
      const known = Object.fromEntries(Object.entries(less as object).filter(([, value]) => value !== null));
      const first = attempt(logic, known);
      fc.pre(first !== UNKNOWN && first !== "fault");
      expect(attempt(logic, { ...(more as object), ...known })).toEqual(first);
    }), { numRuns: 3_000 });
  });
});

function attempt(logic: JsonValue, scope: JsonValue): unknown {
  try {
    return judge(logic, scope);
  } catch (error) {
    if (error instanceof LogicFault) return "fault";
    throw error;
  }
}
