import { type Field, type I18nText, isObject, type JsonValue, own, type Locale, textIn } from "@safeloop/engine";

/** The label of one value of a field: from `x-enum`, else the value itself. */
export function labelOf(field: Field, value: JsonValue | undefined, locale: Locale): string {
  if (value === undefined || value === null) return "";
  const labels = field.schema["x-enum"] ?? (isObject(field.schema["items"]) ? field.schema["items"]["x-enum"] : undefined);
  const label = isObject(labels) ? own(labels, String(value)) : undefined;
  return isObject(label) ? textIn(label as unknown as I18nText, locale) : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The values a choice field offers: narrowed by rules, else its `enum` (of the items for several choices). */
export function valuesOf(field: Field, narrowed: readonly JsonValue[] | undefined): readonly JsonValue[] {
  if (narrowed !== undefined) return narrowed;
  if (field.enum !== undefined) return field.enum;
  const items = field.schema["items"];
  const all = field.schema["enum"] ?? (isObject(items) ? items["enum"] : undefined);
  return Array.isArray(all) ? (all as readonly JsonValue[]) : [];
}
