// @vitest-environment happy-dom
import type { RJSFSchema } from "@rjsf/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { startWords } from "./testForm.ts";
import { clean, validator } from "./validator.ts";

const schema: RJSFSchema = { type: "object", required: ["a"], properties: { a: { type: "string" }, rows: { type: "array", items: { $ref: "#/$defs/row" } } }, $defs: { row: { type: "object", properties: { n: { type: "number", minimum: 1 } }, required: ["n"] } } };

beforeAll(startWords);

describe("the validator rjsf asks", () => {
  it("reports a missing member at the member itself", () => {
    const { errors } = validator.validateFormData({}, schema);
    expect(errors.map((error) => error.property)).toEqual([".a"]);
  });
  it("reports inside rows by index, through references", () => {
    const { errorSchema } = validator.validateFormData({ a: "x", rows: [{ n: 3 }, { n: 0 }] }, schema) as { errorSchema: { rows?: { 1?: { n?: { __errors?: string[] } } } } };
    expect(errorSchema.rows?.[1]?.n?.__errors).toHaveLength(1);
  });
  it("judges a sub-schema with the root's definitions", () => {
    expect(validator.isValid({ $ref: "#/$defs/row" }, { n: 2 }, schema)).toBe(true);
    expect(validator.isValid({ $ref: "#/$defs/row" }, { n: "2" }, schema)).toBe(false);
  });
  it("takes a cleared field as absent", () => {
    expect(clean({ a: undefined, b: [undefined, 1] })).toEqual({ b: [null, 1] });
    expect(validator.isValid({ type: "object", properties: { a: { type: "string" } } }, { a: undefined }, schema)).toBe(true);
  });
});
