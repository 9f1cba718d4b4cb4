import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/** Members that hold a text in both languages. */
const texts: ReadonlySet<string> = new Set(["title", "description", "x-title", "x-help", "help", "message", "label", "text", "sop", "onDelayReason", "name"]);

/**
 * Shorthands of a pack's source: a text may be written `"中文 | English"`; a
 * field without `x-id` has its key as one; its type, format and items follow
 * from its kind; the values of a choice from its labels (`x-enum`); the
 * columns of a table may be given as `columns`. Written-out sources stay as
 * they are.
 */
export function inFull(source: JsonValue, key = ""): JsonValue {
  if (typeof source === "string") return texts.has(key) ? bothLanguages(source) : source;
  if (isList(source)) return source.map((one) => inFull(one));
  if (!isObject(source)) return source;
  const members = Object.entries(source).map(([name, value]) => [name, name === "x-enum" ? labels(value) : inFull(value, name)] as const);
  const made = Object.fromEntries(members);
  return key === "properties" || key === "columns" ? Object.fromEntries(Object.entries(made).map(([name, field]) => [name, isObject(field) && "x-kind" in field ? fieldInFull(name, field) : field])) : made;
}

function bothLanguages(source: string): JsonValue {
  const at = source.indexOf(" | ");
  return at === -1 ? source : { zh: source.slice(0, at).trim(), en: source.slice(at + 3).trim() };
}

function labels(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, label]) => [name, typeof label === "string" ? bothLanguages(label) : label]));
}

function fieldInFull(name: string, field: JsonObject): JsonObject {
  const { columns, ...rest } = field;
  const kind = String(field["x-kind"]);
  const whole: JsonObject = { "x-id": name, ...rest };
  if (isObject(columns)) return { type: "array", ...whole, items: { type: "object", additionalProperties: false, properties: columns } };
  return "type" in field ? whole : { ...typeOf(kind, field), ...whole };
}

function typeOf(kind: string, field: JsonObject): JsonObject {
  const values = isObject(field["x-enum"]) ? Object.keys(field["x-enum"]) : [];
  if (kind === "choice") return { type: "string", enum: values };
  if (kind === "choices") return { type: "array", uniqueItems: true, items: { type: "string", enum: values } };
  return byKind[kind] ?? {};
}

const ids: JsonObject = { type: "array", items: { type: "string" }, uniqueItems: true };
const rows: JsonObject = { type: "array", items: { type: "object" } };
const one: JsonObject = { type: "string" };
const thing: JsonObject = { type: "object" };
const byKind: { readonly [kind: string]: JsonObject } = {
  text: { type: "string", maxLength: 200 }, paragraph: { type: "string", maxLength: 4000 },
  number: { type: "number" }, integer: { type: "integer" }, boolean: { type: "boolean" }, duration: { type: "number", minimum: 0 },
  date: { type: "string", format: "date" }, "date-time": { type: "string", format: "date-time" },
  person: one, people: ids, "org-unit": one, asset: one, tag: one, reference: one, "ticket-number": { type: "string", maxLength: 60 },
  place: thing, "risk-matrix": thing, matrix: thing, checklist: thing, signature: thing, video: thing, audio: thing, file: thing,
  photo: rows, certificate: rows, "repeat-table": rows, "gas-test": rows,
};
