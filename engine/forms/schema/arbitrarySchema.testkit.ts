import fc from "fast-check";
import type { JsonValue } from "../../model/json.ts";

const keys = ["a", "b", "c", "__proto__", "constructor"] as const;
/** No definition may name a member `__proto__` (`checkForm`), and ajv passes over it. Data may. */
const schemaKeys = keys.filter((key) => key !== "__proto__");
const patterns = ["^a", "b$", "^(?!x)", "\\d", "[\\u4e00-\\u9fa5]", "^[ab]{1,3}$"];
const scalar = fc.oneof(fc.constantFrom<JsonValue>(null, true, false, 0, 1, -1, 1.5, 0.3, 1e21, "", "a", "ab", "动火", "1", "2026-03-01", "2026-03-01T08:00:00Z", "x@y.z", "😀"), fc.integer({ min: -4, max: 12 }));

const memberOf = (value: fc.Arbitrary<JsonValue>, names: readonly string[] = keys): fc.Arbitrary<JsonValue> =>
  fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }).map((entries) => JSON.parse(`{${entries.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join(",")}}`) as JsonValue);

/** Data with hostile names, repeats and every JSON type. */
export const anyData: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie("value"), { maxLength: 4 }), memberOf(tie("value"))),
})).value;

const simple = fc.oneof(
  fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object").map((type) => ({ type })),
  fc.constant({ type: ["string", "integer"] }),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => ({ enum: list })),
  scalar.map((value) => ({ const: value })),
  fc.integer({ min: -2, max: 5 }).chain((limit) => fc.constantFrom("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum").map((keyword) => ({ [keyword]: limit }))),
  fc.integer({ min: 0, max: 3 }).chain((limit) => fc.constantFrom("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties").map((keyword) => ({ [keyword]: limit }))),
  fc.constantFrom(0.1, 0.5, 1, 3).map((of) => ({ multipleOf: of })),
  fc.constantFrom(...patterns).map((pattern) => ({ pattern })),
  fc.constantFrom("date", "date-time", "email", "uri", "ipv4", "uuid", "no-such-format").map((format) => ({ format })),
  fc.constant({ uniqueItems: true }),
  fc.subarray(schemaKeys, { minLength: 1, maxLength: 2 }).map((required) => ({ required })),
);

/** Schemas over every keyword a form may use, references into `$defs` included. */
export const anySchema: fc.Arbitrary<JsonValue> = fc.letrec<{ schema: JsonValue }>((tie) => {
  const one = tie("schema");
  const list = fc.array(one, { minLength: 1, maxLength: 3 });
  const map = memberOf(one, schemaKeys);
  return {
    schema: fc.oneof({ maxDepth: 3, depthSize: "small" }, fc.boolean(), simple,
      fc.record({ properties: map, additionalProperties: one, required: fc.subarray(schemaKeys, { maxLength: 1 }) }, { requiredKeys: ["properties"] }),
      fc.record({ properties: map, unevaluatedProperties: one, allOf: list }, { requiredKeys: ["properties"] }),
      fc.tuple(fc.constantFrom(...patterns), one, one).map(([pattern, schema, rest]) => ({ patternProperties: { [pattern]: schema }, additionalProperties: rest })),
      fc.record({ items: one, prefixItems: list, contains: one, minContains: fc.constantFrom(0, 1, 2), maxContains: fc.constantFrom(1, 2) }, { requiredKeys: [] }),
      fc.record({ prefixItems: list, unevaluatedItems: one, anyOf: list }, { requiredKeys: ["prefixItems"] }),
      fc.constantFrom("allOf", "anyOf", "oneOf").chain((keyword) => list.map((schemas) => ({ [keyword]: schemas }))),
      one.map((not) => ({ not })),
      fc.record({ if: one, then: one, else: one }, { requiredKeys: ["if"] }),
      one.map((propertyNames) => ({ propertyNames })),
      fc.record({ dependentRequired: fc.constant({ a: ["b"] }), dependentSchemas: map }, { requiredKeys: [] }),
      fc.constantFrom("#/$defs/one", "#/$defs/two").map(($ref) => ({ $ref })),
      fc.tuple(simple, simple).map(([left, right]) => ({ ...left, ...right }))),
  };
}).schema;

/** A document with two definitions to refer to. They refer to nothing, so there is no endless schema. */
export const anyDocument: fc.Arbitrary<JsonValue> = fc.tuple(anySchema, simple, simple).map(([schema, one, two]) =>
  (typeof schema === "object" && schema !== null ? { ...schema, $defs: { one, two } } : schema) as JsonValue);
