import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { ChecklistItem } from "../model/form.ts";
import type { Field } from "./field.ts";

/** The rows of a checklist field, in their printed order. */
export function checklistItems(field: Field): readonly ChecklistItem[] {
  const rows = field.schema["x-checklist"];
  if (!Array.isArray(rows)) return [];
  return (rows as readonly JsonValue[]).filter(isObject).map((row) => ({
    code: String(row["code"]),
    text: row["text"] as unknown as ChecklistItem["text"],
    ...(row["star"] === true ? { star: true } : {}),
    ...(isObject(row["param"]) ? { param: row["param"] as unknown as NonNullable<ChecklistItem["param"]> } : {}),
  }));
}

/** The answer to one measure; empty when there is none. */
export function checklistAnswer(value: JsonValue | undefined, code: string): JsonObject {
  const answer = isObject(value) ? value[code] : undefined;
  return isObject(answer) ? answer : {};
}
