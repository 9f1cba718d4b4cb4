import type { LateSpan } from "@safeloop/engine";
import type { LoggedReading } from "../readings/loggedReading.ts";

/** Readings of a tag that came late and are not judged yet. Times are epoch ms; a snapshot keeps them. */
export interface PendingSpan extends LateSpan {
  readonly tagNo: number;
  readonly firstAt: number; // receipt of the first
  readonly lastAt: number; // and of the newest
}

/** Parts of one backlog may lie so far apart. */
const joinMs = 600_000;
/** So long nothing late has come of the tag: the backlog is there, and is judged in one. */
const quietMs = 30_000;
/** A backlog that goes on and on is judged so often. */
const longestMs = 3_600_000;

/** What came late, by tag, until it is judged. Kept by the snapshots, and read again from the log behind them. */
export class LateSpans {
  readonly #byTag = new Map<number, PendingSpan[]>();

  constructor(spans: readonly PendingSpan[] = []) {
    for (const span of spans) this.#of(span.tagNo).push(span);
  }

  add(readings: readonly LoggedReading[], at: number): void {
    for (const { tagNo, ts, late } of readings) {
      if (!late) continue;
      const spans = this.#of(tagNo);
      const found = spans.findIndex((one) => ts >= one.from - joinMs && ts <= one.to + joinMs);
      const known = spans[found];
      if (!known) spans.push({ tagNo, from: ts, to: ts, readings: 1, firstAt: at, lastAt: at });
      else spans[found] = { ...known, from: Math.min(known.from, ts), to: Math.max(known.to, ts), readings: known.readings + 1, lastAt: at };
    }
  }

  /** What may be judged now. */
  due(now: number): readonly PendingSpan[] {
    return [...this.#byTag.values()].flatMap((spans) => {
      const isQuiet = spans.every((one) => now - one.lastAt >= quietMs);
      return spans.filter((one) => isQuiet || now - one.firstAt >= longestMs);
    });
  }

  /** It is judged; where more of it has come meanwhile it stays, to be judged with that. */
  judged(span: PendingSpan): void {
    const left = this.#of(span.tagNo).filter((one) => one !== span);
    if (left.length > 0) this.#byTag.set(span.tagNo, left);
    else this.#byTag.delete(span.tagNo);
  }

  all(): readonly PendingSpan[] {
    return [...this.#byTag.values()].flat();
  }

  #of(tagNo: number): PendingSpan[] {
    let spans = this.#byTag.get(tagNo);
    if (!spans) this.#byTag.set(tagNo, (spans = []));
    return spans;
  }
}
