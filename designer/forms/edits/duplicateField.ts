import type { FormDefinition } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldOf, freeName, propertiesOf, requiredOf, sectionOf, withSchema } from "../formModel.ts";

/** Copies a field right behind itself under a new x-id; nested row fields get new ids through `newXid` too. */
export function duplicateField(xid: string, newXid: () => string): Edit<FormDefinition> {
  const fresh = newXid();
  return {
    title: { zh: "复制字段", en: "Duplicate the field" },
    apply(form) {
      const field = fieldOf(form, xid);
      const place = sectionOf(form, xid);
      if (!field || !place) return form;
      const key = freeName(field.key, new Set(Object.keys(propertiesOf(form))));
      const copy = JSON.parse(JSON.stringify(field.schema), (name, value: unknown) => (name === "x-id" ? newXid() : value)) as typeof field.schema;
      const added = withSchema(form, { ...propertiesOf(form), [key]: { ...copy, "x-id": fresh } }, field.isRequired ? [...requiredOf(form), key] : requiredOf(form));
      const sections = form.ui.sections.map((section, index) => (index === place.index ? { ...section, fields: section.fields.toSpliced(place.at + 1, 0, fresh) } : section));
      return { ...added, ui: { ...form.ui, sections } };
    },
  };
}
