import type { JsonLogic } from "@safeloop/engine";
import { ruleOperators } from "@safeloop/engine";
import fc from "fast-check";

const leaf: fc.Arbitrary<JsonLogic> = fc.oneof(
  fc.constantFrom<JsonLogic>(0, 1, -2.5, 1e3, 1e-7, 60, true, false, null, "b", "selected", "min", "h", "", { value: [] }, { var: "value" }, { var: "b.value" }, { var: ".value" }, { limit: ["H"] }, { limit: "H" }, { near: ["s", 10] }),
  fc.integer({ min: 0, max: 90_000 }),
);

const names = [...ruleOperators.keys(), "var", "near", "no-such-operator", "__proto__"];

/** Expressions over the grammar: known operators with arguments that fit or do not, with and without their lists, and now and then two keys. */
export const anyCondition: fc.Arbitrary<JsonLogic> = fc.letrec<{ node: JsonLogic }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true }, leaf,
    fc.tuple(fc.constantFrom(...names), fc.array(tie("node"), { maxLength: 4 })).map(([name, args]) => ({ [name]: args })),
    fc.tuple(fc.constantFrom(...names), tie("node")).map(([name, arg]) => ({ [name]: arg })),
    fc.tuple(fc.constantFrom(...names), tie("node")).map(([name, arg]) => ({ [name]: arg, [`${name}2`]: arg })),
    fc.array(tie("node"), { maxLength: 3 }),
  ),
})).node;
