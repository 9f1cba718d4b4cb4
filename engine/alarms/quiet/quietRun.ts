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

/** Good readings of one point in columns, by time; made into samples once, when somebody needs them. */
export class QuietSamples {
  #samples: readonly Sample[] | null = null;

  constructor(
    readonly ts: readonly number[],
    readonly v: readonly number[],
    private readonly rx: readonly number[],
  ) {}

  get count(): number {
    return this.ts.length;
  }

  get firstTs(): number {
    return this.ts[0]!;
  }

  get newestTs(): number {
    return this.ts[this.ts.length - 1]!;
  }

  at(index: number): Sample {
    return this.#samples?.[index] ?? { ts: this.ts[index]!, v: this.v[index]!, q: 0, rx: this.rx[index]!, flags: 0 };
  }

  /** By time. */
  get samples(): readonly Sample[] {
    this.#samples ??= Array.from(this.ts, (_, index) => this.at(index));
    return this.#samples;
  }
}
