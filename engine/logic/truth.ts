import type { LogicValue, Unknown } from "./unknown.ts";
import { UNKNOWN } from "./unknown.ts";

/** JSON-Logic truth: empty lists, empty texts, 0, null and false are false. Not for unknown. */
export function isTruthy(value: LogicValue): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Truth of a value in three-valued logic. */
export function truthOf(value: LogicValue): boolean | Unknown {
  return value === UNKNOWN || value === null ? UNKNOWN : isTruthy(value);
}
