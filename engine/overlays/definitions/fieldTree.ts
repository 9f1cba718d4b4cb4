import { kindOf } from "../../forms/index.ts";
import { isList, isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Props, Ref } from "../tree/element.ts";
import { type DefinitionBuilder, omit } from "./builder.ts";
import { flatten, pathTo, structural } from "./flatten.ts";

/** Keywords of a property's schema that have a name of their own in the tree. */
export const renamed: { readonly [keyword: string]: string } = {
  "x-kind": "kind", "x-unit": "unit", minimum: "min", maximum: "max", minLength: "minLength", maxLength: "maxLength", pattern: "pattern", multipleOf: "precision", default: "default",
};
const texts: { readonly [keyword: string]: string } = { "x-title": "title", "x-help": "help" };
const rowKinds: ReadonlySet<string> = new Set(["repeat-table", "gas-test", "certificate"]);
const groupKinds: ReadonlySet<string> = new Set(["section", "page"]);

/** What a field's element is made of beside its schema: layout settings and the rules that belong to it. */
export interface FieldExtras {
  readonly ui: ReadonlyMap<string, JsonObject>;
  readonly rules: ReadonlyMap<string, Props>;
  /** Slot and parent by x-id, where the layout names one. */
  placeOf(xid: string): { readonly parent: Ref; readonly slot: string };
}

interface Inside {
  readonly parent?: Ref;
  readonly slot: "items" | "columns" | "members";
}

/** The x-id a property carries itself; one behind a reference is left to the schema. */
export function xidOf(property: JsonValue | undefined): string | undefined {
  const xid = isObject(property) ? property["x-id"] : undefined;
  return typeof xid === "string" ? xid : undefined;
}

/** Fields of one object schema. What has no x-id stays in `rest`, by keyword. */
export function addFields(builder: DefinitionBuilder, schema: JsonObject, extras: FieldExtras, inside: Inside): Props {
  const properties = own(schema, "properties");
  const entries = isObject(properties) ? Object.entries(properties) : [];
  const required = isList(schema["required"]) ? schema["required"] : [];
  for (const [key, property] of entries) if (xidOf(property) !== undefined) addField(builder, key, property as JsonObject, required.includes(key), extras, inside);
  const plain = entries.filter(([, property]) => xidOf(property) === undefined);
  return {
    ...Object.fromEntries(plain.map(([key, property]) => [pathTo("schema.properties", key), property])),
    ...(isObject(properties) && entries.length === 0 ? { "schema.properties": {} } : {}),
    ...requiredOrder(schema, entries),
  };
}

/** Which fields are required is theirs; the list is kept only where it says more, or says it in another order. */
function requiredOrder(schema: JsonObject, entries: readonly (readonly [string, JsonValue])[]): Props {
  const list = own(schema, "required");
  if (!isList(list)) return list === undefined ? {} : { "schema.required": list as JsonValue };
  const derived = entries.filter(([key, property]) => xidOf(property) !== undefined && list.includes(key)).map(([key]) => key);
  const same = derived.length > 0 && derived.length === list.length && derived.every((key, at) => key === list[at]);
  const named = new Map(entries.flatMap(([key, property]) => (xidOf(property) === undefined ? [] : [[key, xidOf(property) ?? ""] as const])));
  return same ? {} : { [`${structural}required`]: list.map((key) => named.get(String(key)) ?? `key:${String(key)}`) };
}

function addField(builder: DefinitionBuilder, key: string, schema: JsonObject, required: boolean, extras: FieldExtras, inside: Inside): void {
  const xid = xidOf(schema) ?? "";
  const place = inside.parent === undefined ? extras.placeOf(xid) : { parent: inside.parent, slot: inside.slot };
  const inner = innerOf(schema);
  const ui = extras.ui.get(xid);
  const props = { key, ...keywords(schema, inner?.keyword), ...(required ? { required: true } : {}), ...(ui ? flatten({ ui }) : {}), ...extras.rules.get(xid) };
  const ref = builder.add(xid, "field", place.parent, place.slot, {});
  const nested = inner ? addFields(builder, inner.schema, extras, { parent: ref, slot: inner.slot }) : {};
  const items = inner?.slot === "columns" ? leftOver(inner.schema, "items", "properties", "required") : {};
  const options = addOptions(builder, ref, xid, schema);
  addRows(builder, ref, xid, schema["x-checklist"]);
  builder.settle(ref, { ...props, ...items, ...rename(nested, inner?.slot), ...options });
}

