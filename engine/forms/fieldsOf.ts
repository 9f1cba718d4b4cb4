import type { FieldKind, FormDefinition } from "../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";
import { pointer } from "../issues/pointer.ts";
import type { Field } from "./field.ts";
import { fieldKind } from "./fieldKinds/index.ts";
import { followRef } from "./resolveRef.ts";

const rowKinds: ReadonlySet<string> = new Set(["repeat-table", "gas-test", "certificate"]);
const groupKinds: ReadonlySet<string> = new Set(["section", "page"]);
/** Nested deeper than this is refused by `checkForm`; here it merely ends. */
const deepest = 16;

/** The kind of a property: its `x-kind`, or what its type, format and enum say. */
export function kindOf(schema: JsonObject): FieldKind {
  const named = schema["x-kind"];
  if (typeof named === "string" && fieldKind(named)) return named as FieldKind;
  if (Array.isArray(schema["enum"])) return "choice";
  return byType[String(schema["type"])]?.(schema) ?? "text";
}

const byType: { readonly [type: string]: (schema: JsonObject) => FieldKind } = {
  string: (schema) => (schema["format"] === "date" || schema["format"] === "date-time" ? schema["format"] : "text"),
  number: () => "number",
  integer: () => "integer",
  boolean: () => "boolean",
  object: () => "section",
  array: (schema) => {
    const items = schema["items"];
    return isObject(items) && (items["type"] === "object" || isObject(items["properties"])) ? "repeat-table" : "choices";
  },
};

interface Place {
  readonly root: JsonObject;
  readonly computed: ReadonlySet<string>;
  readonly xpath: string;
  readonly path: string;
  readonly parent?: string;
  readonly depth: number;
}

/** The fields of a form as a tree, in schema order. Properties without a usable x-id are left out. */
export function fieldTree(def: FormDefinition): readonly Field[] {
  const targets = def.logic.filter((rule) => rule.effect === "compute").map((rule) => rule.target);
  return fieldsIn(def.schema, { root: def.schema, computed: new Set(targets), xpath: "", path: "", depth: 0 });
}

function fieldsIn(schema: JsonObject, place: Place): readonly Field[] {
  const properties = schema["properties"];
  if (!isObject(properties) || place.depth > deepest) return [];
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  return Object.keys(properties).flatMap((key) => {
    const property = followRef(place.root, own(properties, key) as JsonValue);
    const xid = property?.["x-id"];
    return property && typeof xid === "string" ? [fieldOf(xid, key, property, required.has(key), place)] : [];
  });
}

function fieldOf(xid: string, key: string, schema: JsonObject, required: boolean, place: Place): Field {
  const kind = kindOf(schema);
  const xpath = place.xpath === "" ? xid : `${place.xpath}.${xid}`;
  const path = pointer(place.path, key);
  const shape = shapeOf(kind, schema);
  const items = shape === "rows" ? followRef(place.root, schema["items"]) : schema;
  const inner = { ...place, xpath, path: shape === "rows" ? `${path}/-` : path, parent: xid, depth: place.depth + 1 };
  return {
    xid, key, xpath, path, kind, shape, required, schema,
    title: titleOf(schema, key),
    stored: fieldKind(kind)?.stored !== false,
    computed: place.computed.has(xpath) || place.computed.has(xid),
    children: shape === "value" || !items ? [] : fieldsIn(items, inner),
    ...(typeof schema["x-unit"] === "string" ? { unit: schema["x-unit"] } : {}),
    ...(place.parent === undefined ? {} : { parent: place.parent }),
    ...enumOf(schema),
  };
}

function shapeOf(kind: FieldKind, schema: JsonObject): Field["shape"] {
  if (rowKinds.has(kind)) return "rows";
  return groupKinds.has(kind) && isObject(schema["properties"]) ? "object" : "value";
}

function titleOf(schema: JsonObject, key: string): I18nText {
  const title = schema["x-title"];
  if (isObject(title) && typeof title["zh"] === "string" && typeof title["en"] === "string") return { zh: title["zh"], en: title["en"] };
  const plain = typeof schema["title"] === "string" ? schema["title"] : key;
  return { zh: plain, en: plain };
}

function enumOf(schema: JsonObject): { readonly enum?: readonly JsonValue[] } {
  const items = schema["items"];
  const values = schema["enum"] ?? (isObject(items) ? items["enum"] : undefined);
  return Array.isArray(values) ? { enum: values } : {};
}
