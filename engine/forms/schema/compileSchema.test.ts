import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../model/json.ts";
import { validateSchema } from "../validateSchema.ts";
import { compileSchema } from "./compileSchema.ts";

const codes = (schema: JsonValue, data: JsonValue): string[] => compileSchema(schema).validate(data).map((one) => `${one.code} ${one.path}`);

describe("the interpreter", () => {
  it("lists what is wrong where, by JSON Pointer", () => {
    const schema = {
      type: "object",
      properties: {
        "a/b": { type: "string", minLength: 2 },
        rows: { type: "array", items: { properties: { v: { maximum: 5 } }, required: ["v"] } },
      },
      required: ["gone"],
      additionalProperties: false,
    };
    expect(codes(schema, { "a/b": "x", rows: [{ v: 9 }, {}], more: 1 }).sort()).toEqual([
      "VALUE_EXTRA ", "VALUE_MISSING ", "VALUE_MISSING /rows/1", "VALUE_TOO_LARGE /rows/0/v", "VALUE_TOO_SHORT /a~1b",
    ]);
  });

  it("keeps quiet about branches that were only tried", () => {
    expect(codes({ anyOf: [{ type: "string" }, { type: "number" }] }, true)).toEqual(["VALUE_SCHEMA "]);
    expect(codes({ if: { type: "string" }, then: { minLength: 2 }, else: { minimum: 3 } }, 1)).toEqual(["VALUE_TOO_SMALL "]);
  });

  it("never lists more than a hundred", () => {
    expect(codes({ items: { type: "string" } }, Array.from({ length: 5_000 }, () => 1))).toHaveLength(100);
  });

  it("refuses what a schema without end would judge", () => {
    expect(codes({ $ref: "#" }, 1)).toEqual(["VALUE_SCHEMA "]);
    expect(codes({ not: { $ref: "#/not" } }, 1)).toEqual(["VALUE_SCHEMA "]);
    const doubling: Record<string, JsonValue> = { d30: { type: "string" } };
    for (let level = 0; level < 30; level += 1) doubling[`d${level}`] = { anyOf: [{ $ref: `#/$defs/d${level + 1}` }, { $ref: `#/$defs/d${level + 1}` }] };
    expect(compileSchema({ $ref: "#/$defs/d0", $defs: doubling }).isValid(1)).toBe(false);
  });

  it("says which reference or pattern of the schema is wrong, and then accepts nothing", () => {
    const broken = compileSchema({ properties: { a: { $ref: "https://example.org/x" }, b: { pattern: "(a)\\1" } } });
    expect(broken.issues.map((one) => `${one.code} ${one.path}`)).toEqual(["FORM_REF_UNRESOLVED /properties/a/$ref", "FORM_PATTERN_BAD /properties/b/pattern"]);
    expect([broken.isValid({ a: 1 }), broken.isValid({ b: "aa" })]).toEqual([false, false]);
    expect(validateSchema({ properties: { b: { pattern: "(a)\\1" } } }, {})[0]?.code).toBe("FORM_PATTERN_BAD");
  });

  it("reaches only documents it was given", () => {
    const registry = new Map<string, JsonValue>([["https://example.org/x", { type: "number" }]]);
    const schema = { $ref: "https://example.org/x" };
    expect(compileSchema(schema, { registry }).isValid("1")).toBe(false);
    expect(compileSchema(schema, { registry }).isValid(1)).toBe(true);
  });

  it("does not match a text that is too long", () => {
    expect(codes({ pattern: "a" }, "a".repeat(70_000))).toEqual(["VALUE_TEXT_LIMIT "]);
  });
});
