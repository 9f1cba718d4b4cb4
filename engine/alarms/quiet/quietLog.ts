import type { Sample } from "../../rules/sample.ts";
import type { QuietSamples } from "./quietRun.ts";

interface Placed {
  readonly at: number; // it lies before this entry
  readonly run: QuietSamples;
}

/** A log by time whose quiet stretches stay in columns until somebody looks into the past. */
export class QuietLog<T extends { readonly ts: number }> {
  #entries: T[] = [];
  #runs: Placed[] = [];

  constructor(private readonly entryOf: (sample: Sample) => T) {}

  /** Every entry; from here on all of them are in memory. */
  get all(): T[] {
    this.unfold();
    return this.#entries;
  }

  set all(entries: T[]) {
    this.#entries = entries;
    this.#runs = [];
  }

  /** The entries outside of quiet stretches: those behind the newest stretch are all there are. */
  get judged(): T[] {
    return this.#entries;
  }

  get quietRuns(): number {
    return this.#runs.length;
  }

  /** Time of the oldest entry; +∞ when there is none. */
  get firstTs(): number {
    return Math.min(this.#entries[0]?.ts ?? Infinity, this.#runs[0]?.run.firstTs ?? Infinity);
  }

  /** Entries at or before this time may lie within a quiet stretch. */
  get quietUntil(): number {
    return this.#runs[this.#runs.length - 1]?.run.newestTs ?? -Infinity;
  }

  /** The quiet stretch at the very end, if there is one. */
  get trailing(): QuietSamples | undefined {
    const last = this.#runs[this.#runs.length - 1];
    return last && last.at === this.#entries.length ? last.run : undefined;
  }

  /** How many entries the first so many entries and quiet stretches are once all are in memory. */
  wholeCount(entries: number, runs: number): number {
    return this.#runs.slice(0, runs).reduce((sum, { run }) => sum + run.count, entries);
  }

  append(run: QuietSamples): void {
    this.#runs.push({ at: this.#entries.length, run });
  }

  /** Forgets the oldest entries and quiet stretches. */
  drop(entries: number, runs: number): void {
    if (entries > 0) this.#entries.splice(0, entries);
    if (this.#runs.length > 0) this.#runs = this.#runs.slice(runs).map(({ at, run }) => ({ at: at - entries, run }));
  }

  /** Makes entries of the quiet stretches. */
  unfold(): void {
    if (this.#runs.length === 0) return;
    const whole: T[] = [];
    let from = 0;
    for (const { at, run } of this.#runs) {
      for (; from < at; from += 1) whole.push(this.#entries[from]!);
      for (const sample of run.samples) whole.push(this.entryOf(sample));
    }
    for (; from < this.#entries.length; from += 1) whole.push(this.#entries[from]!);
    this.#entries = whole;
    this.#runs = [];
  }
}
