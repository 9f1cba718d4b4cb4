import type { JsonValue } from "../model/json.ts";

/**
 * The third truth value. A missing or bad input makes an expression unknown,
 * never false: unknown clears no alarm and passes no check.
 */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Unknown = typeof UNKNOWN;

/** What an expression works with while it runs; a list may hold unknown items. */
export type LogicValue = JsonValue | Unknown | readonly LogicValue[];

/** True for a list of values, known or not. */
export function isItems(value: unknown): value is readonly LogicValue[] {
  return Array.isArray(value);
}

/** True for the unknown value. */
export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}

/** True when nothing in the value is unknown; null counts as unknown. */
export function isSure(value: LogicValue): boolean {
  if (value === UNKNOWN || value === null) return false;
  return !Array.isArray(value) || !hasUnknown(value as readonly LogicValue[]);
}

/** True when a list holds an unknown item at any depth of lists. */
export function hasUnknown(items: readonly LogicValue[]): boolean {
  return items.some((item) => item === UNKNOWN || (Array.isArray(item) && hasUnknown(item as readonly LogicValue[])));
}

/** True when every value is known. */
export function allKnown(values: readonly LogicValue[]): boolean {
  return values.every(isSure);
}

/** What leaves an evaluation: a list with an unknown item is unknown as a whole. */
export function finish(value: LogicValue): JsonValue | Unknown {
  return Array.isArray(value) && hasUnknown(value as readonly LogicValue[]) ? UNKNOWN : (value as JsonValue | Unknown);
}
