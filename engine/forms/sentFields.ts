import { issue, type Issue } from "../issues/issue.ts";
import { pointer } from "../issues/pointer.ts";
import { jsonEqual } from "../logic/equal.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Field } from "./field.ts";

/** A submission may nest this deep and hold this many values. */
export const dataLimits = { depth: 32, values: 50_000 } as const;

/** What makes data too much to judge at all, if anything does. Never goes deeper than the limit itself. */
export function sizeIssue(data: JsonValue): Issue | undefined {
  let left: number = dataLimits.values;
  const tooDeep = (value: JsonValue, depth: number): boolean => {
    left -= 1;
    if (typeof value !== "object" || value === null || left < 0) return false;
    if (depth === dataLimits.depth) return true;
    for (const inner of Array.isArray(value) ? value : Object.values(value)) if (tooDeep(inner as JsonValue, depth + 1)) return true;
    return false;
  };
  if (tooDeep(data, 0)) return issue("FORM_DATA_TOO_DEEP", "", { limit: dataLimits.depth });
  return left < 0 ? issue("FORM_DATA_TOO_LARGE", "", { limit: dataLimits.values }) : undefined;
}

const byKey = new WeakMap<readonly Field[], ReadonlyMap<string, Field>>();

/** The fields of one object by key, built once per field list. */
function fieldsByKey(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const known = byKey.get(fields);
  if (known) return known;
  const made = new Map(fields.map((field) => [field.key, field]));
  byKey.set(fields, made);
  return made;
}

/**
 * Keys the form does not have, layout that holds no answer, and computed
 * values. A computed value equal to the stored one is no attempt to write.
 */
export function sentIssues(fields: readonly Field[], data: JsonObject, previous: JsonObject, path = ""): Issue[] {
  const known = fieldsByKey(fields);
  const issues: Issue[] = [];
  for (const key of Object.keys(data)) {
    const field = known.get(key);
    if (!field || !field.stored) {
      issues.push(issue("FORM_DATA_UNKNOWN", pointer(path, key), { key: key.slice(0, 100) }));
      continue;
    }
    if (!field.computed && field.children.length === 0) continue;
    const value = own(data, key) as JsonValue;
    const stored = own(previous, field.xid) as JsonValue | undefined;
    if (field.computed && value !== null && !jsonEqual(value, stored)) issues.push(issue("FORM_COMPUTED_SENT", pointer(path, key), { field: field.title.zh }));
    else if (field.children.length > 0) issues.push(...nestedIssues(field, value, stored, pointer(path, key)));
  }
  return issues;
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
