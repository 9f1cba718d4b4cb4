import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Field } from "../field.ts";
import type { FieldKindSpec } from "./fieldKind.ts";
import { filesSchema, idSchema, instantSchema } from "./shared.ts";

const row: JsonObject = {
  type: "object",
  properties: {
    applies: { type: "boolean" },
    confirmedBy: idSchema,
    time: instantSchema,
    reason: { type: "string", maxLength: 1000 },
    param: { type: ["string", "number"] },
    photo: filesSchema,
  },
  additionalProperties: false,
};

/** The rows the definition lists, by code. */
function rowsOf(field: Field): ReadonlyMap<string, JsonObject> {
  const rows = own(field.schema, "x-checklist");
  const list = Array.isArray(rows) ? rows.filter(isObject) : [];
  return new Map(list.map((one) => [String(one["code"]), one]));
}

/** Rows must be listed in the definition; a ★ row needs a reason when it does not apply. */
function check(value: JsonValue, field: Field, path: string): Issue[] {
  if (!isObject(value)) return [];
  const rows = rowsOf(field);
  return Object.keys(value).flatMap((code) => {
    const spec = rows.get(code);
    if (!spec) return [issue("VALUE_EXTRA", pointer(path, code), { key: code })];
    const answer = own(value, code);
    return isObject(answer) && needsReason(answer, spec) ? [issue("VALUE_MISSING", pointer(path, code, "reason"), { key: "reason" })] : [];
  });
}

function needsReason(answer: JsonObject, spec: JsonObject): boolean {
  const reason = answer["reason"];
  return answer["applies"] === false && spec["star"] === true && !(typeof reason === "string" && reason.trim() !== "");
}

/** A fixed list of measures: applies, confirmed by whom and when, or why not. */
export const checklist: FieldKindSpec = {
  kind: "checklist",
  group: "safety",
  label: { zh: "安全措施清单", en: "Checklist" },
  schema: { type: "object", maxProperties: 200, additionalProperties: row },
  start: { "x-checklist": [{ code: "M01", text: { zh: "措施内容", en: "Measure" } }] },
  empty: {},
  stored: true,
  check,
};
