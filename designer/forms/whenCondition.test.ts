import { describe, expect, it } from "vitest";
import { logicOfWhen, whenOf, whenOperators } from "./whenCondition.ts";

describe("a display condition in words", () => {
  it.each(whenOperators)("with %s is written and read back", (op) => {
    const when = { field: "f-outdoor", op, value: op === "in" ? "welding" : 5 };
    expect(whenOf(logicOfWhen(when))).toEqual(when);
  });

  it.each([undefined, true, { and: [] }, { "==": [{ var: "a" }] }, { "==": [{ var: "a" }, { var: "b" }] }, { "==": [1, 2] }])("leaves %j to the JSON editor", (logic) => {
    expect(whenOf(logic)).toBeUndefined();
  });
});
