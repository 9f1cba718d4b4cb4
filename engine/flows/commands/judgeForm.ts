import { checkMessage, type CompiledForm, dataByKey, formOf, isBlank, runChecks, validateSubmission, type CheckResult, type FactContext } from "../../forms/index.ts";
import { jsonEqual } from "../../logic/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import type { FieldAccessMap } from "../../model/flow.ts";
import { own, type JsonValue } from "../../model/json.ts";
import { accessAt, fieldParams } from "../fields.ts";
import type { Answers, View } from "../run/view.ts";

export interface FormVerdict {
  readonly answers: Answers; // with the patch in, computed values filled
  readonly issues: readonly Issue[];
}

/**
 * Judges a patch at a step: only what the step lets edit may be sent, what it
 * requires must be there. With `whole` the form must be valid as a whole;
 * without, only what this step may write is judged (an hour into the work the
 * planned start is past, which must not refuse a gas record).
 */
export function judgePatch(view: View, map: FieldAccessMap, patch: { readonly [xid: string]: JsonValue }, facts: () => FactContext, where: { readonly node: string; readonly nodeZh: string; readonly nodeEn: string }, whole: boolean): FormVerdict {
  const access = accessAt(view.env.form, map);
  const forbidden = Object.keys(patch).flatMap((xid) => refusedKey(view, access, xid, where));
  const refused = forbidden.length > 0 ? forbidden : changedRecords(view, patch);
  if (refused.length > 0) return { answers: view.answers, issues: refused };
  const merged = merge(view.answers, patch);
  const judged = whole || Object.keys(patch).length > 0 ? validate(formOf(view.env.form), merged, view.answers, facts()) : { answers: merged, issues: [] };
  const verdict = whole ? judged : { ...judged, issues: judged.issues.filter((one) => concerns(view, access, one)) };
  const required = [...access].filter(([xid, one]) => one === "require" && isBlank(own(verdict.answers, xid) as JsonValue | undefined));
  return { answers: verdict.answers, issues: [...verdict.issues, ...required.map(([xid]) => issue("FIELD_REQUIRED_HERE", `/${xid}`, { ...fieldParams(view.env.form, xid), ...where }))] };
}

/** Named checks on evaluated answers; all results, sorted by id. */
export function judgeChecks(view: View, ids: readonly string[], answers: Answers, facts: () => FactContext): readonly CheckResult[] {
  if (ids.length === 0) return [];
  return [...runChecks(formOf(view.env.form), ids, answers, facts())].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** One issue per check that refuses: a failing or unknown one of severity `block`. */
export function refusals(view: View, results: readonly CheckResult[], code: "CHECKS_FAILED" | "LIFE_REFUSED"): readonly Issue[] {
  return results.filter((one) => one.severity === "block" && one.verdict !== "pass").map((one) => {
    const message = checkMessage(one, formOf(view.env.form));
    return issue(code, one.fields[0] === undefined ? "" : `/${one.fields[0]}`, { ...one.params, check: one.id, messageZh: message.zh, messageEn: message.en, verdict: one.verdict, fields: one.fields });
  });
}

/** The changes from one set of answers to another; null where an answer is gone. */
export function changesOf(before: Answers, after: Answers): { [xid: string]: JsonValue } {
  const changes: Record<string, JsonValue> = {};
  for (const xid of Object.keys(after)) if (!jsonEqual(own(before, xid) ?? null, after[xid] ?? null)) changes[xid] = after[xid] ?? null;
  for (const xid of Object.keys(before)) if (!Object.hasOwn(after, xid)) changes[xid] = null;
  return changes;
}

/** True when an issue is about a field this step may write. */
function concerns(view: View, access: ReadonlyMap<string, string>, one: Issue): boolean {
  const key = one.path.split("/")[1]?.replaceAll("~1", "/").replaceAll("~0", "~");
  const xid = formOf(view.env.form).roots.find((field) => field.key === key)?.xid;
  const allowed = xid === undefined ? undefined : access.get(xid);
  return allowed === "edit" || allowed === "require";
}

function refusedKey(view: View, access: ReadonlyMap<string, string>, xid: string, where: { readonly node: string; readonly nodeZh: string; readonly nodeEn: string }): Issue[] {
  const allowed = access.get(xid);
  if (allowed === undefined) return [issue("FIELD_NOT_IN_FORM", `/${xid}`, { field: xid })];
  return allowed === "edit" || allowed === "require" ? [] : [issue("FIELD_FORBIDDEN", `/${xid}`, { ...fieldParams(view.env.form, xid), ...where })];
}

/** On an issued permit a table grows by records: those that are there stay as they are. */
function changedRecords(view: View, patch: { readonly [xid: string]: JsonValue }): Issue[] {
  if (view.plan.def.settings.permit !== true || !view.instance.life) return [];
  const form = formOf(view.env.form);
  return Object.entries(patch).flatMap(([xid, value]) => {
    const before = own(view.answers, xid);
    if (form.byXid.get(xid)?.shape !== "rows" || !isRows(before)) return [];
    const after = isRows(value) ? value : [];
    const kept = before.every((row, i) => jsonEqual(withoutComputedRows(form, xid, [row]), withoutComputedRows(form, xid, [after[i] ?? null])));
    return kept ? [] : [issue("RECORDS_KEPT", `/${xid}`, fieldParams(view.env.form, xid))];
  });
}

function isRows(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function merge(answers: Answers, patch: { readonly [xid: string]: JsonValue }): Answers {
  return Object.fromEntries(Object.entries({ ...answers, ...patch }).filter(([, value]) => value !== null));
}

/** Computed values are never sent; they are computed again. */
function validate(form: CompiledForm, answers: Answers, previous: Answers, facts: FactContext): FormVerdict {
  const given = withoutComputed(form, answers);
  const { answers: judged, issues } = validateSubmission(form, dataByKey(form, given), facts, { previous });
  return { answers: judged, issues };
}

function withoutComputed(form: CompiledForm, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([xid]) => form.byXid.get(xid)?.computed !== true).map(([xid, value]) => [xid, withoutComputedRows(form, xid, value)]));
}

function withoutComputedRows(form: CompiledForm, xid: string, value: JsonValue): JsonValue {
  const computed = new Set((form.byXid.get(xid)?.children ?? []).filter((one) => one.computed).map((one) => one.xid));
  if (computed.size === 0) return value;
  const strip = (row: JsonValue): JsonValue => (typeof row === "object" && row !== null && !Array.isArray(row) ? Object.fromEntries(Object.entries(row).filter(([key]) => !computed.has(key))) : row);
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(strip) : strip(value);
}
