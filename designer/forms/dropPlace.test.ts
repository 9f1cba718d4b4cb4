import type { FormDefinition } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { placeAfter } from "./dropPlace.ts";
import { selectedSection, selectionOf } from "./selection.ts";

const title = { zh: "节", en: "Section" };
const form: FormDefinition = {
  id: "f", revision: 1, title, schema: { type: "object", properties: {} }, logic: [],
  ui: { sections: [{ id: "s1", title, fields: ["a", "b"] }, { id: "s2", title, fields: ["c"] }] },
};

describe("where Enter on the palette puts a field", () => {
  it("is behind the selected field", () => expect(placeAfter(form, "a")).toEqual({ section: "s1", at: 1 }));

  it("is the end of the selected section", () => expect(placeAfter(form, selectionOf("s1"))).toEqual({ section: "s1", at: 2 }));

  it("is the end of the form with nothing selected, or what is gone", () => {
    expect([undefined, "gone", selectionOf("gone")].map((selected) => placeAfter(form, selected))).toEqual(Array.from({ length: 3 }, () => ({ section: "s2", at: 1 })));
  });

  it("takes no field for a section", () => expect([selectedSection("s1"), selectedSection(selectionOf("s1"))]).toEqual([undefined, "s1"]));
});
