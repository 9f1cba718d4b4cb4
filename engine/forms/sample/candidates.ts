import type { FieldKind } from "../../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import { type Locale, textIn } from "../../model/text.ts";
import { checklistItems } from "../checklistItems.ts";
import type { Field } from "../field.ts";

/** What sample values are made of: the instant of the filling, the language, and how many fields came before. */
export interface SampleOf {
  readonly now: string; // ISO date-time
  readonly locale: Locale;
  readonly at: number;
}

/** Texts that patterns in the field are usually about: digits, codes, a tag, a credit code, a telephone. */
const shapes = ["1234", "12345678", "123X", "A1", "AB-101", "GT-1203", "91350100M000100Y43", "13800000000", "0592-5600000", "12:00", "a", "1"];
const byFormat: { readonly [format: string]: string } = { email: "sample@example.org", uri: "https://example.org/", hostname: "example.org", ipv4: "192.0.2.1", ipv6: "2001:db8::1", "cn-social-credit-code": "91350100M000100Y43", time: "12:00:00Z" };
const hour = 3_600_000;

const numberIn = (schema: JsonObject, keyword: string): number | undefined => (typeof schema[keyword] === "number" ? schema[keyword] : undefined);

/** An instant that moves on with each field, so that a planned end lies behind its start. */
function instant({ now, at }: SampleOf): string {
  return new Date(Date.parse(now) + at * hour).toISOString();
}

function texts(field: Field, { locale }: SampleOf): readonly string[] {
  const { schema } = field;
  const [least, most] = [numberIn(schema, "minLength") ?? 0, numberIn(schema, "maxLength") ?? 200];
  const plain = textIn({ zh: `${field.title.zh}样例`, en: `Sample of ${field.title.en.toLowerCase()}` }, locale);
  const fitting = plain.repeat(Math.max(1, Math.ceil(least / Math.max(1, plain.length)))).slice(0, Math.max(most, 1));
  return [...(typeof schema["format"] === "string" && byFormat[schema["format"]] !== undefined ? [byFormat[schema["format"]] ?? ""] : []), fitting, ...shapes];
}

function numbers({ schema }: Field): readonly number[] {
  const step = numberIn(schema, "multipleOf") ?? 1;
  const least = numberIn(schema, "minimum") ?? numberIn(schema, "exclusiveMinimum") ?? 0;
  const most = numberIn(schema, "maximum") ?? numberIn(schema, "exclusiveMaximum") ?? Math.max(least + 10, 10);
  const near = (value: number): number => Math.round(value / step) * step;
  return [near(least + (most - least) / 4), near((least + most) / 2), least, most, least + step, most - step, 1, 0, (least + most) / 2];
}

function choice({ schema, enum: values = [] }: Field): readonly JsonValue[] {
  if (schema["type"] !== "array") return values;
  const least = numberIn(schema, "minItems") ?? 1;
  return [values.slice(0, Math.max(least, 1)), values.slice(0, Math.max(least, 2)), values];
}

const ids = (...names: readonly string[]): readonly JsonValue[] => [...names, names.slice(0, 1), names];

function file(name: string) {
  return (_field: Field, on: SampleOf): readonly JsonValue[] => {
    const one = { file: "sample-file", name, capturedAt: on.now };
    return [[one], one];
  };
}

function checklist(field: Field, { now }: SampleOf): readonly JsonValue[] {
  const rows = checklistItems(field).map(({ code, param }): readonly [string, JsonValue] => [code, { applies: true, confirmedBy: "sample-person-1", time: now, ...(param ? { param: 1 } : {}) }]);
  return [Object.fromEntries(rows)];
}

function certificates(_field: Field, { now }: SampleOf): readonly JsonValue[] {
  return [[{ kind: "sample", number: "T350200001", validTo: new Date(Date.parse(now) + 300 * 24 * hour).toISOString().slice(0, 10) }], [{}], []];
}

type Make = (field: Field, on: SampleOf) => readonly JsonValue[];
const none: Make = () => [];
const dates: Make = (_field, on) => [on.now.slice(0, 10)];
const instants: Make = (_field, on) => [instant(on)];

/** Values of a kind to try, the best first; what the field's schema refuses is passed over. Tables are filled row by row elsewhere. */
const makes: { readonly [kind in FieldKind]: Make } = {
  text: texts, paragraph: texts, number: numbers, integer: numbers, duration: () => [60, 1, 0],
  boolean: () => [true, false], choice, choices: choice, date: dates, "date-time": instants,
  person: () => ids("sample-person-1"), people: () => [["sample-person-2"], ["sample-person-2", "sample-person-3"]],
  "org-unit": () => ids("sample-unit"), asset: () => ids("sample-asset"), reference: () => ids("sample-record"),
  place: (_field, { locale }) => [{ area: "sample-area", text: textIn({ zh: "样例地点", en: "Sample place" }, locale) }, { area: "sample-area" }],
  tag: (_field, on) => [{ tag: "sample-tag", value: 12.5, unit: "%LEL", ts: on.now, quality: "good" }, "sample-tag", ["sample-tag"]],
  photo: file("sample.jpg"), video: file("sample.mp4"), audio: file("sample.m4a"), file: file("sample.pdf"),
  signature: (_field, on) => { const one = { by: "sample-person-1", at: on.now, method: "strokes" }; return [one, [one]]; },
  checklist, certificate: certificates, matrix: () => [{}],
  "risk-matrix": () => [{ method: "LEC", L: 3, E: 6, C: 7 }, { method: "LS", L: 2, S: 3 }],
  "repeat-table": none, "gas-test": none, "ticket-number": none, note: none, section: none, page: none,
};

/** Values to try for a field; a fixed value or the author's own examples first. */
export function candidatesOf(field: Field, on: SampleOf): readonly JsonValue[] {
  const constant = own(field.schema, "const") as JsonValue | undefined;
  const examples = own(field.schema, "examples");
  const given = [...(constant === undefined ? [] : [constant]), ...(Array.isArray(examples) ? (examples as readonly JsonValue[]) : [])];
  const known = field.enum !== undefined && field.kind !== "choices" && !isObject(field.schema["items"]) ? field.enum : [];
  return [...given, ...makes[field.kind](field, on), ...known];
}
