import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";
import { define } from "./scope.ts";

type Rename = (field: Field) => readonly [from: string, to: string];

/** Data by property key → answers by x-id. Null means "no answer" and is dropped, as are keys the form does not have. */
export function answersByXid(form: CompiledForm, data: JsonObject): Answers {
  return rename(form.roots, data, (field) => [field.key, field.xid]);
}

/** Answers by x-id → data by property key, the inverse of `answersByXid`. */
export function dataByKey(form: CompiledForm, answers: Answers): JsonObject {
  return rename(form.roots, answers, (field) => [field.xid, field.key]);
}

function rename(fields: readonly Field[], values: JsonObject, names: Rename): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const field of fields) {
    const [from, to] = names(field);
    const value = own(values, from) as JsonValue | undefined;
    if (value !== undefined && value !== null) define(result, to, renameValue(field, value, names));
  }
  return result;
}

function renameValue(field: Field, value: JsonValue, names: Rename): JsonValue {
  if (field.children.length === 0) return value;
  if (field.shape === "object") return isObject(value) ? rename(field.children, value, names) : value;
  return Array.isArray(value)
    ? value.map((row: JsonValue) => (isObject(row) ? rename(field.children, row, names) : row))
    : value;
}
