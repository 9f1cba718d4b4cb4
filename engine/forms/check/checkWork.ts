import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { checkLogic, varsOf } from "../../logic/index.ts";
import type { ConflictRow, WorkDeclaration } from "../../model/conflict.ts";
import type { FormDefinition } from "../../model/form.ts";
import { isObject, own } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { formOf, type CompiledForm } from "../compiledForm.ts";

const maxRows = 500;

/** What a form says of simultaneous work: fields of the right kind, sound expressions, lengths that are limits in metres. */
export function checkWork(def: FormDefinition): Issue[] {
  const { work = [], conflicts = [] } = def;
  const lists = ([["work", work], ["conflicts", conflicts]] as const).filter(([, list]) => !Array.isArray(list) || list.length > maxRows || !list.every((one) => isObject(one)));
  if (lists.length > 0) return lists.map(([what]) => issue("FORM_SHAPE", `/${what}`, { what }));
  const form = formOf(def);
  return [...work.flatMap((one, i) => workIssues(form, one, pointer("/work", i))), ...conflicts.flatMap((row, i) => rowIssues(def, conflicts, row, pointer("/conflicts", i)))];
}

function workIssues(form: CompiledForm, one: WorkDeclaration, path: string): Issue[] {
  const kind = one.kind as unknown;
  const named = isObject(kind) ? fieldIssues(form, own(kind, "field"), ["choice", "choices"], pointer(path, "kind")) : isText(kind) ? [] : [issue("FORM_SHAPE", pointer(path, "kind"), { what: "kind" })];
  if (one.keys !== undefined && !isObject(one.keys)) return [issue("FORM_SHAPE", pointer(path, "keys"), { what: "keys" })];
  const expressions: readonly (readonly [string, JsonLogic | undefined])[] = [["when", one.when], ["heightM", one.heightM], ["reachM", one.reachM], ["layers", one.layers], ...Object.entries(one.keys ?? {})];
  return [
    ...named,
    ...fieldIssues(form, one.place, ["place"], pointer(path, "place")),
    ...fieldIssues(form, one.from, ["date-time"], pointer(path, "from")),
    ...fieldIssues(form, one.to, ["date-time"], pointer(path, "to")),
    ...(one.linked === undefined ? [] : fieldIssues(form, one.linked, ["reference"], pointer(path, "linked"))),
    ...expressions.flatMap(([name, logic]) => (logic === undefined ? [] : expressionIssues(form, logic, pointer(path, name)))),
  ];
}

/** A top-level field of one of these kinds. */
function fieldIssues(form: CompiledForm, xid: unknown, kinds: readonly string[], path: string): Issue[] {
  const field = form.roots.find((one) => one.xid === xid);
  return field && kinds.includes(field.kind) ? [] : [issue("FORM_FIELD_UNKNOWN", path, { field: String(xid).slice(0, 80) })];
}

function expressionIssues(form: CompiledForm, logic: JsonLogic, path: string): Issue[] {
  const wrong = checkLogic(logic, { path });
  if (wrong.length > 0) return wrong;
  const names = varsOf(logic).map((one) => one.split(".")[0] ?? "");
  return names.filter((name) => name !== "ctx" && !form.roots.some((field) => field.xid === name)).map((name) => issue("FORM_FIELD_UNKNOWN", path, { field: name.slice(0, 80) }));
}

function rowIssues(def: FormDefinition, rows: readonly ConflictRow[], row: ConflictRow, path: string): Issue[] {
  const { relation, title, source } = row as { readonly relation?: unknown; readonly title?: unknown; readonly source?: unknown };
  const shapes: readonly (readonly [string, boolean])[] = [
    ["id", isText(row.id) && rows.filter((one) => one.id === row.id).length === 1],
    ["title", isObject(title) && isText(title["zh"]) && isText(title["en"])], ["a", isText(row.a) && row.a !== "*"], ["b", isText(row.b)],
    ["source", isObject(source) && isText(source["std"]) && isText(source["confidence"])], ["relation", isObject(relation) && isRelation(relation)],
  ];
  const wrong = shapes.filter(([, holds]) => !holds).map(([what]) => issue("FORM_SHAPE", pointer(path, what), { what }));
  return wrong.length > 0 ? wrong : lengthIssues(def, relation as { readonly [name: string]: unknown }, pointer(path, "relation"));
}

function isRelation(relation: { readonly [name: string]: unknown }): boolean {
  if (relation["inReach"] === true) return true;
  return isText(relation["within"]) || isText(relation["sameKey"]) || (isText(relation["below"]) && isText(relation["double"]));
}

/** Distances in metres: another unit would be read as metres. */
function lengthIssues(def: FormDefinition, relation: { readonly [name: string]: unknown }, path: string): Issue[] {
  return ["within", "below", "double"].flatMap((name) => {
    const id = relation[name];
    if (typeof id !== "string") return [];
    const limit: unknown = own(def.limits ?? {}, id);
    if (!isObject(limit)) return [issue("FORM_LIMIT_UNKNOWN", pointer(path, name), { limit: id })];
    return limit["unit"] === "m" ? [] : [issue("FORM_SHAPE", pointer(path, name), { what: `${id}: m` })];
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 500;
}
