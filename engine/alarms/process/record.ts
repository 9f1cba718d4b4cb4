import { sampleFlags, type Sample } from "../../rules/sample.ts";

/** One entry of a process's log: a sample of an input, or a gap marker. Sorted by time; at one instant samples come first. */
export type ProcessRecord =
  | { readonly ts: number; readonly input: number; readonly sample: Sample }
  | { readonly ts: number; readonly input: -1; readonly sample: null };

/** Order of the log. Samples of one instant are ordered by input and value, so that arrival order leaves no trace. */
export function compareRecords(a: ProcessRecord, b: ProcessRecord): number {
  if (a.ts !== b.ts) return a.ts - b.ts;
  if (a.input !== b.input) return a.input === -1 ? 1 : b.input === -1 ? -1 : a.input - b.input;
  return a.sample && b.sample ? compareSamples(a.sample, b.sample) : 0;
}

/** Order of samples of one instant. */
export function compareSamples(a: Sample, b: Sample): number {
  const x = sortText(a);
  const y = sortText(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function sortText(sample: Sample): string {
  return `${sample.q}${JSON.stringify(sample.v)}`;
}

/** Same time, value and quality: a resend. */
export function isDuplicate(a: Sample, b: Sample): boolean {
  return a.ts === b.ts && a.q === b.q && a.flags === b.flags && sameValue(a.v, b.v);
}

/** True when the sample carries findings from other readings. */
export function isJudged(sample: Sample): boolean {
  return sample.flags !== isOnReading(sample.flags);
}

/** True when a reading is a resend of one that has been judged since. */
export function isResend(judged: Sample, reading: Sample): boolean {
  return judged.ts === reading.ts && sameValue(judged.v, reading.v) && isOnReading(judged.flags) === isOnReading(reading.flags) && (judged.q === reading.q || judged.flags !== reading.flags);
}

function isOnReading(flags: number): number {
  return flags & 255 & ~(sampleFlags.stuck | sampleFlags.clock);
}

function sameValue(a: Sample["v"], b: Sample["v"]): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** Inserts into a sorted log; returns where. Nearly always at the end. */
export function insertRecord(log: ProcessRecord[], record: ProcessRecord): number {
  let at = log.length;
  while (at > 0 && compareRecords(log[at - 1]!, record) > 0) at -= 1;
  if (at === log.length) log.push(record);
  else log.splice(at, 0, record);
  return at;
}

/** Puts a sample in the place of the one that was judged otherwise; −1 when the log does not hold that one (any more). */
export function replaceRecord(log: ProcessRecord[], input: number, was: Sample, sample: Sample): number {
  for (let at = log.length - 1; at >= 0 && log[at]!.ts >= was.ts; at -= 1) {
    const record = log[at]!;
    if (record.input !== input || record.sample === null || !isJudgedSame(record.sample, was)) continue;
    log.splice(at, 1);
    return insertRecord(log, { ts: sample.ts, input, sample });
  }
  return -1;
}

function isJudgedSame(a: Sample, b: Sample): boolean {
  return a.ts === b.ts && a.q === b.q && ((a.flags ^ b.flags) & ~sampleFlags.clock) === 0 && sameValue(a.v, b.v);
}
