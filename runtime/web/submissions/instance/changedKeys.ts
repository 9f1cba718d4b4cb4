import { canonicalJson, type JsonObject, type JsonValue } from "@safeloop/engine";

/** The members that differ, with their new value; a member gone is null (which clears it). */
export function changedKeys(before: JsonObject, after: JsonObject): JsonObject {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
  const changed = [...keys].filter((key) => canonicalJson(before[key] ?? null) !== canonicalJson(after[key] ?? null));
  return Object.fromEntries(changed.map((key): [string, JsonValue] => [key, after[key] ?? null]));
}
