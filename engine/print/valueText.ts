import { checklistItems, isBlank, optionLabel, type Field } from "../forms/index.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";
import type { PrintFacts, PrintNoun } from "./facts.ts";
import { dayText, instantText } from "./times.ts";
import { formUnitText } from "./units.ts";
import type { Words } from "./words.ts";

/** What wording needs: the language, and names and zone of the site. */
export interface Wording {
  readonly words: Words;
  readonly facts: PrintFacts;
}

/** The name of what an id points at, or the id: a thing that is gone is still named by something. */
export function nameText({ words, facts }: Wording, noun: PrintNoun, id: string): string {
  const name = facts.nameOf(noun, id);
  return name === undefined ? id : typeof name === "string" ? name : words.text(name);
}

/** A list of values; a single value is a list of one. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

type Say = (on: Wording, field: Field, value: JsonValue) => string;

const each = (say: Say): Say => (on, field, value) => listOf(value).map((one) => say(on, field, one)).join(on.words.say("comma"));
const plain: Say = (_on, _field, value) => (typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value));
const named = (noun: PrintNoun): Say => each((on, _field, value) => (typeof value === "string" ? nameText(on, noun, value) : JSON.stringify(value)));
const choice: Say = each((on, field, value) => optionLabel(field, value, on.words.locale));

function withUnit(on: Wording, field: Field, value: JsonValue): string {
  const unit = formUnitText(field.unit, on.words.locale);
  return unit === "" ? plain(on, field, value) : `${plain(on, field, value)} ${unit}`;
}

function placeText(on: Wording, _field: Field, value: JsonValue): string {
  if (!isObject(value)) return JSON.stringify(value);
  const area = value["area"];
  const { lat, lng, text, point } = value;
  return [
    typeof area === "string" ? nameText(on, "area", area) : "",
    typeof text === "string" ? text : "",
    isObject(point) ? `(${String(point["x"])}, ${String(point["y"])}${point["z"] === undefined ? "" : `, ${String(point["z"])}`})` : "",
    typeof lat === "number" && typeof lng === "number" ? `${lat.toFixed(5)}, ${lng.toFixed(5)}` : "",
  ].filter((part) => part !== "").join(" ");
}

/** Name, time of capture and the first digits of the fingerprint of each file. */
const fileText: Say = each((on, _field, value) => {
  if (!isObject(value) || typeof value["file"] !== "string") return JSON.stringify(value);
  const at = value["capturedAt"];
  const hash = value["hash"];
  const name = on.facts.nameOf("file", value["file"]);
  const shown = typeof value["name"] === "string" ? value["name"] : typeof name === "string" ? name : value["file"];
  return [shown, typeof at === "string" ? instantText(at, on.facts.zone) : "", typeof hash === "string" ? hash.slice(0, 8) : ""].filter((part) => part !== "").join(" ");
});

const signText: Say = each((on, _field, value) => {
  if (!isObject(value)) return JSON.stringify(value);
  const { by, at } = value;
  return `${typeof by === "string" ? nameText(on, "person", by) : "—"} ${typeof at === "string" ? instantText(at, on.facts.zone) : ""}`.trim();
});

function riskText(_on: Wording, _field: Field, value: JsonValue): string {
  if (!isObject(value)) return JSON.stringify(value);
  const axes = value["method"] === "LS" ? ["L", "S"] : ["L", "E", "C"];
  const parts = axes.map((axis) => value[axis]);
  const score = value["method"] === "LS" ? value["R"] : value["D"];
  const product = parts.every((part): part is number => typeof part === "number") ? Number(parts.reduce((all, part) => all * part, 1).toPrecision(12)) : undefined;
  return `${axes.map((axis) => `${axis} ${String(value[axis] ?? "?")}`).join(" × ")} = ${String(score ?? product ?? "?")}`;
}

function certificateText(on: Wording, _field: Field, value: JsonValue): string {
  return listOf(value).map((one) => (isObject(one) ? oneCertificate(on, one) : JSON.stringify(one))).join("\n");
}

