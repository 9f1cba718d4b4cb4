import { describe, expect, it } from "vitest";
import { readAllPacks } from "../../overlays/testing/readPack.testkit.ts";
import type { FormDefinition } from "../../model/form.ts";
import { formOf } from "../compiledForm.ts";
import { fieldKinds } from "../fieldKinds/index.ts";
import { validateSubmission } from "../validateSubmission.ts";
import { sampleData } from "./sampleData.ts";

const facts = { now: "2026-03-02T08:00:00.000Z" };
const unjudged = /^FORM_CHECK_|^LOGIC_/; // named facts of people, devices and areas are not there

describe("sample data", () => {
  const forms = readAllPacks().forms;

  it.each(forms.map((form) => [form.id, form] as const))("fills %s within its schema, with nothing missing that is asked for", (_, definition) => {
    const form = formOf(definition);
    const data = sampleData(form, facts);
    const { issues } = validateSubmission(form, data, facts);
    expect(issues.filter((one) => one.severity === "error" && !unjudged.test(one.code)).map((one) => `${one.path} ${one.code} ${JSON.stringify(one.params)}`)).toEqual([]);
    expect(sampleData(form, facts)).toEqual(data);
    expect(Object.keys(data).length).toBeGreaterThan(0);
  });

  it("has a value for every kind that holds one", () => {
    const text = { zh: "字段", en: "Field" };
    const stored = fieldKinds.filter((kind) => kind.stored && !["section", "page", "ticket-number"].includes(kind.kind));
    const extra: { readonly [kind: string]: object } = { choice: { enum: ["a"] }, choices: { items: { type: "string", enum: ["a"] } }, "repeat-table": { items: { type: "object", properties: { v: { type: "number", "x-id": "v", "x-title": text } } } }, "gas-test": { items: { type: "object", properties: { w: { type: "number", "x-id": "w", "x-title": text } } } }, checklist: { "x-checklist": [{ code: "M1", text }] } };
    const properties = Object.fromEntries(stored.map((kind, at) => [kind.kind, { ...kind.schema, "x-kind": kind.kind, "x-id": `f${at}`, "x-title": text, ...extra[kind.kind] }]));
    const definition = { id: "all", revision: 1, title: text, schema: { type: "object", properties }, ui: { sections: [{ id: "s", title: text, fields: stored.map((_, at) => `f${at}`) }] }, logic: [] } as unknown as FormDefinition;
    const data = sampleData(formOf(definition), facts);
    expect(Object.keys(data).sort()).toEqual(stored.map((kind) => kind.kind).sort());
    expect(validateSubmission(formOf(definition), data, facts).issues).toEqual([]);
  });

  it("keeps bounds, lengths, patterns and narrowed choices", () => {
    const text = { zh: "字段", en: "Field" };
    const definition: FormDefinition = {
      id: "b", revision: 1, title: text, ui: { sections: [{ id: "s", title: text, fields: ["n", "t", "p", "o", "c"] }] },
      schema: { type: "object", properties: {
        n: { type: "number", minimum: 3, maximum: 4, multipleOf: 0.5, "x-id": "n", "x-title": text }, t: { type: "string", minLength: 30, "x-id": "t", "x-title": text }, p: { type: "string", pattern: "^[0-9]{3}[0-9Xx]$", "x-id": "p", "x-title": text },
        o: { type: "string", enum: ["a", "b"], "x-id": "o", "x-title": text }, c: { type: "boolean", "x-id": "c", "x-title": text },
      }, required: ["n", "t", "p", "o", "c"] },
      logic: [{ target: "o", effect: "options", expr: ["b"] }, { target: "c", effect: "check", expr: { "===": [{ var: "c" }, false] } }],
    };
    const form = formOf(definition);
    const data = sampleData(form, facts);
    expect(data["o"]).toBe("b");
    expect(validateSubmission(form, data, facts).issues).toEqual([]);
  });
});
