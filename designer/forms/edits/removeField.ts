import type { FormDefinition, FormUi } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldOf, propertiesOf, requiredOf, withSchema } from "../formModel.ts";
import { aboutField } from "./titles.ts";

function uiWithout(ui: FormUi, xid: string): FormUi {
  if (!ui.fields || !Object.hasOwn(ui.fields, xid)) return ui;
  const { [xid]: _gone, ...fields } = ui.fields;
  return { ...ui, fields };
}

/** Takes a field off the form, with the rules that set it. What still reads it is found by the check and listed before publishing. */
export function removeField(xid: string): Edit<FormDefinition> {
  return {
    title: aboutField(xid, "删除{}", "Delete {}"),
    apply(form) {
      const field = fieldOf(form, xid);
      if (!field) return form;
      const { [field.key]: _gone, ...properties } = propertiesOf(form);
      const without = withSchema(form, properties, requiredOf(form).filter((key) => key !== field.key));
      const sections = form.ui.sections.map((section) => ({ ...section, fields: section.fields.filter((one) => one !== xid) }));
      const listed = form.listFields ? { listFields: form.listFields.filter((one) => one !== xid) } : {};
      return { ...without, ...listed, ui: { ...uiWithout(form.ui, xid), sections }, logic: form.logic.filter((rule) => rule.target !== xid && !rule.target.startsWith(`${xid}.`)) };
    },
  };
}
