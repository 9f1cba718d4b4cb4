import { isObject, type JsonValue } from "../../../model/json.ts";
import type { KeywordCompiler, KeywordTable } from "../node.ts";

const unevaluatedProperties: KeywordCompiler = (schema, context) => {
  const check = context.sub(schema, "unevaluatedProperties");
  return (value, run, path, seen) => {
    if (!isObject(value) || !seen || seen.allProperties) return true;
    const left = Object.keys(value).filter((key) => !seen.properties.has(key));
    const ok = left.map((key) => (schema === false ? run.fail(path, "VALUE_EXTRA", { key }) : check(value[key] as JsonValue, run, run.at(path, key), null))).every(Boolean);
    seen.allProperties = true;
    return ok;
  };
};

const unevaluatedItems: KeywordCompiler = (schema, context) => {
  const check = context.sub(schema, "unevaluatedItems");
  return (value, run, path, seen) => {
    if (!Array.isArray(value) || !seen || seen.allItems) return true;
    const ok = value.every((item: JsonValue, index) =>
      index < seen.firstItems || seen.items.has(index) || check(item, run, run.at(path, index), null));
    seen.allItems = true;
    return ok;
  };
};

/** Run last, on what all other keywords of the schema have judged. */
export const unevaluatedKeywords: KeywordTable = { unevaluatedProperties, unevaluatedItems };
