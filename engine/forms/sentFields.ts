import { issue, type Issue } from "../issues/issue.ts";
import { pointer } from "../issues/pointer.ts";
import { jsonEqual } from "../logic/equal.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Field } from "./field.ts";
import { fieldKind } from "./fieldKinds/index.ts";

/** A submission may nest this deep. */
export const maxDataDepth = 32;

/** True when a value nests deeper than `limit`. */
export function isTooDeep(value: JsonValue, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  const inner = Array.isArray(value) ? value : Object.values(value);
  return inner.some((one: JsonValue) => isTooDeep(one, limit - 1));
}

/**
 * Keys the form does not have, layout that holds no answer, and computed
 * values. A computed value equal to the stored one is no attempt to write.
 */
export function sentIssues(fields: readonly Field[], data: JsonObject, previous: JsonObject, path = ""): Issue[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  return Object.keys(data).flatMap((key) => {
    const field = byKey.get(key);
    const at = pointer(path, key);
    const value = own(data, key) as JsonValue;
    if (!field || fieldKind(field.kind)?.stored === false) return [issue("FORM_DATA_UNKNOWN", at, { key: key.slice(0, 100) })];
    const stored = own(previous, field.xid) as JsonValue | undefined;
    if (field.computed && !jsonEqual(value, stored) && value !== null) return [issue("FORM_COMPUTED_SENT", at, { field: field.title.zh })];
    return field.children.length === 0 ? [] : nestedIssues(field, value, stored, at);
  });
}

function nestedIssues(field: Field, value: JsonValue, stored: JsonValue | undefined, at: string): Issue[] {
  if (isObject(value) && field.shape === "object") return sentIssues(field.children, value, isObject(stored) ? stored : {}, at);
  if (!Array.isArray(value) || field.shape !== "rows") return [];
  const rows: readonly JsonValue[] = Array.isArray(stored) ? stored : [];
  return value.flatMap((row: JsonValue, index) => {
    const before = rows[index];
    return isObject(row) ? sentIssues(field.children, row, isObject(before) ? before : {}, pointer(at, index)) : [];
  });
}
