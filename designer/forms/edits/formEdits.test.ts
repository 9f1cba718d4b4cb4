import type { FormDefinition } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStack, type Edit } from "../../commands/commandStack.ts";
import { fieldsOf, sectionOf } from "../formModel.ts";
import { addField } from "./addField.ts";
import { duplicateField } from "./duplicateField.ts";
import { moveField, nudgeField } from "./moveField.ts";
import { removeField } from "./removeField.ts";
import { removeSection } from "./sections.ts";
import { renameKey, setKeyword, setRequired, setRule, setTitle } from "./setField.ts";

const form: FormDefinition = {
  id: "f", revision: 1, title: { zh: "表", en: "Form" },
  schema: {
    type: "object",
    properties: {
      place: { type: "string", "x-id": "f-place", "x-title": { zh: "地点", en: "Place" } },
      wind: { type: "integer", "x-id": "f-wind", "x-title": { zh: "风力", en: "Wind" } },
    },
    required: ["place"],
  },
  ui: { sections: [{ id: "s1", title: { zh: "一", en: "One" }, fields: ["f-place", "f-wind"] }, { id: "s2", title: { zh: "二", en: "Two" }, fields: [] }] },
  logic: [{ target: "f-wind", effect: "show", when: { "!!": [{ var: "f-place" }] } }],
};

const text = (xid: string): Edit<FormDefinition> => addField({ xid, key: "wind", title: { zh: "新", en: "New" }, schema: { type: "string", "x-kind": "text" } }, { section: "s2", at: 0 });

describe("editing a form", () => {
  it("adds a field under a free key at the place it was dropped", () => {
    const after = text("f-new").apply(form);
    expect(fieldsOf(after).map((field) => field.key)).toEqual(["place", "wind", "wind2"]);
    expect(sectionOf(after, "f-new")).toEqual({ index: 1, at: 0 });
  });

  it("renames a key without touching anything that refers to the field", () => {
    const after = renameKey("f-wind", "windLevel").apply(form);
    expect(after.logic).toBe(form.logic);
    expect(after.ui).toBe(form.ui);
    expect(fieldsOf(after)[1]).toMatchObject({ key: "windLevel", xid: "f-wind" });
  });

  it("refuses to rename onto a key that is taken", () => expect(renameKey("f-wind", "place").apply(form)).toBe(form));

  it("takes a field away with its own rules and its place", () => {
    const after = removeField("f-wind").apply(form);
    expect(after.logic).toEqual([]);
    expect(after.ui.sections[0]?.fields).toEqual(["f-place"]);
  });

  it("does not delete a section that still has fields", () => {
    expect(removeSection("s1").apply(form)).toBe(form);
    expect(removeSection("s2").apply(form).ui.sections).toHaveLength(1);
  });

  it("moves a field down into the next section at the edge", () => {
    const after = nudgeField("f-wind", 1).apply(form);
    expect(after.ui.sections.map((section) => section.fields)).toEqual([["f-place"], ["f-wind"]]);
  });

  it("copies a field under ids of its own", () => {
    let n = 0;
    const after = duplicateField("f-place", () => `x${++n}`).apply(form);
    expect(new Set(fieldsOf(after).map((field) => field.xid)).size).toBe(3);
    expect(after.schema["required"]).toEqual(["place", "place2"]);
  });

  it("undoes any series of edits to the byte, and every field stays in exactly one section", () => {
    const xid = fc.constantFrom("f-place", "f-wind", "n1", "n2");
    const edit: fc.Arbitrary<Edit<FormDefinition>> = fc.oneof(
      xid.map(text),
      xid.map(removeField),
      fc.tuple(xid, fc.constantFrom("s1", "s2"), fc.nat(3)).map(([id, section, at]) => moveField(id, { section, at })),
      fc.tuple(xid, fc.boolean()).map(([id, on]) => setRequired(id, on)),
      fc.tuple(xid, fc.string({ maxLength: 4 })).map(([id, words]) => setTitle(id, "zh", words)),
      fc.tuple(xid, fc.option(fc.integer(), { nil: undefined })).map(([id, value]) => setKeyword(id, "minimum", value)),
      fc.tuple(xid, fc.option(fc.constant({ "==": [1, 1] }), { nil: undefined })).map(([id, when]) => setRule(id, "require", when)),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
        const stack = new CommandStack(form);
        for (const one of edits) {
          stack.run(one);
          const shown = stack.present.ui.sections.flatMap((section) => section.fields);
          expect([...shown].sort()).toEqual(fieldsOf(stack.present).map((field) => field.xid).sort());
        }
        while (stack.canUndo) stack.undo();
        expect(JSON.stringify(stack.present)).toBe(JSON.stringify(form));
      }),
    );
  });
});
