import fc from "fast-check";
import type { FormDefinition, FormRule } from "../../model/form.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { PrintLayout } from "../../model/print.ts";
import type { FormRegister } from "../../model/register.ts";
import type { AlertRule } from "../../model/rule.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: `${word}文`, en: word });
const limit = fc.record({
  value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one)), unit: fc.constantFrom("%[LEL]", "min", "vol%"), sourceStd: fc.constant("GB 1"),
  confidence: fc.constant("read"), op: fc.constantFrom(">", "<=", ">="), clause: fc.constantFrom("5.3", "a.b"), legalFloor: fc.boolean(), role: fc.constant("alarm"), conversion: fc.constantFrom({ lelVol: 5 }, {}),
}, { requiredKeys: ["value", "unit", "sourceStd", "confidence"] });
const limits = fc.dictionary(fc.constantFrom("H1", "H2", "a.b", "x#y"), limit, { maxKeys: 3 });
const logic: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>({ "==": [{ var: "a" }, 1] }, true, { and: [] }, { "<=": [{ var: "t.b" }, { limit: ["H1"] }] });

/** A property of a schema: a plain field, a choice, a list of choices, a checklist, a table, a group, or one with keywords no field knows. */
const property = (xid: string, inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => {
  const base = fc.record({ "x-title": fc.oneof(fc.constant(text(xid)), fc.constant({})), "x-help": fc.constant(text("help.")), title: fc.constant("plain"), "x-deep": fc.constant({ "a.b": { c: [] } }) }, { requiredKeys: ["x-title"] });
  const enums = fc.constantFrom<readonly JsonValue[]>(["a", "b"], ["b", "a", "c.d"], [1, 2], [true]);
  const words = fc.constantFrom<JsonObject>({}, { a: text("a"), b: text("b") }, { a: text("a"), gone: text("gone") }, { "1": text("1") });
  const kinds: readonly fc.Arbitrary<JsonObject>[] = [
    fc.record({ type: fc.constant("number"), minimum: fc.nat(5), maximum: fc.nat(9), multipleOf: fc.constant(0.1), "x-unit": fc.constant("m"), default: fc.constantFrom<JsonValue>(1, null, {}), readOnly: fc.boolean() }, { requiredKeys: ["type"] }),
    fc.record({ type: fc.constant("string"), enum: enums, "x-enum": words, "x-kind": fc.constant("choice") }, { requiredKeys: ["type", "enum"] }),
    fc.tuple(enums, words, fc.boolean()).map(([list, titles, shown]) => ({ type: "array", "x-kind": "choices", items: { type: "string", enum: list, minLength: 1 }, uniqueItems: true, ...(shown ? { "x-enum": titles } : {}) })),
    fc.constantFrom<JsonObject>({ type: "object", "x-kind": "checklist", "x-checklist": [{ code: "HW02", text: text("row"), star: true }, { code: "HW01", text: text("row"), param: { title: text("n"), unit: "1" } }] }, { type: "object", "x-kind": "checklist", "x-checklist": [] }),
    inner.map((schema) => ({ type: "array", "x-kind": "repeat-table", items: schema, maxItems: 3 })),
    inner.map((schema) => ({ "x-kind": "section", ...schema })),
    fc.constantFrom<JsonObject>({ $ref: "#/$defs/a" }, { type: "array", items: { type: "string" } }, { type: "object", "x-kind": "place" }, { anyOf: [{ type: "string" }, { type: "null" }], "x-enum": {} }),
  ];
  return fc.tuple(base, fc.oneof(...kinds)).map(([common, own]) => ({ "x-id": xid, ...common, ...own }));
};

/** An object schema of some of the names, with a required list in any order that may name what is not there. */
function objectSchema(names: readonly string[], depth: number): fc.Arbitrary<JsonObject> {
  const inside = (name: string) => (depth === 0 ? fc.constant<JsonObject>({ type: "object", properties: {} }) : objectSchema([`${name}1`, `${name}2`], depth - 1));
  return fc.shuffledSubarray([...names]).chain((some) => fc.tuple(
    fc.tuple(...some.map((name) => property(name, inside(name)))), fc.option(fc.shuffledSubarray([...some.map((name) => `k_${name}`), "elsewhere"]), { nil: undefined }), fc.boolean(),
  )).map(([list, required, closed]) => ({
    type: "object", properties: Object.fromEntries(list.map((one) => [`k_${String(one["x-id"])}`, one])), ...(required ? { required } : {}), ...(closed ? { additionalProperties: false } : {}),
  }));
}

const xids = ["a", "b", "c", "d"];
const targets = [...xids, "a.a1", "b1", "b.b2", "nowhere", "a.a1.a11"];
const rule: fc.Arbitrary<FormRule> = fc.record({
  target: fc.constantFrom(...targets), effect: fc.constantFrom("show" as const, "require" as const, "readonly" as const, "compute" as const, "check" as const, "options" as const),
  when: logic, expr: logic, message: fc.constant(text("no.")), severity: fc.constant("block" as const), on: fc.constant("named" as const), params: fc.constant({ "a.b": { var: "a" } }),
}, { requiredKeys: ["target", "effect"] });
const plainRule: fc.Arbitrary<FormRule> = fc.tuple(fc.constantFrom(...targets), logic, fc.constantFrom("show", "require", "readonly", "compute")).map(([target, value, effect]) =>
  (effect === "compute" ? { target, effect, expr: value } : { target, effect: effect as "show", when: value }));
const rules = fc.array(fc.oneof(rule, plainRule), { maxLength: 7 }).map((list) => list.map((one, at): FormRule => (at % 3 === 0 && one.effect === "check" ? { ...one, id: `C-${at}` } : one)));

/** Forms whose layout, order, required lists and rules are not those the tree would choose. */
export const randomForm: fc.Arbitrary<FormDefinition> = fc.record({
  id: fc.constant("f"), revision: fc.nat(3), title: fc.constant(text("form")), category: fc.constantFrom("permit", ""), schema: objectSchema(xids, 1), logic: rules, limits,
  ui: fc.record({
    sections: fc.uniqueArray(fc.record({ id: fc.constantFrom("s1", "s2", "a"), title: fc.constant(text("s")), fields: fc.array(fc.constantFrom(...xids, "a1", "unknown"), { maxLength: 6 }), columns: fc.constant(2 as const) }, { requiredKeys: ["id", "title", "fields"] }), { selector: (one) => one.id }),
    fields: fc.dictionary(fc.constantFrom(...xids, "unknown"), fc.constantFrom<JsonObject>({}, { "ui:widget": "radio", placeholder: text("p") }), { maxKeys: 3 }),
  }, { requiredKeys: ["sections"] }),
  tables: fc.constantFrom({}, { "t.1": { x: { "y.z": 1 }, list: [1] } }), listFields: fc.constantFrom([], ["a"]), registers: fc.constantFrom<FormRegister[]>([], [{ into: "devices", key: "a", when: { "===": [{ var: "ctx.instance.state" }, "x"] }, fields: { calibrationDue: { var: "b.b1" }, outOfUse: true } }]), numbering: fc.constant({ pattern: "{seq}", seqDigits: 3 }), print: fc.constantFrom<PrintLayout>({ blocks: [] }, { blocks: [{ kind: "approvals", id: "a.1" }], copies: [{ id: "c", title: text("copy") }] }),
}, { requiredKeys: ["id", "revision", "title", "schema", "ui", "logic"] });

const selector = fc.constantFrom({ tags: ["T-2", "T-10", "a.b"] }, { tags: [] }, { tags: ["x", "x"] }, { measurement: "toxic" as const, area: "A1" }, { form: "f", rows: "t" });
const people = fc.array(fc.constantFrom({ kind: "initiator" as const }, { kind: "role" as const, role: "operator" as const, at: "areaOwner" as const, weight: 2 }, { kind: "person" as const, person: "p#1" }), { maxLength: 3 });

/** Rules with every part there, empty or left out. */
export const randomRule: fc.Arbitrary<AlertRule> = fc.record({
  id: fc.constant("r"), revision: fc.nat(3), title: fc.constant(text("rule")), message: fc.constant(text("{tag}")), select: selector, per: fc.constant("tag" as const), limits, condition: logic,
  aliases: fc.dictionary(fc.constantFrom("wind", "a.b"), selector, { maxKeys: 2 }), sets: fc.dictionary(fc.constantFrom("near"), selector, { maxKeys: 1 }), clear: logic,
  deadband: fc.constantFrom<NonNullable<AlertRule["deadband"]>>(2, { percentOfRange: 1 }), onDelayS: fc.nat(9), priority: fc.constantFrom("P1" as const, "P3" as const), latch: fc.boolean(), suppressWhen: logic,
  ladder: fc.constant({ id: "l", step: 1 }), window: fc.constantFrom({ deadband: { min: 1, max: 2 } }, {}), inhibitedBy: fc.constantFrom<readonly string[]>(["b", "a"], [], ["a"]), groupBy: fc.constant(["tag", "area"]),
  actions: fc.array(fc.constantFrom({ do: "camera" as const }, { do: "interlock" as const, cause: "gas", permits: ["b", "a"] }, { do: "disposalTask" as const, form: "f" }), { maxLength: 3 }),
  escalation: fc.array(fc.record({ afterS: fc.nat(900), on: fc.constantFrom("unacked" as const, "undisposed" as const), to: people }), { maxLength: 3 }),
}, { requiredKeys: ["id", "revision", "title", "message", "select", "per", "limits", "condition", "priority", "actions"] });
