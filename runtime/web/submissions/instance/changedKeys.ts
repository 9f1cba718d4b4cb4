import { canonicalJson, type CompiledForm, type FieldAccessMap, type JsonObject, type JsonValue } from "@safeloop/engine";
import { accessOf, mayWrite } from "../../forms/accessOf.ts";
import { fillable } from "../../forms/fillable.ts";

/**
 * What a person changed in a stored form, as a command takes it: members with
 * their new value, null where one was cleared. Only what this person may write
 * here: computed values and running numbers are never sent, and a step refuses
 * every field that is not its own.
 */
export function changedKeys(form: CompiledForm, access: FieldAccessMap, stored: JsonObject, filled: JsonObject): JsonObject {
  const before = fillable(form, stored);
  const after = fillable(form, filled);
  const may = accessOf(form, access);
  const mine = form.roots.filter(({ key, xid }) => mayWrite(may(xid)) && canonicalJson(before[key] ?? null) !== canonicalJson(after[key] ?? null));
  return Object.fromEntries(mine.map(({ key }): [string, JsonValue] => [key, after[key] ?? null]));
}
