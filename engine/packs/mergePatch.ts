import { isObject, type JsonValue } from "../model/json.ts";

/** JSON merge patch (RFC 7396): objects merge by member, `null` takes a member out, anything else replaces. */
export function mergePatch(base: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch;
  const merged = new Map<string, JsonValue>(isObject(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
