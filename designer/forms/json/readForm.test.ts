import type { FormDefinition } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { readForm } from "./readForm.ts";

const title = { zh: "表", en: "Form" };
const form: FormDefinition = {
  id: "f", revision: 3, title, schema: { type: "object", properties: { wind: { type: "integer", "x-id": "wind", "x-title": title } }, required: [] },
  ui: { sections: [{ id: "s", title, fields: ["wind"] }] }, logic: [],
};
const text = JSON.stringify(form, null, 2);
const lineOf = (words: string): number => text.split("\n").findIndex((line) => line.includes(words)) + 1;

describe("a form edited as JSON", () => {
  it("is the same form when nothing was typed, to the byte", () => expect(readForm(text, form)).toEqual({ form }));

  it("is kept while it cannot be read, with the line where reading stopped", () => {
    const read = readForm(text.replace('"revision": 3,', '"revision": 3'), form);
    expect(read).toMatchObject({ fault: { zh: "这段 JSON 读不懂" } });
    expect("line" in read ? read.line : 0).toBeGreaterThan(lineOf('"revision"') - 1);
    expect("line" in read ? read.line : 0).toBeLessThan(lineOf('"revision"') + 2);
  });

  it("finds the line by itself where the browser does not name it", () => {
    expect(readForm(text.replace('"logic": []', '"logic": ['), form)).toMatchObject({ line: text.split("\n").length });
    expect(readForm(text.replace('"wind"', "wind"), form)).toMatchObject({ line: lineOf('"wind"') });
  });

  it("names the line of what the check refuses", () => {
    expect(readForm(text.replace('"integer"', '"rocket"'), form)).toMatchObject({ line: lineOf('"type": "integer"') });
    expect(readForm(text.replace('"x-id": "wind"', '"x-id": "constructor"'), form)).toMatchObject({ line: lineOf('"x-id"') });
    expect(readForm(text.replace('"id": "f"', '"id": "g"'), form)).toMatchObject({ line: lineOf('"id": "f"') });
    expect("fault" in readForm("[]", form)).toBe(true);
  });

  it("takes what the problems list anyway, such as a rule over a missing field", () => {
    expect("form" in readForm(JSON.stringify({ ...form, logic: [{ target: "wind", effect: "show", when: { var: "gone" } }] }), form)).toBe(true);
  });
});
