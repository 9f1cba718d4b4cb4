import type { FormDefinition } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldOf, propertiesOf, requiredOf, withSchema } from "../formModel.ts";

/** Takes a field off the form, with the rules that set it. What still reads it is found by the check and listed before publishing. */
export function removeField(xid: string): Edit<FormDefinition> {
  return {
    title: { zh: "删除字段", en: "Delete the field" },
    apply(form) {
      const field = fieldOf(form, xid);
      if (!field) return form;
      const { [field.key]: _gone, ...properties } = propertiesOf(form);
      const without = withSchema(form, properties, requiredOf(form).filter((key) => key !== field.key));
      const sections = form.ui.sections.map((section) => ({ ...section, fields: section.fields.filter((one) => one !== xid) }));
      const listed = form.listFields ? { listFields: form.listFields.filter((one) => one !== xid) } : {};
      return { ...without, ...listed, ui: { ...form.ui, sections }, logic: form.logic.filter((rule) => rule.target !== xid && !rule.target.startsWith(`${xid}.`)) };
    },
  };
}
