import { issue, type Issue } from "../issues/issue.ts";
import { pointer } from "../issues/pointer.ts";
import { jsonEqual } from "../logic/equal.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { isBlank, type CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import { fieldKind } from "./fieldKinds/index.ts";
import type { FormState, RowState } from "./formState.ts";

type Marks = Pick<RowState, "visible" | "required" | "readonly" | "options">;

export interface StateCheck {
  readonly form: CompiledForm;
  readonly state: FormState;
  readonly previous: JsonObject;
  /** False for fields the person may not write: they are not asked for. */
  readonly mayWrite: (field: Field) => boolean;
  readonly isRequired: (field: Field) => boolean;
  readonly draft: boolean;
}

/** Required, options, read-only and kind rules of everything that shows. */
export function stateIssues(check: StateCheck): Issue[] {
  return check.form.roots.flatMap((field) => {
    const mine = fieldIssues(field, check.state.answers, check.state, check.previous, "", check, check.mayWrite(field));
    const asked = check.isRequired(field) && !check.draft && check.state.visible.has(field.xid) && !check.state.required.has(field.xid);
    return asked && isBlank(own(check.state.answers, field.xid) as JsonValue | undefined) ? [...mine, missing(field, "")] : mine;
  });
}

const missing = (field: Field, path: string): Issue => issue("FORM_REQUIRED", pointer(path, field.key), { field: field.title.zh });

function fieldIssues(field: Field, values: JsonObject, marks: Marks, before: JsonObject, path: string, check: StateCheck, writable: boolean): Issue[] {
  if (!marks.visible.has(field.xid)) return [];
  const value = own(values, field.xid) as JsonValue | undefined;
  const stored = own(before, field.xid) as JsonValue | undefined;
  const at = pointer(path, field.key);
  const issues: Issue[] = [];
  if (!check.draft && writable && marks.required.has(field.xid) && isBlank(value)) issues.push(missing(field, path));
  if (value === undefined) return issues;
  if (marks.readonly.has(field.xid) && !field.computed && !jsonEqual(value, stored)) issues.push(issue("FORM_FIELD_FORBIDDEN", at, { field: field.title.zh }));
  issues.push(...optionIssues(field, value, marks, at));
  issues.push(...(fieldKind(field.kind)?.check?.(value, field, at) ?? []));
  return [...issues, ...childIssues(field, value, stored, at, check, marks, writable)];
}

/** What was chosen must be among what may be chosen now. */
function optionIssues(field: Field, value: JsonValue, marks: Marks, at: string): Issue[] {
  const allowed = marks.options.get(field.xid);
  if (!allowed) return [];
  const chosen: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  if (chosen.every((one) => allowed.some((other) => jsonEqual(one, other)))) return [];
  return [issue("FORM_OPTION", at, { field: field.title.zh, allowed: allowed.slice(0, 20).map(String) })];
}

function childIssues(field: Field, value: JsonValue, stored: JsonValue | undefined, at: string, check: StateCheck, marks: Marks, writable: boolean): Issue[] {
  if (field.children.length === 0) return [];
  if (field.shape === "object") {
    const before = isObject(stored) ? stored : {};
    return isObject(value) ? field.children.flatMap((child) => fieldIssues(child, value, marks, before, at, check, writable)) : [];
  }
  const rows = check.state.rows.get(field.xid) ?? [];
  if (!Array.isArray(value)) return [];
  return value.flatMap((row: JsonValue, index) => {
    const before: JsonValue | undefined = Array.isArray(stored) ? (stored[index] as JsonValue | undefined) : undefined;
    const state = rows[index];
    if (!isObject(row) || !state) return [];
    return field.children.flatMap((child) => fieldIssues(child, row, state, before !== undefined && isObject(before) ? before : {}, pointer(at, index), check, writable));
  });
}
