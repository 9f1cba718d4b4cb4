import { type Field, type I18nText, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

/** One measure of a checklist, from the property's `x-checklist`. */
export interface ChecklistItem {
  readonly code: string;
  readonly text: I18nText;
  /** Cannot be "not applicable" without a reason. */
  readonly star: boolean;
  readonly param?: { readonly title: I18nText; readonly unit?: string };
}

/** The rows of a checklist field, in their printed order. */
export function checklistItems(field: Field): readonly ChecklistItem[] {
  const rows = field.schema["x-checklist"];
  if (!Array.isArray(rows)) return [];
  return (rows as readonly JsonValue[]).filter(isObject).map((row) => ({
    code: String(row["code"]),
    text: row["text"] as unknown as I18nText,
    star: row["star"] === true,
    ...(isObject(row["param"]) ? { param: row["param"] as unknown as NonNullable<ChecklistItem["param"]> } : {}),
  }));
}

/** The answer to one measure. */
export function checklistAnswer(value: JsonValue | undefined, code: string): JsonObject {
  const answer = isObject(value) ? value[code] : undefined;
  return isObject(answer) ? answer : {};
}

/** Settled: confirmed where it applies; with a reason where it does not and the row is starred. Anything else is open. */
export function isSettled(item: ChecklistItem, answer: JsonObject): boolean {
  if (answer["applies"] === true) return typeof answer["confirmedBy"] === "string";
  if (answer["applies"] === false) return !item.star || (typeof answer["reason"] === "string" && answer["reason"].trim() !== "");
  return false;
}

/** The checklist's value with one measure changed; members set to undefined go. */
export function withAnswer(value: JsonValue | undefined, code: string, change: { readonly [member: string]: JsonValue | undefined }): JsonObject {
  const next = Object.fromEntries(Object.entries({ ...checklistAnswer(value, code), ...change }).filter(([, one]) => one !== undefined)) as JsonObject;
  return { ...(isObject(value) ? value : {}), [code]: next };
}
