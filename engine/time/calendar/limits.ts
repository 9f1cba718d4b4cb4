import { daysFromEpoch, dayMs } from "../instant.ts";

/** Windows one day may have. */
export const maxWindows = 50;
/** Holiday tables a calendar may have. */
export const maxTables = 100;
/** Days a rotation may take, and dates one list of a holiday table may name. */
export const maxCycle = 366;
/** Single dates a calendar may list. */
export const maxExceptions = 3_660;
/** Longest stretch of calendar that arithmetic looks at: ten years. */
export const maxSpanDays = 3_653;
/** Years that dates of a calendar may lie in. */
export const years = { first: 1970, last: 8_999 } as const;

const lastInstant = daysFromEpoch(years.last + 1, 1, 1) * dayMs;

/** True for whole milliseconds since 1970 that arithmetic takes: 1970 to 8999. */
export function isInstant(ms: number): boolean {
  return Number.isSafeInteger(ms) && ms >= 0 && ms < lastInstant;
}
