import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import type { FormDefinition } from "../../model/form.ts";
import { formOf } from "../compiledForm.ts";

/** Sections and lists name fields that exist. */
export function checkUi(def: FormDefinition): Issue[] {
  const xids = new Set(formOf(def).fields.map((field) => field.xid));
  const unknown = (names: readonly string[], path: string): Issue[] => names.flatMap((name, index) =>
    xids.has(name) ? [] : [issue("FORM_FIELD_UNKNOWN", pointer(path, index), { field: String(name).slice(0, 80) })]);
  const sections = def.ui.sections.flatMap((section, index) => unknown(section.fields, pointer("/ui/sections", index, "fields")));
  return [...sections, ...unknown(Array.isArray(def.listFields) ? def.listFields : [], "/listFields")];
}
