import { describe, expect, it } from "vitest";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonValue } from "../../model/json.ts";
import { checkForm } from "../checkForm.ts";
import { formOf } from "../compiledForm.ts";
import { validateSubmission } from "../validateSubmission.ts";
import { fieldKind, fieldKinds } from "./index.ts";

const formWith = (kind: string): FormDefinition => ({
  id: "f", revision: 1, title: { zh: "表", en: "Form" }, ui: { sections: [] }, logic: [],
  schema: { type: "object", properties: { a: { ...start(kind), "x-id": "a", "x-kind": kind } } },
});
/** What the palette drops on the page. */
const start = (kind: string): object => {
  const spec = fieldKind(kind);
  return spec?.start ?? {};
};
const verdict = (kind: string, a: JsonValue): string[] =>
  validateSubmission(formOf(formWith(kind)), { a }, { now: "2026-03-01T00:00:00Z" }).issues.map((one) => one.code);

const sign = { by: "w1", at: "2026-03-01T00:00:00Z", method: "drawn", file: "f1" };
const samples: { readonly [kind: string]: readonly [good: JsonValue, bad: JsonValue] } = {
  text: ["a", 1], paragraph: ["a", ["a"]], number: [1.5, "1.5"], integer: [1, 1.5], boolean: [false, "false"], choice: ["a", "z"],
  choices: [["a"], ["a", "a"]], date: ["2026-03-01", "2026-02-30"], "date-time": ["2026-03-01T00:00:00Z", "2026-03-01"], duration: [30, -1],
  person: ["p1", { id: "p1" }], people: [["p1"], "p1"], "org-unit": ["o1", 1], place: [{ area: "a", point: { x: 1, y: 2 } }, { lat: 91 }],
  asset: ["a1", {}], tag: [{ tag: "t", value: 1, quality: "bad" }, { tag: "t", quality: "fine" }], photo: [[{ file: "f1" }], [{ filepath: "/etc" }]],
  video: [[{ file: "f1" }], "f1"], audio: [[{ file: "f1" }], [1]], file: [[{ file: "f1" }], [{}]], signature: [sign, { by: "w1" }],
  checklist: [{ M01: { applies: true } }, { M01: { applies: "yes" } }], "repeat-table": [[{}], [1]], matrix: [{ r: { c: 1 } }, { r: 1 }],
  reference: ["s1", 1], certificate: [[{}], {}], "risk-matrix": [{ method: "LS", L: 5, S: 4 }, { method: "LS", L: 6, S: 4 }],
  "gas-test": [[{}], ["x"]], "ticket-number": ["S1-HW-20260714-019", 19], section: [{}, 1], page: [{}, "x"],
};

describe.each(fieldKinds.map((spec) => spec.kind))("the field kind %s", (kind) => {
  const spec = fieldKind(kind);

  it("has a label in both languages and makes a sound form when dropped on a page", () => {
    expect([spec?.label.zh, spec?.label.en].every((label) => typeof label === "string" && label.length > 0)).toBe(true);
    expect(checkForm(formWith(kind))).toEqual([]);
  });

  it("tells a good value from a bad one", () => {
    const sample = samples[kind];
    if (spec?.stored === false) return expect(verdict(kind, "x")).toEqual(["FORM_DATA_UNKNOWN"]);
    expect(sample).toBeDefined();
    expect(verdict(kind, sample?.[0] ?? null)).toEqual([]);
    expect(verdict(kind, sample?.[1] ?? null)).not.toEqual([]);
  });
});

it("no prototype name is a kind", () => {
  expect([fieldKind("constructor"), fieldKind("__proto__")]).toEqual([undefined, undefined]);
});
