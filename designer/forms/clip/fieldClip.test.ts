import { checkForm, type FormDefinition, type JsonObject } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { clipText, readClip } from "../../clipboard/clip.ts";
import { clashOf, pasteFields } from "../edits/pasteFields.ts";
import { fieldsOf } from "../formModel.ts";
import { copyFields, type FieldClip } from "./fieldClip.ts";
import { readFieldClip } from "./readFieldClip.ts";

const text = (zh: string): { zh: string; en: string } => ({ zh, en: zh });
const field = (xid: string, rest: JsonObject): JsonObject => ({ "x-id": xid, "x-title": text(xid), ...rest });
const low = { value: 0.2, unit: "%", sourceStd: "GB 30871", confidence: "read" } as const;

const a: FormDefinition = {
  id: "a", revision: 1, title: text("A"),
  schema: {
    type: "object", required: ["wind"],
    properties: { outdoor: field("outdoor", { type: "boolean" }), wind: field("wind", { type: "integer" }), gas: field("gas", { "x-kind": "gas-test", items: { type: "object", properties: { v: field("gas-v", { type: "number" }) } } }) },
  },
  ui: { sections: [{ id: "main", title: text("Main"), fields: ["outdoor", "wind", "gas"] }], fields: { wind: { placeholder: text("0–12") } } },
  limits: { low },
  logic: [
    { target: "wind", effect: "show", when: { "==": [{ var: "outdoor" }, true] } },
    { target: "gas.gas-v", effect: "readonly", when: { ">": [{ var: "wind" }, 4] } },
    { id: "C-08", target: "gas", effect: "check", expr: { all: [{ var: "gas" }, { "<=": [{ var: "gas-v" }, { limit: ["low"] }] }] } },
  ],
};
const b: FormDefinition = {
  id: "b", revision: 1, title: text("B"),
  schema: { type: "object", required: [], properties: { wind: field("outdoor", { type: "string" }), x: field("wind", { type: "string" }) } },
  ui: { sections: [{ id: "s", title: text("S"), fields: ["outdoor", "wind"] }] }, logic: [],
};
const place = { section: "s", at: 1 };
const fresh = (): ((kind: string) => string) => { let n = 0; return () => `n${++n}`; };
const through = (clip: FieldClip): FieldClip => {
  const read = readFieldClip(clipText("fields", clip as unknown as JsonObject));
  if (!("clip" in read)) throw new Error(JSON.stringify(read));
  return read.clip;
};
const errors = (form: FormDefinition): string[] => checkForm(form).filter((one) => one.severity === "error").map((one) => one.code);

describe("copying fields from form to form", () => {
  it("re-claims keys and x-ids, and what is read inside the selection follows", () => {
    const clip = through(copyFields(a, ["gas", "wind", "outdoor"]));
    const made = pasteFields(b, clip, place, fresh());
    const after = made.edit.apply(b);
    expect(fieldsOf(after).map(({ key, xid, isRequired }) => [key, xid, isRequired])).toEqual([["wind", "outdoor", false], ["x", "wind", false], ["outdoor", "n1", false], ["wind2", "n2", true], ["gas", "n3", false]]);
    expect(after.ui).toMatchObject({ sections: [{ fields: ["outdoor", "n1", "n2", "n3", "wind"] }], fields: { n2: { placeholder: text("0–12") } } });
    expect(after.logic).toEqual([
      { target: "n2", effect: "show", when: { "==": [{ var: "n1" }, true] } },
      { target: "n3.n4", effect: "readonly", when: { ">": [{ var: "n2" }, 4] } },
      { id: "C-08", target: "n3", effect: "check", expr: { all: [{ var: "n3" }, { "<=": [{ var: "n4" }, { limit: ["low"] }] }] } },
    ]);
    expect(after.limits).toEqual({ low });
    expect(errors(after)).toEqual([]);
  });

  it("never lets a rule read another form's field that only has the same id", () => {
    const after = pasteFields(b, through(copyFields(a, ["wind"])), place, fresh()).edit.apply(b);
    expect(after.logic).toEqual([{ target: "n1", effect: "show", when: { "==": [{ var: "outdoor" }, true] } }]); // same id and same name: meant
    const other = { ...b, schema: { ...b.schema, properties: { ...(b.schema["properties"] as JsonObject), wind: field("outdoor", { type: "string", "x-title": text("Cost centre") }) } } };
    const lost = pasteFields(other, through(copyFields(a, ["wind"])), place, fresh()).edit.apply(other);
    expect(lost.logic).toEqual([{ target: "n1", effect: "show", when: { "==": [{ var: "outdoor-lost" }, true] } }]);
    expect(errors(lost)).toEqual(["FORM_FIELD_UNKNOWN"]);
  });

  it("brings a limit along under another name where this form has another number", () => {
    const strict = { ...b, limits: { low: { ...low, value: 0.1 } } };
    const clip = through(copyFields(a, ["gas"]));
    const after = pasteFields(strict, clip, place, fresh()).edit.apply(strict);
    expect(after.limits).toEqual({ low: { ...low, value: 0.1 }, low2: low });
    expect(JSON.stringify(after.logic.at(-1))).toContain('{"limit":["low2"]}');
    expect(clashOf({ ...clip, logic: [{ target: "gas", effect: "check", expr: { ">": [1, { limit: [{ cat: ["l", "ow"] }] }] } }] }, strict)).toBe("low");
  });

  it("is a move when cut and pasted in its own form, and a copy the second time", () => {
    const clip = through(copyFields(a, ["wind"]));
    const without: FormDefinition = { ...a, schema: { ...a.schema, required: [], properties: { outdoor: field("outdoor", { type: "boolean" }) } }, ui: { sections: [{ id: "s", title: text("S"), fields: ["outdoor"] }] }, logic: [] };
    const once = pasteFields(without, clip, place, fresh());
    expect(once.xids).toEqual(["wind"]);
    const twice = pasteFields(once.edit.apply(without), clip, place, fresh());
    expect(twice.xids).toEqual(["n1"]);
    expect(twice.edit.apply(once.edit.apply(without)).logic.map((rule) => rule.target)).toEqual(["wind", "n1"]);
  });
});

