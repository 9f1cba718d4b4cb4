import type { Sample } from "../../rules/sample.ts";

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

function compareSamples(a: Sample, b: Sample): number {
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
