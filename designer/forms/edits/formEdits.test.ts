import { fieldKinds, type FormDefinition } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStack, type Edit } from "../../commands/commandStack.ts";
import { copyFields } from "../clip/fieldClip.ts";
import { fieldsOf, sectionOf } from "../formModel.ts";
import { newField } from "../newField.ts";
import { addField } from "./addField.ts";
import { moveFields, nudgeFields, removeFields, setRequiredOf } from "./manyFields.ts";
import { moveField, nudgeField } from "./moveField.ts";
import { duplicateFields, pasteFields } from "./pasteFields.ts";
import { removeField } from "./removeField.ts";
import { addSection, moveSection, removeSection, setSection } from "./sections.ts";
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
const counter = (): ((kind: string) => string) => { let n = 0; return (kind) => `x-${kind}-${++n}`; };

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

  it("never gives the x-id of a deleted field to a new one", () => {
    const xids = Array.from({ length: 200 }, () => newField("text").xid);
    expect(new Set(xids).size).toBe(200);
  });

  it("does not delete a section that still has fields", () => {
    expect(removeSection("s1").apply(form)).toBe(form);
    expect(removeSection("s2").apply(form).ui.sections).toHaveLength(1);
  });

  it("moves a field down into the next section at the edge", () => {
    const after = nudgeField("f-wind", 1).apply(form);
    expect(after.ui.sections.map((section) => section.fields)).toEqual([["f-place"], ["f-wind"]]);
  });

  it("moves several fields as a block, and none past the edge of the form", () => {
    const both = ["f-wind", "f-place"];
    expect(nudgeFields(both, 1).apply(form).ui.sections.map((section) => section.fields)).toEqual([[], ["f-place", "f-wind"]]);
    expect(nudgeFields(both, -1).apply(form)).toBe(form);
    expect(moveFields(both, { section: "s2", at: 0 }).apply(form).ui.sections.map((section) => section.fields)).toEqual([[], ["f-place", "f-wind"]]);
  });

  it("copies a field with its own rules under ids of its own", () => {
    const made = duplicateFields(form, ["f-place", "f-wind"], counter());
    const after = made?.edit.apply(form) as FormDefinition;
    expect(new Set(fieldsOf(after).map((field) => field.xid)).size).toBe(4);
    expect(after.schema["required"]).toEqual(["place", "place2"]);
    expect(after.logic[1]).toEqual({ target: made?.xids[1], effect: "show", when: { "!!": [{ var: made?.xids[0] }] } });
    expect(after.ui.sections[0]?.fields).toEqual(["f-place", "f-wind", ...(made?.xids ?? [])]);
  });

  it("says in the history what was done to which field", () => {
    const stack = new CommandStack(form);
    const says = (edit: Edit<FormDefinition>): string | undefined => { stack.seal(); stack.run(edit); return stack.lastTitle?.zh; };
    expect(says(setRequired("f-wind", true))).toBe("将“风力”改为必填");
    expect(says(setKeyword("f-wind", "maximum", 5))).toBe("将“风力”的最大值由 空 改为 5");
    expect(says(setKeyword("f-wind", "maximum", 4))).toBe("将“风力”的最大值由 5 改为 4");
    expect(says(moveField("f-wind", { section: "s2", at: 0 }))).toBe("移动“风力”到“二”");
    expect(says(nudgeField("f-wind", -1))).toBe("移动“风力”到“一”");
    expect(says(nudgeField("f-wind", -1))).toBe("上移“风力”");
    expect(says(setTitle("f-wind", "zh", "风级"))).toBe("将“风力”改名为“风级”");
    expect(says(setRule("f-wind", "show", { "==": [1, 1] }))).toBe("修改“风级”的显示条件");
    expect(says(setRule("f-wind", "require", { "==": [1, 1] }))).toBe("添加“风级”的必填条件");
    expect(says(setSection("s1", { title: { zh: "作业信息", en: "Work" } }))).toBe("将分节“一”改名为“作业信息”");
    expect(says(removeFields(["f-wind", "f-place"]))).toBe("删除“风级”等 2 个字段");
    expect(says(text("f-new"))).toBe("添加“新”");
    expect(says(removeSection("s1"))).toBe("删除分节“作业信息”");
    expect(stack.history.titles.some((title) => title.zh.includes("{}") || title.en.includes("{}") || title.en === "")).toBe(false);
  });

  it("takes 200 edits of every kind back to the byte and does them again to the byte, every field in exactly one section", () => {
    const xid = fc.constantFrom("f-place", "f-wind", "n1", "n2", "n3");
    const several = fc.uniqueArray(xid, { minLength: 1, maxLength: 3 });
    const place = fc.record({ section: fc.constantFrom("s1", "s2", "s3"), at: fc.nat(3) });
    type Make = (now: FormDefinition) => Edit<FormDefinition>;
    const of = (edit: Edit<FormDefinition>): Make => () => edit;
    const fresh = counter();
    const nothing: Edit<FormDefinition> = { title: { zh: "", en: "" }, apply: (same) => same };
    const make: fc.Arbitrary<Make> = fc.oneof(
      fc.tuple(xid, fc.constantFrom(...fieldKinds.map((kind) => kind.kind)), place).map(([id, kind, at]) => of(addField({ ...newField(kind), xid: id }, at))),
      xid.map((id) => of(removeField(id))),
      fc.tuple(xid, place).map(([id, at]) => of(moveField(id, at))),
      fc.tuple(xid, fc.constantFrom(-1 as const, 1 as const)).map(([id, by]) => of(nudgeField(id, by))),
      fc.tuple(several, place).map(([ids, at]) => of(moveFields(ids, at))),
      fc.tuple(several, fc.constantFrom(-1 as const, 1 as const)).map(([ids, by]) => of(nudgeFields(ids, by))),
      several.map((ids) => of(removeFields(ids))),
      fc.tuple(several, fc.boolean()).map(([ids, on]) => of(setRequiredOf(ids, on))),
      several.map((ids): Make => (now) => duplicateFields(now, ids, fresh)?.edit ?? nothing),
      fc.tuple(several, place).map(([ids, at]): Make => (now) => pasteFields(now, copyFields(now, ids), at, fresh).edit),
      fc.tuple(xid, fc.boolean()).map(([id, on]) => of(setRequired(id, on))),
      fc.tuple(xid, fc.constantFrom("zh" as const, "en" as const), fc.string({ maxLength: 4 })).map(([id, language, words]) => of(setTitle(id, language, words))),
      fc.tuple(xid, fc.stringMatching(/^[a-z]{1,3}$/)).map(([id, key]) => of(renameKey(id, key))),
      fc.tuple(xid, fc.option(fc.integer(), { nil: undefined })).map(([id, value]) => of(setKeyword(id, "minimum", value))),
      fc.tuple(xid, fc.constantFrom("show" as const, "require" as const, "readonly" as const), fc.option(fc.constant({ "==": [1, 1] }), { nil: undefined })).map(([id, effect, when]) => of(setRule(id, effect, when))),
      fc.nat(3).map((at) => of(addSection("s3", { zh: "三", en: "Three" }, at))),
      fc.tuple(fc.constantFrom("s1", "s2", "s3"), fc.constantFrom(1 as const, 2 as const)).map(([id, columns]) => of(setSection(id, { columns }))),
      fc.tuple(fc.constantFrom("s1", "s2", "s3"), fc.constantFrom(-1 as const, 1 as const)).map(([id, by]) => of(moveSection(id, by))),
      fc.constantFrom("s1", "s2", "s3").map((id) => of(removeSection(id))),
    );
    fc.assert(
      fc.property(fc.array(make, { minLength: 200, maxLength: 200 }), (makes) => {
        const stack = new CommandStack(form);
        for (const one of makes) {
          stack.seal();
          stack.run(one(stack.present));
          const shown = stack.present.ui.sections.flatMap((section) => section.fields);
          expect([...shown].sort()).toEqual(fieldsOf(stack.present).map((field) => field.xid).sort());
        }
        const [end, steps] = [JSON.stringify(stack.present), stack.history.titles.length];
        for (let k = 0; k < 200; k++) stack.undo();
        expect(JSON.stringify(stack.present)).toBe(JSON.stringify(form));
        for (let k = 0; k < 200; k++) stack.redo();
        expect([JSON.stringify(stack.present), stack.history.titles.length]).toEqual([end, steps]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