describe("pasting what anybody may have written", () => {
  const clip = copyFields(a, ["wind"]) as unknown as JsonObject;
  const refusal = (payload: JsonObject): string => {
    const read = readFieldClip(clipText("fields", payload));
    return "clip" in read ? "taken" : read.refused === "fields" ? `fields ${"issue" in read ? read.issue.code : ""}` : read.refused;
  };
  const with_ = (schema: JsonObject): JsonObject => ({ ...clip, fields: [{ key: "k", required: false, schema: field("k", schema) }], logic: [] });
  const deep = (levels: number): JsonObject => (levels === 0 ? {} : { not: deep(levels - 1) });

  it.each<[string, JsonObject, string]>([
    ["the very clip", clip, "taken"],
    ["a reference to elsewhere", with_({ $ref: "https://example.org/x" }), "fields FORM_REF_REMOTE"],
    ["a bad pattern", with_({ type: "string", pattern: "(" }), "fields FORM_PATTERN_BAD"],
    ["a keyword of the wrong shape", with_({ type: "string", minLength: -1 }), "fields FORM_KEYWORD_BAD"],
    ["too deep a schema", with_(deep(60)), "fields FORM_TOO_DEEP"],
    ["no fields", { ...clip, fields: [] }, "notOurs"],
    ["twice one key", { ...clip, fields: [...(clip["fields"] as readonly JsonObject[]), ...(clip["fields"] as readonly JsonObject[])] }, "notOurs"],
    ["a rule for a field outside", { ...clip, logic: [{ target: "other", effect: "show", when: true }] }, "fields FORM_TARGET_UNKNOWN"],
    ["a rule that is no rule", { ...clip, logic: [{ target: "wind", effect: "run", when: true }] }, "fields FORM_SHAPE"],
    ["an expression nobody knows", { ...clip, logic: [{ target: "wind", effect: "show", when: { launch: [] } }] }, "fields LOGIC_OPERATOR_UNKNOWN"],
    ["an unknown kind", with_({ "x-kind": "rocket" }), "fields FORM_KIND_UNKNOWN"],
    ["an id that is none", with_({ "x-id": "constructor" }), "fields FORM_XID_BAD"],
  ])("%s", (_, payload, verdict) => expect(refusal(payload)).toBe(verdict));

  it("refuses by version, kind, size, depth and forbidden names before anything is used", () => {
    const of = (value: unknown): string => { const read = readClip(typeof value === "string" ? value : JSON.stringify(value), "fields"); return "refused" in read ? read.refused : "taken"; };
    expect(of("hello")).toBe("notOurs");
    expect(of({ safeloop: "clip", version: 2, kind: "fields", payload: {} })).toBe("version");
    expect(of({ safeloop: "clip", version: 1, kind: "nodes", payload: {} })).toBe("otherKind");
    expect(of("x".repeat(1_000_001))).toBe("tooLarge");
    expect(of(`{"safeloop":"clip","version":1,"kind":"fields","payload":{"a":${"[".repeat(200)}${"]".repeat(200)}}}`)).toBe("tooDeep");
    expect(of('{"safeloop":"clip","version":1,"kind":"fields","payload":{"__proto__":{}}}')).toBe("badName");
  });
});
