import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import { anyData, anyDocument } from "../schema/arbitrarySchema.testkit.ts";
import { compileSchema } from "../schema/compileSchema.ts";
import { ajvValidator } from "./ajvFor.ts";

describe("the fast path and the interpreter", () => {
  it("agree on every schema and value", () => {
    const verdicts = { valid: 0, invalid: 0 };
    fc.assert(fc.property(anyDocument, fc.array(anyData, { minLength: 10, maxLength: 10 }), (schema, values) => {
      const ours = compileSchema(schema);
      expect(ours.issues).toEqual([]);
      const fast = ajvValidator(schema as JsonObject);
      for (const value of values) {
        const verdict = ours.isValid(value);
        verdicts[verdict ? "valid" : "invalid"] += 1;
        expect([JSON.stringify(value), verdict]).toEqual([JSON.stringify(value), fast(value)]);
        expect(ours.validate(value).length > 0).toBe(!verdict);
      }
    }), { numRuns: 1_000 });
    expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan(1_000);
  });

  it("keep two patterns of one schema apart", () => {
    const schema = { properties: { a: { pattern: "^a$" }, b: { pattern: "^b$" } } };
    const fast = ajvValidator(schema);
    expect([fast({ a: "a", b: "b" }), fast({ a: "b" }), fast({ b: "a" })]).toEqual([true, false, false]);
  });

  it("do not take a member named like a prototype's for judged", () => {
    const schema = { allOf: [{ anyOf: [{ properties: { a: true } }, { propertyNames: false }] }], unevaluatedProperties: false };
    for (const judge of [ajvValidator(schema), compileSchema(schema).isValid]) {
      expect([judge({ a: 1 }), judge({ constructor: 1 })]).toEqual([true, false]);
    }
  });

  it("go on after a list that is shorter than its leading items", () => {
    const schema = { prefixItems: [{ const: 1 }], contains: { type: "string" } };
    for (const judge of [ajvValidator(schema), compileSchema(schema).isValid]) {
      expect([judge([]), judge([1, "a"])]).toEqual([false, true]);
    }
  });

  it("see only own members", () => {
    const schema = { properties: { constructor: { type: "number" } }, required: ["toString"] };
    for (const judge of [ajvValidator(schema), compileSchema(schema).isValid]) {
      expect([judge({}), judge({ toString: 1 })]).toEqual([false, true]);
    }
  });

  it("count own members named like a prototype's, whatever the schema names", () => {
    const data = ['{"__proto__":1}', '{"constructor":1}', '{"toString":{}}', "{}", '{"a":1}'].map((text) => JSON.parse(text) as JsonObject);
    const schemas: JsonObject[] = [
      { properties: { a: true }, additionalProperties: false }, { minProperties: 1 }, { propertyNames: { maxLength: 1 } }, { patternProperties: { "^_": { type: "string" } } },
      { dependentRequired: { constructor: ["a"] } }, { dependentSchemas: { toString: false } }, { $defs: { x: { required: ["constructor"] } }, allOf: [{ $ref: "#/$defs/x" }] },
    ];
    for (const schema of schemas) {
      const [fast, slow] = [ajvValidator(schema), compileSchema(schema).isValid];
      expect(data.map((one) => fast(one))).toEqual(data.map((one) => slow(one)));
    }
  });

  it("read decimals as they are written", () => {
    for (const judge of [ajvValidator({ multipleOf: 0.1 }), compileSchema({ multipleOf: 0.1 }).isValid]) {
      expect([judge(0.3), judge(1.1), judge(0.35), judge(1e-300)]).toEqual([true, true, false, false]);
    }
  });

  it("look once at each item of a long list that must not repeat", () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => ({ index }));
    for (const judge of [ajvValidator({ uniqueItems: true }), compileSchema({ uniqueItems: true }).isValid]) {
      expect(judge(rows)).toBe(true);
    }
  });
});
