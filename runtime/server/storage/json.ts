import type { JsonObject, JsonValue } from "@safeloop/engine";

/** JSON columns are text on both stores; this is the one way back. */
export function fromJson<T = JsonObject>(text: string): T {
  return JSON.parse(text) as T;
}

/** The text a JSON column holds. */
export function toJson(value: JsonValue | object): string {
  return JSON.stringify(value);
}
