import type { SampleValue } from "@safeloop/engine";
import { blockMark, decodeBlock } from "./blockBytes.ts";
import { columnsOf, isTidy, readingsOfColumns, type Columns } from "./columns.ts";
import { decodeFirstBlock } from "./firstBlocks.ts";
import type { LoggedReading } from "./loggedReading.ts";

/** Length of a block: ten minutes. */
export const blockMs = 600_000;

/** Sorts by time and drops resends. Of readings of one instant and quality each value stays once, in order of receipt. */
export function tidy(readings: readonly LoggedReading[]): LoggedReading[] {
  const sorted = [...readings].sort((a, b) => a.ts - b.ts || a.q - b.q);
  const kept: LoggedReading[] = [];
  for (const one of sorted) if (!isKept(kept, one)) kept.push(one);
  return kept;
}

function isKept(kept: readonly LoggedReading[], one: LoggedReading): boolean {
  for (let at = kept.length - 1; at >= 0; at--) {
    const other = kept[at]!;
    if (other.ts !== one.ts || other.q !== one.q) return false;
    if (isSame(other.v, one.v)) return true;
  }
  return false;
}

function isSame(a: SampleValue, b: SampleValue): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** The same of one tag's columns. */
export function tidyColumns(tagNo: number, columns: Columns): Columns {
  return isTidy(columns) ? columns : columnsOf(tidy(readingsOfColumns(tagNo, columns)));
}

/** The readings of a stored block, of either edition. */
export function unpackBlock(tagNo: number, data: Uint8Array): Columns {
  return data[0] === blockMark ? decodeBlock(tagNo, data) : decodeFirstBlock(data);
}
