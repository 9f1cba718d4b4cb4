import type { FieldKind, FormDefinition } from "../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { ReportField, Tag } from "../model/tag.ts";
import type { I18nText } from "../model/text.ts";
import { formOf } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";
import { define } from "./scope.ts";

/** What rules can judge of a form: the form itself, or one of its tables row by row. */
export interface ReportStream {
  readonly rows?: string; // x-id of the table
  readonly title: I18nText;
  readonly fields: { readonly [xid: string]: ReportField };
}

/** One filled form, or one row, as rules see it. */
export interface Report {
  readonly rows?: string;
  readonly row?: number;
  readonly value: JsonObject;
}

// Free text, people and times are not judged: rules need no more of a person's words than that.
const types: { readonly [kind in FieldKind]?: ReportField["type"] } = { number: "number", integer: "number", boolean: "boolean", choice: "text" };

const streams = new WeakMap<FormDefinition, readonly ReportStream[]>();

/** The streams of a form that have a field rules can judge; the form itself comes first. */
export function reportStreams(form: FormDefinition): readonly ReportStream[] {
  const known = streams.get(form);
  if (known) return known;
  const { roots } = formOf(form);
  const tables = flat(roots).filter((field) => field.shape === "rows");
  const made = [
    { title: form.title, fields: fieldsOf(flat(roots)) },
    ...tables.map((table) => ({ rows: table.xid, title: { zh: `${form.title.zh} · ${table.title.zh}`, en: `${form.title.en} · ${table.title.en}` }, fields: fieldsOf(table.children) })),
  ].filter((stream) => Object.keys(stream.fields).length > 0);
  streams.set(form, made);
  return made;
}

/** Top-level fields and members of sections. */
function flat(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => (field.shape === "object" && field.children.length > 0 ? flat(field.children) : [field]));
}

function fieldsOf(fields: readonly Field[]): ReportStream["fields"] {
  return Object.fromEntries(fields.flatMap((field) => {
    const made = reportField(field);
    return made ? [[field.xid, made] as const] : [];
  }));
}

function reportField(field: Field): ReportField | undefined {
  const isNumber = field.enum?.every((one) => typeof one === "number") === true;
  const type = field.kind === "choice" && isNumber ? "number" : types[field.kind];
  if (!field.stored || field.shape !== "value" || type === undefined || (type === "number" && !["number", "integer"].includes(String(field.schema["type"])))) return undefined;
  const options = field.enum?.filter((one) => typeof one === "string" || typeof one === "number").map((value) => ({ value, title: optionTitle(field, value) }));
  return { title: field.title, type, ...(type === "number" && field.unit !== undefined ? { unit: field.unit } : {}), ...(options ? { options } : {}) };
}

function optionTitle(field: Field, value: string | number): I18nText {
  const labels = field.schema["x-enum"];
  const label = isObject(labels) ? own(labels, String(value)) : undefined;
  return isObject(label) && typeof label["zh"] === "string" && typeof label["en"] === "string" ? { zh: label["zh"], en: label["en"] } : { zh: String(value), en: String(value) };
}

/** A filled form as rules see it, and each row of its tables. What is not answered is not there. */
export function reportsOf(form: FormDefinition, answers: Answers): readonly Report[] {
  const plain = plainAnswers(formOf(form).roots, answers);
  return reportStreams(form).flatMap(({ rows, fields }): readonly Report[] => {
    if (rows === undefined) return [{ value: picked(fields, plain) }];
    const list = own(plain, rows);
    if (!Array.isArray(list)) return [];
    return list.flatMap((row: JsonValue, at) => (isObject(row) ? [{ rows, row: at, value: picked(fields, row) }] : []));
  });
}

/** Rows that are new or changed between two answers of one form. The form itself is reported once, when it is sent. */
export function newRows(form: FormDefinition, before: Answers, after: Answers): readonly Report[] {
  const known = new Set(reportsOf(form, before).map(textOf));
  return reportsOf(form, after).filter((report) => report.rows !== undefined && !known.has(textOf(report)));
}

const textOf = ({ rows, row, value }: Report): string => JSON.stringify([rows ?? null, row ?? null, value]);

/** Answers of sections are members of their objects: taken out to the top. */
function plainAnswers(fields: readonly Field[], answers: JsonObject): JsonObject {
  const out: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = own(answers, field.xid) as JsonValue | undefined;
    if (value === undefined) continue;
    if (field.shape === "object" && field.children.length > 0 && isObject(value)) Object.assign(out, plainAnswers(field.children, value));
    else define(out, field.xid, value);
  }
  return out;
}

function picked(fields: ReportStream["fields"], answers: JsonObject): JsonObject {
  const out: Record<string, JsonValue> = {};
  for (const [xid, { type }] of Object.entries(fields)) {
    const value = own(answers, xid);
    const fits = type === "text" ? typeof value === "string" : typeof value === type && (type !== "number" || Number.isFinite(value));
    if (fits) define(out, xid, value as JsonValue);
  }
  return out;
}

/** The area a filled form is about: the first place field that says one. */
export function areaOfReport(form: FormDefinition, answers: Answers): string | undefined {
  const places = placesOf(form);
  if (places.length === 0) return undefined;
  const plain = plainAnswers(formOf(form).roots, answers);
  for (const xid of places) {
    const place = own(plain, xid);
    const area = isObject(place) ? own(place, "area") : undefined;
    if (typeof area === "string" && area !== "") return area;
  }
  return undefined;
}

/** True when the form asks for a place. */
export function asksForPlace(form: FormDefinition): boolean {
  return placesOf(form).length > 0;
}

const placeFields = new WeakMap<FormDefinition, readonly string[]>();

/** The x-ids of its place fields, in their order. */
function placesOf(form: FormDefinition): readonly string[] {
  const known = placeFields.get(form) ?? flat(formOf(form).roots).filter((field) => field.kind === "place").map((field) => field.xid);
  placeFields.set(form, known);
  return known;
}

/** Where the forms of one stream that belong together are kept: an area, or a unit for those that name none. */
export interface ReportPoint {
  readonly id: string;
  readonly title: I18nText;
  readonly area: string;
  readonly orgId: string;
}

const hourS = 3_600;

/** The point of a stream; `periodS` is what memory is reckoned with, nobody waits for the next form. */
export function reportTag(form: FormDefinition, { rows, fields }: ReportStream, point: ReportPoint): Tag {
  return { ...point, measurement: "form-report", unit: "", periodS: hourS, computed: true, report: { form: form.id, ...(rows === undefined ? {} : { rows }), fields } };
}
