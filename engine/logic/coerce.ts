import { notANumber } from "./fault.ts";
import type { LogicValue } from "./unknown.ts";

/** Plain mode's number of a value: texts are read, null is 0, lists and objects are a fault. */
export function toNumber(value: LogicValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "object" && value !== null) return notANumber();
  const number = Number(value);
  return Number.isNaN(number) ? notANumber() : number;
}

/** Refuses what is not finite; JSON has no such number. */
export function finite(value: number): number {
  return Number.isFinite(value) ? value : notANumber();
}

/** The text `cat` makes of a value. */
export function toText(value: LogicValue): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item: LogicValue) => toText(item)).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
