import type { JsonLogic } from "@safeloop/engine";
import { ruleOperators } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionOf, logicOf } from "./condition.ts";
import { fixtures } from "./fixtures.testkit.ts";
import { anyCondition } from "./randomCondition.testkit.ts";

const read = (text: string): JsonLogic => JSON.parse(text) as JsonLogic;
const back = (logic: JsonLogic): string => JSON.stringify(logicOf(conditionOf(logic)));

/** Every operator a JSON text names. */
function operatorsIn(logic: JsonLogic): string[] {
  if (Array.isArray(logic)) return (logic as JsonLogic[]).flatMap(operatorsIn);
  return typeof logic === "object" && logic !== null ? Object.entries(logic).flatMap(([name, args]) => [name, ...operatorsIn(args)]) : [];
}

describe("a condition in the builder", () => {
  it("is tried with at least sixty conditions, in which every operator of the dialect stands", () => {
    expect(new Set(fixtures).size).toBeGreaterThanOrEqual(60);
    const named = new Set(fixtures.flatMap((one) => operatorsIn(read(one))));
    expect([...ruleOperators.keys()].filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(fixtures)("%s comes back to the byte", (text) => expect(back(read(text))).toBe(JSON.stringify(read(text))));

  it("comes back to the byte for any JSON", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => back(value as JsonLogic) === JSON.stringify(value)));
  });

  it("comes back to the byte for any condition of the dialect, sound or not", () => {
    fc.assert(fc.property(anyCondition, (logic) => back(logic) === JSON.stringify(logic)), { numRuns: 1000 });
  });

  it("knows the operators it has words for, whichever way they are written", () => {
    const kinds = (text: string): string => conditionOf(read(text)).kind;
    expect(conditionOf(read(fixtures[0]!))).toMatchObject({ kind: "compare", op: ">=", term: { kind: "value" }, operand: { kind: "limit", id: "H" } });
    expect(conditionOf(read('{"<":[5,{"var":"value"}]}'))).toMatchObject({ kind: "compare", term: { kind: "literal", value: 5 }, operand: { kind: "value" } });
    expect(['{"!":{"calendar":"x"}}', '{"kOfN":[2,"s",true]}', '{"lastN":[1,2,true]}', '{"if":[true,false,true]}', '{"event":["fall"]}', "true"].map(kinds)).toEqual(["not", "kOfN", "lastN", "if", "holds", "constant"]);
    expect(['{">":[1,2,3]}', '{"if":[true]}', '{"and":[]}', '{"a":1,"b":2}', '"x"', "null", "[]"].map(kinds)).toEqual(Array(7).fill("raw"));
  });
});
