import type { FormDefinition, FormSection, I18nText } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

function withSections(form: FormDefinition, sections: readonly FormSection[]): FormDefinition {
  return { ...form, ui: { ...form.ui, sections } };
}

export function addSection(id: string, title: I18nText, at: number): Edit<FormDefinition> {
  return {
    title: { zh: "添加分节", en: "Add a section" },
    apply: (form) => (form.ui.sections.some((one) => one.id === id) ? form : withSections(form, form.ui.sections.toSpliced(at, 0, { id, title, fields: [], columns: 2 }))),
  };
}

export function setSection(id: string, change: Partial<Pick<FormSection, "title" | "columns" | "help">>): Edit<FormDefinition> {
  return {
    title: { zh: "修改分节", en: "Change the section" },
    mergeKey: `section/${id}/${Object.keys(change).join()}`,
    apply: (form) => withSections(form, form.ui.sections.map((one) => (one.id === id ? { ...one, ...change } : one))),
  };
}

export function moveSection(id: string, by: -1 | 1): Edit<FormDefinition> {
  return {
    title: { zh: "移动分节", en: "Move the section" },
    apply(form) {
      const at = form.ui.sections.findIndex((one) => one.id === id);
      const section = form.ui.sections[at];
      const to = at + by;
      if (!section || to < 0 || to >= form.ui.sections.length) return form;
      return withSections(form, form.ui.sections.toSpliced(at, 1).toSpliced(to, 0, section));
    },
  };
}

/** Only an empty section goes; its fields must be moved or deleted first, so that none is lost unseen. */
export function removeSection(id: string): Edit<FormDefinition> {
  return {
    title: { zh: "删除分节", en: "Delete the section" },
    apply(form) {
      const section = form.ui.sections.find((one) => one.id === id);
      return section && section.fields.length === 0 ? withSections(form, form.ui.sections.filter((one) => one.id !== id)) : form;
    },
  };
}
