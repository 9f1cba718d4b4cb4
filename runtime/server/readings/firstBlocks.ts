import { inflateRawSync } from "node:zlib";
import { columnsOf, type Columns } from "./columns.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import { decodeFirstEdition } from "./readingBlob.ts";
import { wholeOf, type MinuteRow, type RollUp } from "./rollUp.ts";

/** A minute as it was written until November 2026: minute number, extremes and sum of usable numbers, their count, all readings, last value. */
type FirstMinute = readonly [minute: number, min: number | null, max: number | null, sum: number, good: number, all: number, last: number | null];

/** Blocks as they were written until November 2026: a deflated batch, without a checksum. */
export function decodeFirstBlock(data: Uint8Array): Columns {
  let batch: Uint8Array;
  try {
    batch = inflateRawSync(data);
  } catch {
    throw new DamagedReadings("a block does not unpack");
  }
  return columnsOf(decodeFirstEdition(batch));
}

/** Their roll-ups, which were JSON. What was not usable is taken for bad: they do not say how bad it was. */
export function decodeFirstRollUp(json: string): RollUp {
  const minutes = (JSON.parse(json) as FirstMinute[]).map(([minute, min, max, sum, good, all, last]): MinuteRow => ({ minute, min, max, sum, good, all, last, worst: good < all ? 2 : 0 }));
  return { whole: wholeOf(minutes), minutes };
}
