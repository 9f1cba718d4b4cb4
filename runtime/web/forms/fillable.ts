import { type CompiledForm, type Field, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

function strip(fields: readonly Field[], data: JsonObject): JsonObject {
  const by = new Map(fields.map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const field = by.get(key);
      if (field?.computed === true || field?.kind === "ticket-number") return [];
      return [[key, field === undefined ? value : inner(field, value)]];
    }),
  );
}

function inner(field: Field, value: JsonValue): JsonValue {
  if (field.shape === "rows" && Array.isArray(value)) return (value as readonly JsonValue[]).map((row) => (isObject(row) ? strip(field.children, row) : row));
  return field.shape === "object" && isObject(value) ? strip(field.children, value) : value;
}

/** The data a person may send: computed members and running numbers left out, in rows too. */
export function fillable(form: CompiledForm, data: JsonObject): JsonObject {
  return strip(form.roots, data);
}
