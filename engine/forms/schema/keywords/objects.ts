import { isObject, own, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { pointer } from "../../../issues/pointer.ts";
import { compilePattern, isMatcher, type Matcher } from "../../../patterns/compilePattern.ts";
import type { Check, KeywordCompiler, KeywordContext, KeywordTable } from "../node.ts";

const has = (object: JsonObject, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key);

const properties: KeywordCompiler = (map, context) => {
  if (!isObject(map)) return undefined;
  const entries = Object.keys(map).map((key) => [key, context.sub(own(map, key) as JsonValue, "properties", key)] as const);
  return (value, run, path, seen) => {
    if (!isObject(value)) return true;
    let ok = true;
    for (const [key, check] of entries) {
      if (!has(value, key)) continue;
      seen?.properties.add(key);
      if (check(value[key] as JsonValue, run, run.at(path, key), null)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
};

function matchers(map: JsonObject, context: KeywordContext, keyword: string): readonly (readonly [string, Matcher])[] {
  return Object.keys(map).flatMap((source) => {
    const matcher = compilePattern(source);
    if (isMatcher(matcher)) return [[source, matcher] as const];
    context.report({ ...matcher, path: pointer(context.at, keyword, source) });
    return [];
  });
}

const patternProperties: KeywordCompiler = (map, context) => {
  if (!isObject(map)) return undefined;
  const entries = matchers(map, context, "patternProperties").map(([source, matcher]) => [matcher, context.sub(own(map, source) as JsonValue, "patternProperties", source)] as const);
  return (value, run, path, seen) => {
    if (!isObject(value)) return true;
    let ok = true;
    for (const key of Object.keys(value)) {
      for (const [matcher, check] of entries) {
        if (!matcher.test(key)) continue;
        seen?.properties.add(key);
        if (!check(value[key] as JsonValue, run, run.at(path, key), null)) ok = false;
        if (!ok && !run.errors) return false;
      }
    }
    return ok;
  };
};

/** Members named neither by `properties` nor by `patternProperties`. */
const additionalProperties: KeywordCompiler = (schema, context) => {
  const { properties: named, patternProperties: patterned } = context.schema;
  const names = new Set(isObject(named) ? Object.keys(named) : []);
  const patterns = isObject(patterned) ? matchers(patterned, { ...context, report: () => undefined }, "patternProperties") : [];
  const check = context.sub(schema, "additionalProperties");
  const isExtra = (key: string): boolean => !names.has(key) && !patterns.some(([, matcher]) => matcher.test(key));
  return (value, run, path, seen) => {
    if (!isObject(value)) return true;
    if (seen) seen.allProperties = true;
    let ok = true;
    for (const key of Object.keys(value)) {
      if (!isExtra(key)) continue;
      if (schema === false ? run.fail(path, "VALUE_EXTRA", { key }) : check(value[key] as JsonValue, run, run.at(path, key), null)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
};

const required: KeywordCompiler = (list) => {
  const keys = Array.isArray(list) ? list.filter((key): key is string => typeof key === "string") : [];
  return (value, run, path) => {
    if (!isObject(value)) return true;
    let ok = true;
    for (const key of keys) {
      if (has(value, key)) continue;
      ok = run.fail(path, "VALUE_MISSING", { key });
      if (!run.errors) return false;
    }
    return ok;
  };
};

const propertyNames: KeywordCompiler = (schema, context) => {
  const check = context.sub(schema, "propertyNames");
  return (value, run, path) => !isObject(value) || Object.keys(value).every((key) => check(key, run, run.at(path, key), null));
};

function sized(holds: (count: number, limit: number) => boolean, code: "VALUE_ITEMS_FEW" | "VALUE_ITEMS_MANY"): KeywordCompiler {
  return (limit) => {
    if (typeof limit !== "number") return undefined;
    return (value, run, path) => !isObject(value) || holds(Object.keys(value).length, limit) || run.fail(path, code, { limit });
  };
}

const dependentRequired: KeywordCompiler = (map) => {
  if (!isObject(map)) return undefined;
  const entries = Object.keys(map).map((key) => [key, map[key]] as const).filter((entry): entry is readonly [string, readonly string[]] => Array.isArray(entry[1]));
  return (value, run, path) => !isObject(value) || entries.every(([key, needed]) =>
    !has(value, key) || needed.every((name) => has(value, name) || run.fail(path, "VALUE_MISSING", { key: name })));
};

function dependentSchemasOf(keyword: string): KeywordCompiler {
  return (map, context) => {
    if (!isObject(map)) return undefined;
    const entries = Object.keys(map).filter((key) => !Array.isArray(map[key])).map((key): readonly [string, Check] => [key, context.sub(own(map, key) as JsonValue, keyword, key)]);
    return (value, run, path, seen) => !isObject(value) || entries.every(([key, check]) => !has(value, key) || check(value, run, path, seen));
  };
}

/** Draft 7 `dependencies`: a list of names or a schema per key. */
const dependencies: KeywordCompiler = (map, context) => {
  const names = dependentRequired(map, context);
  const schemas = dependentSchemasOf("dependencies")(map, context);
  return names && schemas ? (value, run, path, seen) => names(value, run, path, seen) && schemas(value, run, path, seen) : undefined;
};

const shared: KeywordTable = {
  properties, patternProperties, additionalProperties, required, propertyNames,
  minProperties: sized((count, limit) => count >= limit, "VALUE_ITEMS_FEW"),
  maxProperties: sized((count, limit) => count <= limit, "VALUE_ITEMS_MANY"),
};

export const objectKeywords07: KeywordTable = { ...shared, dependencies };
/** `dependencies` lives on in 2020-12 for old schemas. */
export const objectKeywords2020: KeywordTable = { ...shared, dependencies, dependentRequired, dependentSchemas: dependentSchemasOf("dependentSchemas") };