/** The schema whose properties are the field's own fields. */
export function innerOf(schema: JsonObject): { readonly schema: JsonObject; readonly slot: "columns" | "members"; readonly keyword: string } | undefined {
  const kind = kindOf(schema);
  const items = own(schema, "items");
  if (rowKinds.has(kind) && isObject(items) && isObject(own(items, "properties"))) return { schema: items, slot: "columns", keyword: "items" };
  if (groupKinds.has(kind) && isObject(own(schema, "properties"))) return { schema, slot: "members", keyword: "properties" };
  return undefined;
}

/** Of a table the rest of its rows' schema stands under `items`. */
function rename(props: Props, slot: string | undefined): Props {
  return slot === "columns" ? Object.fromEntries(Object.entries(props).map(([path, value]) => [path.replace(/^schema\./, "items."), value])) : props;
}

function leftOver(schema: JsonObject, under: string, ...taken: readonly string[]): Props {
  return Object.fromEntries(Object.entries(omit(schema, ...taken)).map(([keyword, value]) => [pathTo(under, keyword), value]));
}

/** Every keyword under its name in the tree; one without stands whole under `schema.<keyword>`. */
function keywords(schema: JsonObject, inner: string | undefined): Props {
  const taken = ["x-id", ...optionKeywords(schema), ...(rowsOf(schema["x-checklist"]) ? ["x-checklist"] : []), ...(inner === undefined ? [] : [inner]), ...(inner === "properties" ? ["required"] : [])];
  const props: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(omit(schema, ...taken))) {
    const text = texts[keyword];
    if (text !== undefined && isText(value)) Object.assign(props, flatten({ [text]: value }));
    else props[renamed[keyword] ?? pathTo("schema", keyword)] = value;
  }
  return props;
}

const isText = (value: JsonValue): boolean => isObject(value) && Object.keys(value).length > 0 && Object.values(value).every((one) => typeof one === "string");

/** Where the choices of a field stand: in the items of a list, else at the field itself. */
export function optionsHolder(schema: JsonObject): JsonObject | undefined {
  const holder = schema["type"] === "array" ? own(schema, "items") : schema;
  return isObject(holder) ? holder : undefined;
}

function choicesOf(schema: JsonObject): readonly (string | number | boolean)[] | undefined {
  const list = own(optionsHolder(schema) ?? {}, "enum");
  if (!isList(list) || list.length === 0 || new Set(list.map(String)).size !== list.length) return undefined;
  return list.every((one) => typeof one === "string" || typeof one === "number" || typeof one === "boolean") ? (list) : undefined;
}

function optionKeywords(schema: JsonObject): readonly string[] {
  if (!choicesOf(schema)) return [];
  return ["x-enum", "x-treat-as", schema["type"] === "array" ? "items" : "enum"];
}

/** One element a choice; its id is the stored value. */
function addOptions(builder: DefinitionBuilder, ref: Ref, xid: string, schema: JsonObject): Props {
  const choices = choicesOf(schema);
  if (!choices) return {};
  const titles = own(schema, "x-enum");
  const treated = own(schema, "x-treat-as");
  const known = isObject(titles) ? titles : {};
  for (const value of choices) {
    const title = own(known, String(value));
    const like = isObject(treated) ? own(treated, String(value)) : undefined;
    builder.add(`${xid}=${String(value)}`, "option", ref, "options", {
      ...(isObject(title) ? flatten({ title }) : title === undefined ? {} : { title: title as JsonValue }),
      ...(typeof value === "string" ? {} : { value }), ...(like === undefined ? {} : { treatAs: like as JsonValue }),
    });
  }
  const spare = (map: unknown): JsonValue | undefined => (isObject(map) ? omit(map, ...choices.map(String)) : (map as JsonValue | undefined));
  const left = { "x-enum": spare(titles), "x-treat-as": spare(treated) };
  const kept = Object.entries(left).filter(([keyword, value]) => value !== undefined && (!isObject(value) || Object.keys(value).length > 0 || Object.keys(own(schema, keyword) as object).length === 0));
  const items = schema["type"] === "array" ? leftOver(own(schema, "items") as JsonObject, "items", "enum") : {};
  return { ...Object.fromEntries(kept.map(([keyword, value]) => [`${structural}${keyword}`, value as JsonValue])), ...items };
}

/** Rows of a checklist whose codes are all there. */
function rowsOf(list: JsonValue | undefined): readonly JsonObject[] | undefined {
  return isList(list) && list.length > 0 && list.every((row) => isObject(row) && typeof row["code"] === "string") ? (list as readonly JsonObject[]) : undefined;
}

function addRows(builder: DefinitionBuilder, ref: Ref, xid: string, list: JsonValue | undefined): void {
  for (const row of rowsOf(list) ?? []) builder.add(`${xid}/${String(row["code"])}`, "row", ref, "rows", flatten(omit(row, "code")));
}
