import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { FormDefinition, FormRule } from "../model/form.ts";
import { checkForm } from "./checkForm.ts";
import { cpuMs } from "./cpuTime.testkit.ts";
import { hotWorkForm } from "./hotWorkForm.testkit.ts";

const codes = (def: unknown): string[] => checkForm(def as FormDefinition).map((one) => `${one.code} ${one.path}`);
const withProperties = (properties: JsonObject, more: JsonObject = {}): FormDefinition => ({
  id: "f", revision: 1, title: { zh: "表", en: "Form" }, schema: { type: "object", properties, ...more }, ui: { sections: [] }, logic: [],
});
const withRule = (rule: Partial<FormRule>): FormDefinition => hotWorkForm({ logic: [{ target: "worker", effect: "show", when: true, ...rule }] });
const text = (xid: string, more: JsonObject = {}): JsonObject => ({ type: "string", "x-id": xid, ...more });

describe("checkForm", () => {
  it("has nothing to say about a sound form", () => {
    expect(checkForm(hotWorkForm())).toEqual([]);
    expect(checkForm(withProperties({ a: { $ref: "#/$defs/t", "x-id": "a" }, b: { $ref: "#/$defs/t", "x-id": "b" } }, { $defs: { t: { type: "string", pattern: "^(?!0000)\\d{4}$" } } }))).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ["no object", 5, ["FORM_SHAPE "]],
    ["missing parts", { id: "f" }, ["FORM_SHAPE /title", "FORM_SHAPE /schema", "FORM_SHAPE /ui", "FORM_SHAPE /logic"]],
    ["a property without x-id", withProperties({ a: { type: "string" } }), ["FORM_XID_MISSING /schema/properties/a"]],
    ["a row property without x-id", withProperties({ a: { "x-id": "a", "x-kind": "repeat-table", items: { properties: { b: {} } } } }), ["FORM_XID_MISSING /schema/properties/a/items/properties/b"]],
    ["a property smuggled into a branch", withProperties({ a: text("a") }, { then: { properties: { z: {} } } }), ["FORM_XID_MISSING /schema/then/properties/z"]],
    ["an x-id that comes twice", withProperties({ a: text("x"), b: text("x") }), ["FORM_XID_TAKEN /schema/properties/b/x-id"]],
    ["a reserved x-id", withProperties({ a: text("ctx") }), ["FORM_XID_BAD /schema/properties/a/x-id"]],
    ["an x-id every object has", withProperties({ a: text("toString") }), ["FORM_XID_BAD /schema/properties/a/x-id"]],
    ["a limit without its source", { ...hotWorkForm(), limits: { ...hotWorkForm().limits, low: { value: 1, unit: "%" } } }, ["FORM_SHAPE /limits/low"]],
    ["a limit that is no number", { ...hotWorkForm(), limits: { ...hotWorkForm().limits, low: { value: "1", unit: "%", sourceStd: "x", confidence: "read" } } }, ["FORM_SHAPE /limits/low"]],
    ["an x-id with a dot", withProperties({ a: text("a.b") }), ["FORM_XID_BAD /schema/properties/a/x-id"]],
    ["an unknown kind", withProperties({ a: text("a", { "x-kind": "toString" }) }), ["FORM_KIND_UNKNOWN /schema/properties/a/x-kind"]],
    ["a kind on the wrong type", withProperties({ a: text("a", { "x-kind": "boolean" }) }), ["FORM_KIND_SCHEMA /schema/properties/a/type"]],
    ["a key named constructor", withProperties({ constructor: text("a") }), ["FORM_KEY_FORBIDDEN /schema/properties"]],
    ["a key named __proto__", withProperties(JSON.parse('{"__proto__":{"x-id":"a"}}') as JsonObject), ["FORM_KEY_FORBIDDEN /schema/properties"]],
    ["a remote reference", withProperties({ a: { "x-id": "a", $ref: "https://example.org/s.json" } }), ["FORM_REF_REMOTE /schema/properties/a/$ref"]],
    ["a file reference", withProperties({ a: { "x-id": "a", $ref: "file:///etc/passwd" } }), ["FORM_REF_REMOTE /schema/properties/a/$ref"]],
    ["a reference to nothing", withProperties({ a: { "x-id": "a", $ref: "#/$defs/x" } }), ["FORM_REF_UNRESOLVED /schema/properties/a/$ref"]],
    ["a reference into the prototype", withProperties({ a: { "x-id": "a", $ref: "#/toString" } }), ["FORM_REF_UNRESOLVED /schema/properties/a/$ref"]],
    ["a reference to itself", withProperties({ a: { "x-id": "a", $ref: "#/properties/a" } }), ["FORM_REF_CYCLE /schema/properties/a/$ref"]],
    ["a reference to the whole", withProperties({ a: { "x-id": "a", $ref: "#" } }), ["FORM_REF_CYCLE /schema/properties/a/$ref"]],
    ["a dynamic reference", withProperties({ a: { "x-id": "a", $dynamicRef: "#x" } }), ["FORM_KEYWORD_REFUSED /schema/properties/a/$dynamicRef"]],
    ["a subschema with a name of its own", withProperties({ a: text("a", { $id: "https://example.org/a" }) }), ["FORM_KEYWORD_REFUSED /schema/properties/a/$id"]],
    ["another dialect", withProperties({}, { $schema: "http://json-schema.org/draft-07/schema#" }), ["FORM_KEYWORD_BAD /schema/$schema"]],
    ["a tiny multipleOf", withProperties({ a: { "x-id": "a", type: "number", multipleOf: 1e-300 } }), ["FORM_KEYWORD_BAD /schema/properties/a/multipleOf"]],
    ["a huge enum", withProperties({ a: { "x-id": "a", enum: Array.from({ length: 6_000 }, (_, at) => at) } }), ["FORM_KEYWORD_BAD /schema/properties/a/enum"]],
    ["a type that is none", withProperties({ a: { "x-id": "a", type: "strng" } }), ["FORM_KEYWORD_BAD /schema/properties/a/type"]],
    ["a slow pattern with a look-ahead inside", withProperties({ a: text("a", { pattern: "a(?=b)" }) }), ["FORM_PATTERN_BAD /schema/properties/a/pattern"]],
    ["a format nobody knows", withProperties({ a: text("a", { format: "phone" }) }), ["FORM_FORMAT_UNKNOWN /schema/properties/a/format"]],
    ["a target that is no field", withRule({ target: "gone" }), ["FORM_TARGET_UNKNOWN /logic/14/target"]],
    ["a rule without its condition", withRule({ when: undefined as never }), ["FORM_RULE_SHAPE /logic/14"]],
    ["a condition on no field", withRule({ when: { var: "gone" } }), ["FORM_FIELD_UNKNOWN /logic/14"]],
    ["a condition on a row field from outside", withRule({ when: { var: "volPct" } }), ["FORM_FIELD_UNKNOWN /logic/14"]],
    ["a group member that does not exist", withRule({ when: { var: "close.gone" } }), ["FORM_FIELD_UNKNOWN /logic/14"]],
    ["an operator nobody knows", withRule({ when: { constructor_: [] } }), ["LOGIC_OPERATOR_UNKNOWN /logic/14/when"]],
    ["a limit nobody defined", withRule({ when: { ">": [1, { limit: ["gone"] }] } }), ["FORM_LIMIT_UNKNOWN /logic/14/when/>/1"]],
    ["a table nobody defined", withRule({ when: { table: ["gone", "k"] } }), ["FORM_TABLE_UNKNOWN /logic/14/when"]],
    ["a rule id that comes twice", withRule({ id: "C-08" }), ["FORM_RULE_ID_TAKEN /logic/14/id"]],
    ["a field that decides about itself", withRule({ when: { var: "worker" } }), ["FORM_LOGIC_CYCLE /logic"]],
    ["fields that decide about each other", hotWorkForm({ logic: [{ target: "worker", effect: "show", when: { var: "guardians" } }, { target: "guardians", effect: "compute", expr: [{ var: "worker" }] }] }), ["FORM_LOGIC_CYCLE /logic"]],
    ["a row that sums up its own table", hotWorkForm({ logic: [{ target: "gasTests.why", effect: "compute", expr: { count: [{ var: "gasTests" }] } }] }), ["FORM_LOGIC_CYCLE /logic"]],
    ["a section of unknown fields", { ...hotWorkForm(), ui: { sections: [{ id: "s", title: { zh: "", en: "" }, fields: ["gone"] }] } }, ["FORM_FIELD_UNKNOWN /ui/sections/0/fields/0"]],
  ])("refuses %s", (_name, def, expected) => {
    expect(codes(def)).toEqual(expected);
  });

  describe("stays quick on definitions made to hurt", () => {
    const nest = (depth: number, wrap: (inner: JsonValue) => JsonValue): JsonValue => {
      let value: JsonValue = { type: "string" };
      for (let level = 0; level < depth; level += 1) value = wrap(value);
      return value;
    };
    const doubling: Record<string, JsonValue> = { d30: { type: "string" } };
    for (let level = 0; level < 30; level += 1) doubling[`d${level}`] = { allOf: [{ $ref: `#/$defs/d${level + 1}` }, { $ref: `#/$defs/d${level + 1}` }] };
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`p${at}`, { "x-id": `p${at}` }]));
    const cells = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`c${at}`, { "x-id": `c${at}` }]));
    const wideTable: FormDefinition = {
      ...withProperties({ t: { "x-id": "t", "x-kind": "repeat-table", items: { type: "object", properties: cells } }, a: text("a") }),
      logic: Array.from({ length: 60 }, (_, rule) => ({ target: `t.c${rule}`, effect: "show" as const, when: { and: Array.from({ length: 250 }, (_, at) => ({ var: `t.${at}.c${at}` })) } })),
    };
    const deepLogic = nest(10_000, (inner) => ({ "!": [inner] }));

    it.each<[string, FormDefinition, string]>([
      ["10,000 levels", withProperties({ a: nest(10_000, (inner) => ({ properties: { a: inner } })) }), "FORM_TOO_DEEP"],
      ["10,000 levels of allOf", withProperties({ a: nest(10_000, (inner) => ({ allOf: [inner] })) }), "FORM_TOO_DEEP"],
      ["100,000 properties", withProperties(many), "FORM_TOO_LARGE"],
      ["3,000 short properties", withProperties(Object.fromEntries(Object.entries(many).slice(0, 3_000))), "FORM_TOO_MANY_PROPERTIES"],
      ["thirty doublings", withProperties({ a: { "x-id": "a", $ref: "#/$defs/d0" } }, { $defs: doubling }), "FORM_REF_EXPANSION"],
      ["a megabyte of text", withProperties({ a: text("a", { "x-help": { zh: "字".repeat(400_000), en: "" } }) }), "FORM_TOO_LARGE"],
      ["10,000 levels of logic", hotWorkForm({ logic: [{ target: "worker", effect: "show", when: deepLogic }] }), "FORM_TOO_DEEP"],
      ["100 levels of logic", hotWorkForm({ logic: [{ target: "worker", effect: "show", when: nest(70, (inner) => ({ "!": [inner] })) }] }), "LOGIC_TOO_DEEP"],
      ["a field in 6,000 sections", { ...hotWorkForm(), ui: { sections: Array.from({ length: 6_000 }, (_, at) => ({ id: `s${at}`, title: { zh: "", en: "" }, fields: ["level", "gone"] })) } }, "FORM_FIELD_UNKNOWN"],
      ["everything reading every cell", wideTable, "FORM_LOGIC_CYCLE"],
      ["5,000 nodes of logic", hotWorkForm({ logic: [{ target: "worker", effect: "show", when: { and: Array.from({ length: 5_000 }, () => true) } }] }), "LOGIC_TOO_LARGE"],
    ])("%s", (_name, def, code) => {
      expect(cpuMs(() => expect(checkForm(def)[0]?.code).toBe(code))).toBeLessThan(1_000);
      expect(Object.prototype).not.toHaveProperty("polluted");
    });
  });

  it("carries a place and parameters in every Issue", () => {
    const issues = checkForm(withProperties({ a: text("a", { pattern: "a(?=b)" }) }));
    expect(issues.every((one) => one.severity === "error" && isObject(one.params))).toBe(true);
    expect(issues[0]?.params).toMatchObject({ pattern: "a(?=b)", construct: "look-ahead" });
  });
});
