import { formOf, type Field, type FormDefinition } from "@safeloop/engine";

/** Every field of a form by x-id, row fields included. */
export function fieldIndex(form: FormDefinition): ReadonlyMap<string, Field> {
  return formOf(form).byXid;
}

/** The first place field, which says where the work is. */
export function placeFieldOf(form: FormDefinition): Field | undefined {
  return formOf(form).roots.find((field) => field.kind === "place");
}

/** Fields that name people; `which` picks by the field's `x-role`, else by its x-id. */
export function peopleFieldsOf(form: FormDefinition, which: RegExp): Field[] {
  return formOf(form).roots.filter((field) => (field.kind === "person" || field.kind === "people") && which.test(String(field.schema["x-role"] ?? field.xid)));
}
