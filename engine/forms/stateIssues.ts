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
  const issues: Issue[] = [];
  for (const field of check.form.roots) fieldIssues(field, check.state.answers, check.state, check.previous, "", check, issues);
  return issues;
}

function fieldIssues(field: Field, values: JsonObject, marks: Marks, before: JsonObject, path: string, check: StateCheck, issues: Issue[]): void {
  if (!marks.visible.has(field.xid)) return;
  const value = own(values, field.xid) as JsonValue | undefined;
  if (isBlank(value) && isAskedFor(field, marks, check)) issues.push(issue("FORM_REQUIRED", pointer(path, field.key), { field: field.title.zh }));
  if (value === undefined) return;
  if (marks.readonly.size > 0 || marks.options.size > 0) issues.push(...markIssues(field, value, marks, before, path));
  const kindCheck = fieldKind(field.kind)?.check;
  if (kindCheck) issues.push(...kindCheck(value, field, pointer(path, field.key)));
  if (field.children.length > 0) childIssues(field, value, own(before, field.xid) as JsonValue | undefined, pointer(path, field.key), check, marks, issues);
}

/** Required by the form or by the person's access, and his to fill. */
function isAskedFor(field: Field, marks: Marks, check: StateCheck): boolean {
  return !check.draft && (marks.required.has(field.xid) || check.isRequired(field)) && check.mayWrite(field);
}

function markIssues(field: Field, value: JsonValue, marks: Marks, before: JsonObject, path: string): Issue[] {
  const at = pointer(path, field.key);
  const changed = marks.readonly.has(field.xid) && !field.computed && !jsonEqual(value, own(before, field.xid));
  return [...(changed ? [issue("FORM_FIELD_FORBIDDEN", at, { field: field.title.zh })] : []), ...optionIssues(field, value, marks, at)];
}

/** What was chosen must be among what may be chosen now. */
function optionIssues(field: Field, value: JsonValue, marks: Marks, at: string): Issue[] {
  const allowed = marks.options.get(field.xid);
  if (!allowed) return [];
  const chosen: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  if (chosen.every((one) => allowed.some((other) => jsonEqual(one, other)))) return [];
  return [issue("FORM_OPTION", at, { field: field.title.zh, allowed: allowed.slice(0, 20).map(String) })];
}

function childIssues(field: Field, value: JsonValue, stored: JsonValue | undefined, at: string, check: StateCheck, marks: Marks, issues: Issue[]): void {
  if (field.shape === "object") {
    if (isObject(value)) field.children.forEach((child) => fieldIssues(child, value, marks, objectOr(stored), at, check, issues));
    return;
  }
  const rows = check.state.rows.get(field.xid) ?? [];
  if (!Array.isArray(value)) return;
  value.forEach((row: JsonValue, index) => {
    const state = rows[index];
    const before = objectOr(Array.isArray(stored) ? (stored[index] as JsonValue | undefined) : undefined);
    if (isObject(row) && state) field.children.forEach((child) => fieldIssues(child, row, state, before, pointer(at, index), check, issues));
  });
}

const objectOr = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});
