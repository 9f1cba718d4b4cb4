import type { Sample } from "../../rules/sample.ts";

/**
 * What a point said while nothing could happen. Its log and its processes
 * catch up with it before anybody looks at them. Most of it is never looked
 * at again, so the readings are made only when they are asked for.
 */
export interface QuietRun {
  readonly samples: QuietSamples | null; // those that may still be amended
  readonly settled: Sample | null; // the newest of those that are not kept
  readonly beforeSettled: Sample | null;
  readonly newest: Sample;
  readonly beforeNewest: Sample | null; // null: it is what was known before
  readonly reached: number; // event time known before the newest came
  readonly delays: readonly number[]; // receivedAt − ts of the newest arrivals
  readonly heardAt: number; // wall time
}

/** Readings in columns, made into samples once, when somebody needs them. */
export class QuietSamples {
  #samples: readonly Sample[] | null = null;

  constructor(
    readonly firstTs: number,
    readonly newestTs: number,
    readonly count: number,
    private readonly make: () => readonly Sample[],
  ) {}

  /** By time. */
  get samples(): readonly Sample[] {
    this.#samples ??= this.make();
    return this.#samples;
  }
}
