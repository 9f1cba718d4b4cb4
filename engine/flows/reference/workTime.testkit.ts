import { durationMs } from "./facts.testkit.ts";
import type { WorkHours } from "./types.testkit.ts";

/** Work begins and ends on these marks; in between nothing changes. */
const slot = 30 * 60_000;

/** What a deadline's length means: hours are hours worked, a day is a day of work. */
export function deadlineMs(work: WorkHours, text: string): number {
  const [, days] = /^P(\d+)D$/.exec(text) ?? [];
  return days !== undefined ? Number(days) * work.dayMs : durationMs(text);
}

/** The instant at which `ms` of work are done, walking on half hour by half hour. */
export function afterWork(work: WorkHours, from: number, ms: number): number {
  let [at, left] = [from, ms];
  while (left > 0) {
    const end = (Math.floor(at / slot) + 1) * slot;
    if (!work.isWorking(at)) at = end;
    else if (left <= end - at) return at + left;
    else [at, left] = [end, left - (end - at)];
  }
  return at;
}

/** How much work lies between two instants. */
export function workUntil(work: WorkHours, from: number, until: number): number {
  let sum = 0;
  for (let at = from; at < until; ) {
    const end = Math.min(until, (Math.floor(at / slot) + 1) * slot);
    if (work.isWorking(at)) sum += end - at;
    at = end;
  }
  return sum;
}
