import { isList, isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { jsonEqual } from "../logic/equal.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import { fieldKind } from "./fieldKinds/index.ts";
import { followRef } from "./resolveRef.ts";

const made = new WeakMap<CompiledForm, JsonObject>();

/**
 * The schema stored data is judged by: the author's, each field joined with
 * what its kind demands, and without the fields' `required`, which depends on
 * what is shown and is judged by `evaluateForm`.
 */
export function effectiveSchema(form: CompiledForm): JsonObject {
  const known = made.get(form);
  if (known) return known;
  const { $id, $schema, ...authored } = form.def.schema; // a name would clash with the next revision's
  const schema = withFields({ type: "object", ...authored }, form.roots, form.def.schema);
  made.set(form, schema);
  return schema;
}

function withFields(schema: JsonObject, fields: readonly Field[], root: JsonObject): JsonObject {
  const { required, properties, ...rest } = schema;
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const kept = Array.isArray(required) ? required.filter((key): key is string => typeof key === "string" && !byKey.has(key)) : [];
  const members = isObject(properties) ? Object.keys(properties).map((key) => {
    const field = byKey.get(key);
    return [key, field ? fieldSchema(field, root) : (own(properties, key) as JsonValue)] as const;
  }) : [];
  return { ...rest, ...(kept.length > 0 ? { required: kept } : {}), properties: Object.fromEntries(members) };
}

/** One field's schema joined with its kind's. */
export function fieldSchema(field: Field, root: JsonObject): JsonObject {
  const authored = withChildren(field, root);
  const spec = fieldKind(field.kind)?.schema ?? {};
  return joinKind(spec, authored);
}

function withChildren(field: Field, root: JsonObject): JsonObject {
  if (field.shape === "object") return withFields(field.schema, field.children, root);
  if (field.shape !== "rows" || !isObject(field.schema["items"])) return field.schema;
  return { ...field.schema, items: withFields(followRef(root, field.schema["items"]) ?? {}, field.children, root) };
}

/** Keywords that stand alone, so adding one beside the author's changes nothing else. */
const plain = new Set(["type", "format", "minLength", "maxLength", "minimum", "uniqueItems", "maxItems", "maxProperties"]);
const upper = new Set(["maxLength", "maxItems", "maxProperties"]);

/** Both schemas at once; `allOf` only where they cannot be written as one. */
export function joinKind(kind: JsonObject, authored: JsonObject): JsonObject {
  const added: Record<string, JsonValue> = {};
  const apart: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(kind)) {
    const given = authored[keyword];
    if (given === undefined && plain.has(keyword)) added[keyword] = value;
    else if (given !== undefined && upper.has(keyword)) added[keyword] = Math.min(Number(given), Number(value));
    else if (!(keyword === "type" && isWithin(given, value)) && !jsonEqual(given, value)) apart[keyword] = value;
  }
  const joined = { ...authored, ...added };
  if (Object.keys(apart).length === 0) return joined;
  return { ...joined, allOf: [...(Array.isArray(authored["allOf"]) ? (authored["allOf"] as readonly JsonValue[]) : []), apart] };
}

/** True when every type the author names is one the kind allows. */
export function isWithin(given: JsonValue | undefined, allowed: JsonValue): boolean {
  const list = (value: JsonValue): readonly JsonValue[] => (isList(value) ? value : [value]);
  return given !== undefined && list(given).every((type) => list(allowed).includes(type) || (type === "integer" && list(allowed).includes("number")));
}
