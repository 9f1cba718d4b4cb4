import fc from "fast-check";
import type { JsonValue } from "../model/json.ts";
import { definitionOperators } from "./operators/index.ts";

/** Scopes with gaps, wrong types and nested rows, so that every branch is met. */
export const anyScope: fc.Arbitrary<JsonValue> = fc.record({
  a: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(null), fc.string({ maxLength: 3 }), fc.boolean()),
  b: fc.oneof(fc.double({ noNaN: true, min: -9, max: 9 }), fc.constant("5"), fc.constant("")),
  rows: fc.oneof(fc.constant(null), fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null), fc.record({ v: fc.integer({ min: 0, max: 3 }), w: fc.constant(null) })), { maxLength: 4 })),
  at: fc.constantFrom("2026-03-01T08:00:00+08:00", "2026-03-01T00:30:00Z", "no time", ""),
  ctx: fc.record({ now: fc.constantFrom("2026-03-01T08:31:00+08:00", "bad") }),
}, { requiredKeys: ["ctx"] });

const paths = ["a", "b", "rows", "at", "ctx.now", "v", "w", "", "rows.0.v", "rows.length", "missing", "__proto__", "constructor", "current", "accumulator"];

const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, "", "a", "5", "Abc", null, true, false, "2026-03-01T08:00:00Z"),
  fc.constantFrom(...paths).map((path) => ({ var: path })),
  fc.constantFrom(...paths).map((path) => ({ var: [path, 7] })),
  fc.constantFrom([[1], "index"], [[2], "a"], [[4], "b"], ["ctx", "now"], []).map((args) => ({ val: args })),
);

const names = [...definitionOperators.keys(), "no-such-operator"];

/** Expressions over the whole operator table, sound or not. */
export const anyLogic: fc.Arbitrary<JsonValue> = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true }, leaf,
    fc.tuple(fc.constantFrom(...names), fc.array(tie("node"), { maxLength: 3 })).map(([name, args]) => ({ [name]: args })),
    fc.tuple(fc.constantFrom(...names), tie("node")).map(([name, arg]) => ({ [name]: arg })),
    fc.array(tie("node"), { maxLength: 3 }),
  ),
})).node;
