import { type FormDefinition, type I18nText, isObject, type JsonObject, own } from "@safeloop/engine";

/** A top-level field as the editor sees it. */
export interface EditedField {
  readonly xid: string;
  readonly key: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

export function propertiesOf(form: FormDefinition): JsonObject {
  const properties = own(form.schema, "properties");
  return isObject(properties) ? properties : {};
}

export function requiredOf(form: FormDefinition): readonly string[] {
  const required = own(form.schema, "required");
  return Array.isArray(required) ? required.filter((one): one is string => typeof one === "string") : [];
}

/** All top-level fields in schema order. */
export function fieldsOf(form: FormDefinition): readonly EditedField[] {
  const required = requiredOf(form);
  return Object.entries(propertiesOf(form)).flatMap(([key, schema]) => {
    const xid = isObject(schema) ? own(schema, "x-id") : undefined;
    return isObject(schema) && typeof xid === "string" ? [{ xid, key, schema, isRequired: required.includes(key) }] : [];
  });
}

export function fieldOf(form: FormDefinition, xid: string): EditedField | undefined {
  return fieldsOf(form).find((field) => field.xid === xid);
}

/** How the field is called; its key where it has no title. */
export function titleOf(field: EditedField): I18nText {
  const title = own(field.schema, "x-title");
  const word = (language: keyof I18nText): string => (isObject(title) && typeof title[language] === "string" && title[language] !== "" ? title[language] : field.key);
  return { zh: word("zh"), en: word("en") };
}

/** The section that shows the field. */
export function sectionOf(form: FormDefinition, xid: string): { readonly index: number; readonly at: number } | undefined {
  const index = form.ui.sections.findIndex((section) => section.fields.includes(xid));
  return index < 0 ? undefined : { index, at: form.ui.sections[index]?.fields.indexOf(xid) ?? 0 };
}

/** Replaces properties and required list together; both always name the same keys. */
export function withSchema(form: FormDefinition, properties: JsonObject, required: readonly string[]): FormDefinition {
  return { ...form, schema: { ...form.schema, properties, required: [...required] } };
}

/** A name not yet taken, made from a wish: `gas`, `gas2`, `gas3`, … */
export function freeName(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish;
  for (let n = 2; ; n++) if (!taken.has(`${wish}${n}`)) return `${wish}${n}`;
}
