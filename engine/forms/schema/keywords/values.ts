import { jsonEqual } from "../../../logic/equal.ts";
import { isObject, type JsonValue } from "../../../model/json.ts";
import type { KeywordCompiler, KeywordTable } from "../node.ts";

const typeTests: { readonly [type: string]: (value: JsonValue) => boolean } = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: isObject,
};

/** True for a type name JSON Schema knows. */
export function isTypeName(name: JsonValue): name is string {
  return typeof name === "string" && Object.prototype.hasOwnProperty.call(typeTests, name);
}

const type: KeywordCompiler = (wanted) => {
  const names = (Array.isArray(wanted) ? wanted : [wanted]).filter(isTypeName);
  const tests = names.map((name) => typeTests[name] as (value: JsonValue) => boolean);
  const [only] = tests;
  const expected = names.join(" / ");
  if (only && tests.length === 1) return (value, run, path) => only(value) || run.fail(path, "VALUE_TYPE", { expected });
  return (value, run, path) => tests.some((test) => test(value)) || run.fail(path, "VALUE_TYPE", { expected });
};

const asText = (value: JsonValue): string => (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 100);

const enumeration: KeywordCompiler = (allowed) => {
  if (!Array.isArray(allowed)) return undefined;
  const values = allowed as readonly JsonValue[];
  const plain = new Set<JsonValue>(values.filter((value) => typeof value !== "object" || value === null));
  const deep = values.filter((value) => typeof value === "object" && value !== null);
  return (value, run, path) =>
    plain.has(value) || (deep.length > 0 && deep.some((one) => jsonEqual(one, value))) || run.fail(path, "VALUE_ENUM", { allowed: values.slice(0, 20).map(asText) });
};

const constant: KeywordCompiler = (wanted) => (value, run, path) =>
  jsonEqual(value, wanted) || run.fail(path, "VALUE_CONST", { allowed: asText(wanted) });

export const valueKeywords: KeywordTable = { type, enum: enumeration, const: constant };
