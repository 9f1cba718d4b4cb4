import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Limit, LimitConversion } from "../../model/limit.ts";
import { compareRatios, decimalOf, dividedBy, minus, plus, ratioOf, ratioOfNumber, times, type Ratio } from "../../rules/units/ratio.ts";
import { type ExactUnit, exactUnitOf } from "../../rules/units/table.ts";
import { dimensionOf } from "../../rules/units/unit.ts";

export type LimitOperator = NonNullable<Limit["op"]>;

/** A number with its unit, one atom, as the tree of overlays.md 1 holds it: decimal text, never rounded. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
  readonly op?: LimitOperator;
}

/** A quantity read and exact. */
export interface Measure {
  readonly value: Ratio;
  readonly unit: string;
  readonly op?: LimitOperator;
}

/** Reads a number, a decimal text or a quantity; a bare number has the given unit. Undefined for anything else. */
export function measureOf(value: JsonValue, unit = ""): Measure | undefined {
  if (!isObject(value)) return bare(value, unit);
  const inner = bare((own(value, "value") ?? null) as JsonValue, typeof value["unit"] === "string" ? value["unit"] : unit);
  const op = value["op"];
  return inner && (isOperator(op) ? { ...inner, op } : inner);
}

export function isOperator(value: unknown): value is LimitOperator {
  return value === "<" || value === "<=" || value === ">" || value === ">=";
}

function bare(value: JsonValue, unit: string): Measure | undefined {
  const read = typeof value === "number" ? ratioOfNumber(value) : typeof value === "string" ? ratioOf(value) : undefined;
  return read && { value: read, unit };
}

export interface ConversionOptions {
  /** A difference (deadband, rise): converts without the zero point. */
  readonly isSpan?: boolean;
  readonly constants?: LimitConversion;
}

/** The value in another unit; undefined when the dimensions differ and no constant bridges them. Exact. */
export function inUnit({ value, unit }: Measure, to: string, options: ConversionOptions = {}): Ratio | undefined {
  if (unit === to) return value;
  const [from, target] = [exactUnitOf(unit), exactUnitOf(to)];
  const zero = (one: ExactUnit, at: Ratio, add: typeof plus): Ratio => (options.isSpan === true ? at : add(at, one.offset));
  const base = bridge(zero(from, times(value, from.factor), plus), from, target, options.constants ?? {});
  return base && dividedBy(zero(target, base, minus), target.factor);
}

/** Dimensions a constant leads between, in the order of the chain: share of the LEL, share of the volume, mass per volume. */
const chained = [{ lel: 1 }, { part: 1 }, { kg: 1, m: -3 }].map((dims: { readonly [base: string]: number }) => dimensionOf({ dims }));

// In base units vol% at 100 %LEL and mg/m³ of 1 ppm are plain factors from one link of the chain to the next.
function bridge(base: Ratio, from: ExactUnit, to: ExactUnit, { lelVol, mgPerPpm }: LimitConversion): Ratio | undefined {
  if (dimensionOf(from) === dimensionOf(to)) return base;
  const [start, end] = [chained.indexOf(dimensionOf(from)), chained.indexOf(dimensionOf(to))];
  if (start < 0 || end < 0) return undefined;
  const factors = [scaled(lelVol, "0.01"), scaled(mgPerPpm, "1")].slice(Math.min(start, end), Math.max(start, end));
  const factor = factors.reduce<Ratio | undefined>((product, one) => product && one && times(product, one), { over: 1n, under: 1n });
  return factor && (start < end ? times(base, factor) : dividedBy(base, factor));
}

function scaled(value: number | undefined, by: string): Ratio | undefined {
  const [read, factor] = [value === undefined || !(value > 0) ? undefined : ratioOfNumber(value), ratioOf(by)];
  return read && factor && times(read, factor);
}

/** Local against upper, in the upper's unit; undefined when they cannot be compared. */
export function compareMeasures(upper: Measure, local: Measure, options?: ConversionOptions): -1 | 0 | 1 | undefined {
  const value = inUnit(local, upper.unit, options);
  return value && compareRatios(value, upper.value);
}

/** A value as the upper wrote it: same unit, same JSON type. Undefined when its decimal text in that unit has no end. */
export function written(value: Ratio, like: JsonValue, op: LimitOperator | undefined): JsonValue | undefined {
  const text = decimalOf(value);
  if (text === undefined) return undefined;
  if (!isObject(like)) return typeof like === "number" ? Number(text) : text;
  const quantity: JsonObject = { ...like, value: typeof like["value"] === "number" ? Number(text) : text };
  return op === undefined ? quantity : { ...quantity, op };
}
