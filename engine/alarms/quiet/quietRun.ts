import type { Sample } from "../../rules/sample.ts";
import type { SoundRows } from "../health/foldSound.ts";

/**
 * What a point said while nothing could happen. Its log and its processes
 * catch up with it before anybody looks at them. Most of it is never looked
 * at again, so the readings are made only when they are asked for.
 */
export interface QuietRun {
  readonly samples: QuietSamples | null; // those that may still be amended
  readonly rows: SoundRows; // the same as they lie in memory now
  readonly settled: Sample | null; // the newest of those that are not kept
  readonly beforeSettled: Sample | null;
  readonly newest: Sample;
  readonly beforeNewest: Sample | null; // null: it is what was known before
  readonly reached: number; // event time known before the newest came
  readonly delays: readonly number[]; // receivedAt − ts of the newest arrivals
  readonly heardAt: number; // wall time
}

/** Numbers of one reading, side by side. */
export const cellsOfRow = 3;

/** The reading in the row that begins at `at`. */
export function sampleAt(memory: ArrayLike<number>, at: number): Sample {
  return { ts: memory[at]!, v: memory[at + 1]!, q: 0, rx: memory[at + 2]!, flags: 0 };
}

/** Good readings of one point by time, as rows of numbers; made into samples once, when somebody needs them. */
export class QuietSamples {
  #samples: readonly Sample[] | null = null;

  constructor(private readonly rows: readonly number[]) {}

  get count(): number {
    return this.rows.length / cellsOfRow;
  }

  get firstTs(): number {
    return this.rows[0]!;
  }

  get newestTs(): number {
    return this.rows[this.rows.length - cellsOfRow]!;
  }

  at(index: number): Sample {
    return this.#samples?.[index] ?? sampleAt(this.rows, index * cellsOfRow);
  }

  /** By time. */
  get samples(): readonly Sample[] {
    this.#samples ??= Array.from({ length: this.count }, (_, index) => this.at(index));
    return this.#samples;
  }
}
