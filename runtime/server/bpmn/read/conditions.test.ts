import { describe, expect, test } from "vitest";
import { simpleCondition } from "./conditions.ts";

describe("conditions that are read", () => {
  test.each<readonly [string, unknown]>([
    ["${a > 5}", { ">": [{ var: "a" }, 5] }],
    ["#{a.b <= -1.5}", { "<=": [{ var: "a.b" }, -1.5] }],
    ["= level = \"one\"", { "==": [{ var: "level" }, "one"] }],
    ["${level != 'x y'}", { "!=": [{ var: "level" }, "x y"] }],
    ["amount ge 10", { ">=": [{ var: "amount" }, 10] }],
    ["${ok}", { "==": [{ var: "ok" }, true] }],
    ["${!ok}", { "==": [{ var: "ok" }, false] }],
    ["not ok", { "==": [{ var: "ok" }, false] }],
    ["true", true],
    ["${x == null}", { "==": [{ var: "x" }, null] }],
  ])("%s", (text, logic) => expect(simpleCondition(text)).toEqual(logic));

  test.each(["${a > b}", "${a > 5 && b}", "a.method(1)", "${execution.setVariable('a', 1)}", "getVariable(\"x\") > 1", "${}", "a in [1]", "5 > a", "a == 'it\\'s'"])("not %s", (text) => {
    expect(simpleCondition(text)).toBeUndefined();
  });
});
