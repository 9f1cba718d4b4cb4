import { own, type JsonValue } from "../../model/json.ts";
import type { View } from "./view.ts";

/** The rows of a table as it is now; an empty one has none. */
export function rowsOf(view: Pick<View, "answers">, field: string): readonly JsonValue[] {
  const value = own(view.answers, field);
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
