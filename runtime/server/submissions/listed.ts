import { isObject, own, type Answers, type Directory, type Field, type FormDefinition, type I18nText, type JsonValue } from "@safeloop/engine";
import { fieldIndex } from "../forms/fieldIndex.ts";
import { valueTerm, wellFormed } from "../search/terms.ts";

/** A list field's value in the form an index takes. Missing is the empty text, so that sorting and paging meet no NULL. */
export type IndexValue = string | number;

const clipAt = 400;

/** Text PostgreSQL can hold in jsonb: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  return wellFormed(text).replaceAll("\u0000", "\ufffd");
}

/** As long as a filter can ask for; longer text is marked, so that it equals no filter. */
export function clip(text: string): string {
  return storable(text.length > clipAt ? `${text.slice(0, clipAt)}…` : text);
}

/** The member of a compound value that lists show and filter. */
const memberOf: { readonly [kind: string]: string } = { place: "area", signature: "by", ticket: "number" };

/** One value as the index keeps it. Values with several members are found by their terms instead. */
export function indexValue(field: Field, value: JsonValue | undefined): IndexValue {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return clip(value);
  const member = memberOf[field.kind];
  const inner = isObject(value) && member !== undefined ? own(value, member) : undefined;
  return typeof inner === "string" ? clip(inner) : "";
}

/** True when the field's value is a list, filtered by "contains". */
export function holdsSeveral(field: Field): boolean {
  return field.kind === "choices" || field.kind === "people" || (field.shape === "value" && own(field.schema, "type") === "array");
}

const listFields = new WeakMap<FormDefinition, readonly Field[]>();

/** The fields a form lists, those that still exist. */
export function listFieldsOf(form: FormDefinition): readonly Field[] {
  const known = listFields.get(form);
  if (known) return known;
  const index = fieldIndex(form);
  const fields = (form.listFields ?? []).flatMap((xid) => index.get(xid) ?? []).filter((field) => field.parent === undefined);
  listFields.set(form, fields);
  return fields;
}

/** `submissions.listed` of these answers. */
export function listedOf(form: FormDefinition, answers: Answers): { readonly [xid: string]: IndexValue } {
  return Object.fromEntries(listFieldsOf(form).map((field) => [field.xid, indexValue(field, answers[field.xid])]));
}

function labelsOf(field: Field, value: string, directory: Directory): string[] {
  const labels = own(field.schema, "x-enum") ?? own((own(field.schema, "items") as object | undefined) ?? {}, "x-enum");
  const label = isObject(labels) ? (own(labels, value) as I18nText | undefined) : undefined;
  if (label) return [label.zh, label.en];
  const person = directory.person(value);
  if (person) return [person.name];
  const title = directory.area(value)?.title ?? directory.orgUnit(value)?.title;
  return title ? [title.zh, title.en] : [value];
}

function textsOf(field: Field, value: JsonValue | undefined, directory: Directory): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((one: JsonValue) => textsOf(field, one, directory));
  if (isObject(value)) return Object.values(value).flatMap((one) => (typeof one === "string" ? labelsOf(field, one, directory) : []));
  return typeof value === "string" ? labelsOf(field, value, directory) : [String(value)];
}

/** The words a search finds the submission by: its list fields, spelt as people read them. */
export function searchTexts(form: FormDefinition, answers: Answers, directory: Directory): string[] {
  return listFieldsOf(form).flatMap((field) => textsOf(field, answers[field.xid], directory));
}

/** Exact-value terms of list fields that hold several values. */
export function valueTerms(form: FormDefinition, answers: Answers): string[] {
  return listFieldsOf(form).filter(holdsSeveral).flatMap((field) => {
    const value = answers[field.xid];
    return Array.isArray(value) ? value.slice(0, 50).flatMap((one: JsonValue) => (typeof one === "string" ? [valueTerm(field.xid, one)] : [])) : [];
  });
}

/** What lists call the submission: its first listed text, else the form's title. */
export function titleOf(form: FormDefinition, answers: Answers): string {
  for (const field of listFieldsOf(form)) {
    const value = answers[field.xid];
    if ((field.kind === "text" || field.kind === "paragraph") && typeof value === "string" && value.trim() !== "") return storable([...value].slice(0, 80).join(""));
  }
  return form.title.zh;
}
