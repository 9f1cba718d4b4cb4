import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { joinKind } from "./effectiveSchema.ts";
import { fieldKind } from "./fieldKinds/index.ts";
import { kindOf } from "./fieldsOf.ts";
import { subschemaKeywords } from "./schema/dialect.ts";

const mark = /^id=([A-Za-z][A-Za-z0-9_-]{0,39})$/;
const places = subschemaKeywords["2020-12"];

/**
 * The schema as others read it: our `x-` vocabulary gone, the x-id kept as
 * `$comment: "id=…"`, which a strict validator accepts, the title and help in
 * one language.
 */
export function exportSchema(schema: JsonObject, language: "zh" | "en" = "zh"): JsonObject {
  return walk(schema, (one) => plain(one, language));
}

/** The x-ids of an exported schema put back; what has no mark stays without. */
export function importSchema(schema: JsonObject): JsonObject {
  return walk(schema, ({ $comment, ...rest }) => {
    const found = typeof $comment === "string" ? mark.exec($comment) : null;
    if (found?.[1]) return { ...rest, "x-id": found[1] };
    return $comment === undefined ? rest : { ...rest, $comment };
  });
}

function plain(schema: JsonObject, language: "zh" | "en"): JsonObject {
  const { "x-id": xid, "x-title": title, "x-help": help } = schema;
  // A reference keeps its target's kind; a written-out property says what its kind demands.
  const whole = typeof xid === "string" && schema["$ref"] === undefined ? joinKind(fieldKind(kindOf(schema))?.schema ?? {}, schema) : schema;
  const kept = Object.fromEntries(Object.entries(whole).filter(([keyword]) => !keyword.startsWith("x-")));
  return {
    ...kept,
    ...(typeof xid === "string" ? { $comment: `id=${xid}` } : {}),
    ...(isObject(title) && typeof title[language] === "string" ? { title: title[language] } : {}),
    ...(isObject(help) && typeof help[language] === "string" ? { description: help[language] } : {}),
  };
}

/** Rewrites a schema and every subschema in it; `enum`, `const` and other data are left alone. */
function walk(schema: JsonObject, rewrite: (schema: JsonObject) => JsonObject): JsonObject {
  const inner = (value: JsonValue): JsonValue => (isObject(value) ? walk(value, rewrite) : value);
  const result: Record<string, JsonValue> = { ...rewrite(schema) };
  for (const keyword of places.one) if (own(result, keyword) !== undefined) result[keyword] = inner(result[keyword] as JsonValue);
  for (const keyword of places.list) {
    const items = own(result, keyword);
    if (Array.isArray(items)) result[keyword] = items.map(inner);
  }
  for (const keyword of places.map) {
    const members = own(result, keyword);
    if (isObject(members)) result[keyword] = Object.fromEntries(Object.entries(members).map(([key, value]) => [key, inner(value)]));
  }
  return result;
}
