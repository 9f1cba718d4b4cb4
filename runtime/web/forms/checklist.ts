import { checklistAnswer, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

/** Settled: confirmed where it applies; with a reason where it does not and the row is starred. Anything else is open. */
export function isSettled(item: { readonly star?: boolean }, answer: JsonObject): boolean {
  if (answer["applies"] === true) return typeof answer["confirmedBy"] === "string";
  if (answer["applies"] === false) return item.star !== true || (typeof answer["reason"] === "string" && answer["reason"].trim() !== "");
  return false;
}

/** The checklist's value with one measure changed; members set to undefined go. */
export function withAnswer(value: JsonValue | undefined, code: string, change: { readonly [member: string]: JsonValue | undefined }): JsonObject {
  const next = Object.fromEntries(Object.entries({ ...checklistAnswer(value, code), ...change }).filter(([, one]) => one !== undefined)) as JsonObject;
  return { ...(isObject(value) ? value : {}), [code]: next };
}
