import type { FormDefinition, FormSection, I18nText } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { sectionName } from "./titles.ts";

function withSections(form: FormDefinition, sections: readonly FormSection[]): FormDefinition {
  return { ...form, ui: { ...form.ui, sections } };
}

export function addSection(id: string, title: I18nText, at: number): Edit<FormDefinition> {
  return {
    title: { zh: `添加分节“${title.zh}”`, en: `Add section “${title.en}”` },
    apply: (form) => (form.ui.sections.some((one) => one.id === id) ? form : withSections(form, form.ui.sections.toSpliced(at, 0, { id, title, fields: [], columns: 2 }))),
  };
}

type SectionChange = Partial<Pick<FormSection, "title" | "columns" | "help">>;

function sectionChange(id: string, change: SectionChange, before: FormDefinition, after: FormDefinition): I18nText {
  const [from, to] = [sectionName(id, before), sectionName(id, after)];
  if (change.title) return { zh: `将分节${from.zh}改名为${to.zh}`, en: `Rename section ${from.en} to ${to.en}` };
  if (change.columns !== undefined) return { zh: `将分节${from.zh}改为 ${change.columns} 列`, en: `Set section ${from.en} in ${change.columns} columns` };
  return { zh: `修改分节${from.zh}的说明`, en: `Change the help of section ${from.en}` };
}

export function setSection(id: string, change: SectionChange): Edit<FormDefinition> {
  return {
    title: (before, after) => sectionChange(id, change, before, after),
    mergeKey: `section/${id}/${Object.keys(change).join()}`,
    apply(form) {
      const section = form.ui.sections.find((one) => one.id === id);
      if (!section || JSON.stringify({ ...section, ...change }) === JSON.stringify(section)) return form;
      return withSections(form, form.ui.sections.map((one) => (one === section ? { ...one, ...change } : one)));
    },
  };
}

export function moveSection(id: string, by: -1 | 1): Edit<FormDefinition> {
  return {
    title: (before) => { const name = sectionName(id, before); return by < 0 ? { zh: `上移分节${name.zh}`, en: `Move section ${name.en} up` } : { zh: `下移分节${name.zh}`, en: `Move section ${name.en} down` }; },
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
    title: (before) => { const name = sectionName(id, before); return { zh: `删除分节${name.zh}`, en: `Delete section ${name.en}` }; },
    apply(form) {
      const section = form.ui.sections.find((one) => one.id === id);
      return section && section.fields.length === 0 ? withSections(form, form.ui.sections.filter((one) => one.id !== id)) : form;
    },
  };
}
