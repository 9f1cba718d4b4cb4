import { isObject, own, type JsonValue } from "../model/json.ts";
import { textIn, type I18nText, type Locale } from "../model/text.ts";
import type { Field } from "./field.ts";

/** The label of one value of a field: from `x-enum`, else the value itself. */
export function optionLabel(field: Field, value: JsonValue | undefined, locale: Locale): string {
  if (value === undefined || value === null) return "";
  const labels = field.schema["x-enum"] ?? (isObject(field.schema["items"]) ? field.schema["items"]["x-enum"] : undefined);
  const label = isObject(labels) ? own(labels, String(value)) : undefined;
  return isObject(label) ? textIn(label as unknown as I18nText, locale) : typeof value === "object" ? JSON.stringify(value) : String(value);
}
