import { type Field, isObject, type JsonValue } from "@safeloop/engine";

export { optionLabel as labelOf } from "@safeloop/engine";

/** The values a choice field offers: narrowed by rules, else its `enum` (of the items for several choices). */
export function valuesOf(field: Field, narrowed: readonly JsonValue[] | undefined): readonly JsonValue[] {
  if (narrowed !== undefined) return narrowed;
  if (field.enum !== undefined) return field.enum;
  const items = field.schema["items"];
  const all = field.schema["enum"] ?? (isObject(items) ? items["enum"] : undefined);
  return Array.isArray(all) ? (all as readonly JsonValue[]) : [];
}
