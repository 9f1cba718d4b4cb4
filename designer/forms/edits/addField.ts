import type { FormDefinition, I18nText, JsonObject } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldsOf, freeName, propertiesOf, requiredOf, withSchema } from "../formModel.ts";

export interface NewField {
  readonly xid: string; // immutable from now on
  readonly key: string; // wish; a taken one gets a number
  readonly title: I18nText;
  readonly schema: JsonObject; // without x-id and x-title
}

export interface FieldPlace {
  readonly section: string;
  readonly at: number;
}

function placed(form: FormDefinition, xid: string, place: FieldPlace): FormDefinition {
  const sections = form.ui.sections.map((section) => (section.id === place.section ? { ...section, fields: section.fields.toSpliced(place.at, 0, xid) } : section));
  return { ...form, ui: { ...form.ui, sections } };
}

/** Puts a new field at a place of a section. */
export function addField(field: NewField, place: FieldPlace): Edit<FormDefinition> {
  return {
    title: { zh: `添加“${field.title.zh}”`, en: `Add “${field.title.en}”` },
    apply(form) {
      if (fieldsOf(form).some((one) => one.xid === field.xid) || !form.ui.sections.some((one) => one.id === place.section)) return form;
      const key = freeName(field.key, new Set(Object.keys(propertiesOf(form))));
      const schema = { ...field.schema, "x-id": field.xid, "x-title": { zh: field.title.zh, en: field.title.en } };
      return placed(withSchema(form, { ...propertiesOf(form), [key]: schema }, requiredOf(form)), field.xid, place);
    },
  };
}
