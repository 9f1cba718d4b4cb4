import type { QualityRank, SampleValue } from "@safeloop/engine";
import type { LoggedReading } from "./loggedReading.ts";

/** In the quality byte, above the rank of quality. */
export const lateBit = 4;
export const otherBit = 8; // the value is no number: the next of `others`
export const againBit = 16; // in the log only: a resend

/** Readings of one tag in columns. `others` holds the values that are no numbers, in order. */
export interface Columns {
  readonly ts: Float64Array; // epoch ms
  readonly v: Float64Array; // 0 where the value is no number
  readonly bits: Uint8Array; // rank of quality, late, other
  readonly flags: Uint8Array;
  readonly others: readonly SampleValue[];
}

export function bitsOf({ q, late, v }: Pick<LoggedReading, "q" | "late" | "v">): number {
  return q | (late ? lateBit : 0) | (typeof v === "number" ? 0 : otherBit);
}

export function columnsOf(readings: readonly LoggedReading[]): Columns {
  const n = readings.length;
  const columns = { ts: new Float64Array(n), v: new Float64Array(n), bits: new Uint8Array(n), flags: new Uint8Array(n), others: [] as SampleValue[] };
  readings.forEach((one, at) => {
    columns.ts[at] = one.ts;
    columns.bits[at] = bitsOf(one);
    columns.flags[at] = one.flags;
    if (typeof one.v === "number") columns.v[at] = one.v;
    else columns.others.push(one.v);
  });
  return columns;
}

export function readingsOfColumns(tagNo: number, { ts, v, bits, flags, others }: Columns): LoggedReading[] {
  let other = 0;
  return Array.from(ts, (at, i) => {
    const bit = bits[i] ?? 0;
    const value = (bit & otherBit) === 0 ? (v[i] ?? 0) : (others[other++] ?? null);
    return { tagNo, ts: at, v: value, q: (bit & 3) as QualityRank, flags: flags[i] ?? 0, late: (bit & lateBit) !== 0 };
  });
}

/** A part of the readings, [from, to). */
export function partOf({ ts, v, bits, flags, others }: Columns, from: number, to: number): Columns {
  const part = { ts: ts.subarray(from, to), v: v.subarray(from, to), bits: bits.subarray(from, to), flags: flags.subarray(from, to) };
  if (others.length === 0) return { ...part, others };
  let skipped = 0;
  for (let at = 0; at < from; at++) if (((bits[at] ?? 0) & otherBit) !== 0) skipped += 1;
  return { ...part, others: others.slice(skipped, skipped + part.bits.filter((bit) => (bit & otherBit) !== 0).length) };
}

/** True where each reading is later than the one before: nothing to sort, nothing twice. */
export function isTidy({ ts }: Columns): boolean {
  for (let at = 1; at < ts.length; at++) if ((ts[at] ?? 0) <= (ts[at - 1] ?? 0)) return false;
  return true;
}

export function joined(a: Columns, b: Columns): Columns {
  const both = <A extends Float64Array | Uint8Array>(to: A, first: A, second: A): A => {
    to.set(first);
    to.set(second, first.length);
    return to;
  };
  const n = a.ts.length + b.ts.length;
  return {
    ts: both(new Float64Array(n), a.ts, b.ts), v: both(new Float64Array(n), a.v, b.v),
    bits: both(new Uint8Array(n), a.bits, b.bits), flags: both(new Uint8Array(n), a.flags, b.flags), others: [...a.others, ...b.others],
  };
}