function oneCertificate(on: Wording, one: JsonObject): string {
  const who = one["user"] ?? one["person"];
  const until = one["validTo"];
  return [
    typeof who === "string" ? nameText(on, "person", who) : "",
    typeof one["item"] === "string" ? one["item"] : "",
    typeof one["no"] === "string" ? one["no"] : "",
    typeof until === "string" ? on.words.say("validTo", { at: dayText(until, on.facts.zone) }) : "",
    on.words.say(one["verify"] === "verified-official" ? "verified" : "unverified"),
  ].filter((part) => part !== "").join(" · ");
}

/** A checklist where only a cell is given: how many of how many. */
function checklistText(_on: Wording, field: Field, value: JsonValue): string {
  const items = checklistItems(field);
  const answers = isObject(value) ? value : {};
  const done = items.filter(({ code }) => isObject(own(answers, code)) && typeof (own(answers, code) as JsonObject)["confirmedBy"] === "string").length;
  return `${done}/${items.length}`;
}

function matrixText(_on: Wording, _field: Field, value: JsonValue): string {
  if (!isObject(value)) return JSON.stringify(value);
  return Object.entries(value).map(([row, cells]) => `${row}: ${isObject(cells) ? Object.entries(cells).map(([column, cell]) => `${column} ${String(cell)}`).join(", ") : JSON.stringify(cells)}`).join("\n");
}

const rowCount: Say = (_on, _field, value) => String(listOf(value).length);

/** The rows of a table where only a cell is given: what is filled in of each. */
const rowsText: Say = (on, field, value) => listOf(value).map((row) => (isObject(row) ? rowText(on, field, row) : JSON.stringify(row))).join(on.words.say("semicolon"));

/** A number or a time says nothing without the name of its column. */
const bare: ReadonlySet<string> = new Set(["number", "integer", "boolean", "date", "date-time", "duration"]);

function rowText(on: Wording, field: Field, row: JsonObject): string {
  return field.children.filter((child) => !on.facts.hidden.has(child.xid)).flatMap((child) => {
    const value = own(row, child.xid) as JsonValue | undefined;
    if (isBlank(value) || value === undefined) return [];
    return [bare.has(child.kind) ? `${on.words.text(child.title)} ${valueText(on, child, value)}` : valueText(on, child, value)];
  }).join(on.words.say("separator"));
}

const kinds: { readonly [kind in Field["kind"]]: Say } = {
  text: plain, paragraph: plain, number: withUnit, integer: withUnit, tag: plain, note: plain, section: plain, page: plain,
  boolean: (on, field, value) => (typeof value === "boolean" ? on.words.say(value ? "yes" : "no") : plain(on, field, value)),
  choice, choices: choice,
  date: (_on, _field, value) => String(value),
  "date-time": (on, _field, value) => (typeof value === "string" ? instantText(value, on.facts.zone) : String(value)),
  duration: (on, _field, value) => on.words.say("minutes", { n: String(value) }),
  person: named("person"), people: named("person"), "org-unit": named("orgUnit"), asset: named("asset"), reference: named("submission"),
  place: placeText, photo: fileText, video: fileText, audio: fileText, file: fileText, signature: signText,
  checklist: checklistText, "repeat-table": rowsText, "gas-test": rowCount, matrix: matrixText, certificate: certificateText, "risk-matrix": riskText,
  "ticket-number": (on) => on.facts.number,
};

/** A filled-in answer as people write it, in the site's zone and the reader's language. */
export function valueText(on: Wording, field: Field, value: JsonValue): string {
  return kinds[field.kind](on, field, value);
}

/** The title of a field with its unit, as a column is headed. */
export function headText(on: Wording, field: Field, title?: I18nText): string {
  const unit = formUnitText(field.unit, on.words.locale);
  return unit === "" ? on.words.text(title ?? field.title) : `${on.words.text(title ?? field.title)} ${unit}`;
}
