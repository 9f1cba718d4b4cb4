import { describe, expect, it } from "vitest";
import type { JsonValue } from "../model/json.ts";
import { checkLogic } from "./checkLogic.ts";
import { compileLogic } from "./compileLogic.ts";
import { LogicFault } from "./fault.ts";
import { baseOperators } from "./operators/index.ts";
import { UNKNOWN } from "./unknown.ts";

function fault(logic: JsonValue, scope: JsonValue = {}): LogicFault | undefined {
  try {
    compileLogic(logic, { mode: "plain" }).run(scope);
    return undefined;
  } catch (error) {
    if (error instanceof LogicFault) return error;
    throw error;
  }
}

const nest = (depth: number): JsonValue => {
  let logic: JsonValue = 1;
  for (let level = 0; level < depth; level += 1) logic = { "!": [logic] };
  return logic;
};

describe("the budget of an expression", () => {
  const list = Array.from({ length: 200 }, () => 1);

  it("stops nested loops", () => {
    expect(fault({ map: [{ var: "l" }, { map: [{ val: [[2], "l"] }, { "+": [{ var: "" }, 1] }] }] }, { l: list })?.kind).toBe("budget");
  });

  it("stops a text that doubles itself", () => {
    const doubling = { reduce: [{ var: "l" }, { cat: [{ var: "accumulator" }, { var: "accumulator" }] }, "0123456789"] };
    expect(fault(doubling, { l: list.slice(0, 24) })?.kind).toBe("size");
  });

  it("stops a list that doubles itself", () => {
    const doubling = { reduce: [{ var: "l" }, { merge: [{ var: "accumulator" }, { var: "accumulator" }] }, [1, 2, 3]] };
    expect(fault(doubling, { l: list.slice(0, 24) })?.kind).toBe("size");
  });

  it("cannot be caught by try", () => {
    expect(fault({ try: [{ map: [{ var: "l" }, { map: [{ val: [[2], "l"] }, 1] }] }, 1] }, { l: list })?.kind).toBe("budget");
  });

  it("holds for depths a stack could not", () => {
    expect(fault(nest(10_000))?.kind).toBe("size");
    expect(checkLogic(nest(10_000)).map((one) => one.code)).toEqual(["LOGIC_TOO_DEEP"]);
  });

  it("spends the caller's own budget when one is given", () => {
    const compiled = compileLogic({ "+": [{ var: "a" }, 1] }, { mode: "plain" });
    expect(compiled.run({ a: 1 }, { budget: 2 })).toBe(2);
    expect(() => compiled.run({ a: 1 }, { budget: 1 })).toThrow(LogicFault);
  });
});

describe("own-property look-up", () => {
  it.each(["__proto__", "constructor", "toString", "a.constructor", "a.__proto__.x", "list.constructor"])("finds nothing at %s", (path) => {
    const scope = { a: { b: 1 }, list: [1] };
    expect(compileLogic({ var: path }, { mode: "plain" }).run(scope)).toBe(null);
    expect(compileLogic({ var: path }, { mode: "kleene" }).run(scope)).toBe(UNKNOWN);
    expect(compileLogic({ val: path.split(".") }, { mode: "plain" }).run(scope)).toBe(null);
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "method", "log"])("knows no operator %s", (name) => {
    const logic = JSON.parse(`{"${name}":[1]}`) as JsonValue;
    expect(fault(logic)?.type).toBe("Unknown Operator");
    expect(checkLogic(logic).map((one) => one.code)).toEqual(["LOGIC_OPERATOR_UNKNOWN"]);
  });

  it("reads tables, limits and objects by own key only", () => {
    const env = { tables: { t: { k: 1 } }, limits: {} };
    for (const logic of [{ table: ["t", "constructor"] }, { table: ["__proto__", "k"] }, { limit: ["toString"] }, { lookup: [{ var: "o" }, "constructor"] }]) {
      expect(compileLogic(logic, { mode: "kleene" }).run({ o: {} }, env)).toBe(UNKNOWN);
    }
    expect(compileLogic({ table: ["t", "k"] }, { mode: "kleene" }).run({}, env)).toBe(1);
  });
});

describe("checkLogic", () => {
  it.each([
    [{ "<": [1] }, "LOGIC_ARITY"],
    [{ "!": [1, 2] }, "LOGIC_ARITY"],
    [{ a: 1, b: 2 }, "LOGIC_SHAPE"],
    [{ var: { cat: ["a", "b"] } }, "LOGIC_PATH_COMPUTED"],
    [{ val: ["a", { var: "b" }] }, "LOGIC_PATH_COMPUTED"],
    [{ and: [{ nope: [] }] }, "LOGIC_OPERATOR_UNKNOWN"],
  ])("refuses %j", (logic, code) => {
    expect(checkLogic(logic as JsonValue).map((one) => one.code)).toEqual([code]);
  });

  it("names the place of the fault", () => {
    expect(checkLogic({ and: [true, { nope: [] }] }, { path: "/logic/0/when" })[0]?.path).toBe("/logic/0/when/and/1");
  });

  it("refuses more nodes than allowed, once", () => {
    expect(checkLogic({ and: Array.from({ length: 3_000 }, () => true) }).map((one) => one.code)).toEqual(["LOGIC_TOO_LARGE"]);
  });

  it("refuses helpers where only the base table is allowed", () => {
    expect(checkLogic({ localHour: ["x"] }, { operators: baseOperators }).map((one) => one.code)).toEqual(["LOGIC_OPERATOR_UNKNOWN"]);
    expect(checkLogic({ localHour: ["x"] })).toEqual([]);
  });
});
