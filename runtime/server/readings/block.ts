import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { decodeBatch, encodeBatch, type LoggedReading } from "./readingBlob.ts";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Length of a block: ten minutes. */
export const blockMs = 600_000;

/** One minute of a tag: minute number in the block, extremes and sum of usable numbers, their count, all readings, last value. */
export type MinuteRow = readonly [minute: number, min: number | null, max: number | null, sum: number, good: number, all: number, last: number | null];

/** Sorts by time and drops resends. */
export function tidy(readings: readonly LoggedReading[]): LoggedReading[] {
  const sorted = [...readings].sort((a, b) => a.ts - b.ts || a.q - b.q);
  return sorted.filter((one, at) => at === 0 || !isSame(sorted[at - 1]!, one));
}

function isSame(a: LoggedReading, b: LoggedReading): boolean {
  return a.ts === b.ts && a.q === b.q && (a.v === b.v || JSON.stringify(a.v) === JSON.stringify(b.v));
}

/** The one-minute roll-up of a block's readings. Bad readings are counted and never enter a figure. */
export function minutesOf(readings: readonly LoggedReading[], from: number): MinuteRow[] {
  const rows = new Map<number, [number, number | null, number | null, number, number, number, number | null]>();
  for (const { ts, v, q } of readings) {
    const minute = Math.floor((ts - from) / 60_000);
    const row = rows.get(minute) ?? [minute, null, null, 0, 0, 0, null];
    row[5] += 1;
    if (typeof v === "number" && q < 2) {
      row[1] = row[1] === null ? v : Math.min(row[1], v);
      row[2] = row[2] === null ? v : Math.max(row[2], v);
      row[3] += v;
      row[4] += 1;
      row[6] = v;
    }
    rows.set(minute, row);
  }
  return [...rows.values()].sort((a, b) => a[0] - b[0]);
}

export async function packBlock(readings: readonly LoggedReading[]): Promise<Uint8Array> {
  return pack(encodeBatch(readings), { level: 6 });
}

export async function unpackBlock(data: Uint8Array): Promise<LoggedReading[]> {
  return decodeBatch(await unpack(data));
}
