import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/** Number, unit and operator of a limit as one value: decimal text, never merged apart (overlays.md 1). */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
  readonly op?: string;
}

/** The quantity of a limit, or undefined where it has no number and unit. */
export function quantityOf(limit: JsonObject): (Quantity & JsonObject) | undefined {
  const { value, unit, op } = limit;
  if (typeof value !== "number" || !Number.isFinite(value) || typeof unit !== "string" || (op !== undefined && typeof op !== "string")) return undefined;
  return { value: decimalText(value), unit, ...(op === undefined ? {} : { op }) };
}

export function isQuantity(value: JsonValue | undefined): value is Quantity & JsonObject {
  return isObject(value) && typeof value["value"] === "string" && typeof value["unit"] === "string" && Number.isFinite(Number(value["value"]));
}

export function fromQuantity({ value, unit, op }: Quantity): JsonObject {
  return { value: Number(value), unit, ...(op === undefined ? {} : { op }) };
}

/** A number as decimal text without exponent; it reads back as the same number. */
export function decimalText(value: number): string {
  const text = String(value);
  const [, sign = "", whole = "", part = "", exponent = ""] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === "") return text;
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0").slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ""}`;
}
