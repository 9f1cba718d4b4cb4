import { checkForm, formSchema, isObject, type Issue, type JsonObject, type JsonValue, validateSchema } from "@safeloop/engine";
import { type ClipRefusal, readClip } from "../../clipboard/clip.ts";
import { type FieldClip, formOfClip } from "./fieldClip.ts";

/** A clip that may be pasted, or why not: in itself, or what the engine finds wrong with its fields. */
export type FieldClipRead = { readonly clip: FieldClip } | { readonly refused: ClipRefusal } | { readonly refused: "fields"; readonly issue: Issue };

const mostFields = 500;
/** What a pasted rule reads may be missing here: the problems of the form then list it. */
const mayDangle: ReadonlySet<string> = new Set(["FORM_FIELD_UNKNOWN", "FORM_LIMIT_UNKNOWN", "FORM_TABLE_UNKNOWN"]);

function isField(value: JsonValue): boolean {
  return isObject(value) && typeof value["key"] === "string" && value["key"] !== "" && typeof value["required"] === "boolean" && isObject(value["schema"]) && (value["ui"] === undefined || isObject(value["ui"]));
}

function isClip(payload: JsonObject): boolean {
  const { form, fields, logic, outside, limits = {}, tables = {} } = payload;
  const list = Array.isArray(fields) ? (fields as readonly JsonValue[]) : [];
  const keys = new Set(list.map((field) => (isObject(field) ? field["key"] : "")));
  return typeof form === "string" && list.length > 0 && list.length <= mostFields && list.every(isField) && keys.size === list.length && Array.isArray(logic) && isObject(limits) && isObject(tables)
    && isObject(outside) && Object.values(outside).every((text) => isObject(text) && typeof text["zh"] === "string" && typeof text["en"] === "string");
}

/** Reads a pasted text, which anybody may have written: judged by the engine's own checks as a form of its own before a field of it is used. */
export function readFieldClip(text: string): FieldClipRead {
  const read = readClip(text, "fields");
  if ("refused" in read) return read;
  if (!isClip(read.payload)) return { refused: "notOurs" };
  const clip = read.payload as unknown as FieldClip;
  const form = formOfClip(clip) as unknown as JsonObject;
  const found = [...checkForm(form), ...validateSchema(formSchema as unknown as JsonObject, form)].find((one) => one.severity === "error" && !mayDangle.has(one.code));
  return found ? { refused: "fields", issue: found } : { clip };
}
