import { Refusal, type Reading } from "@safeloop/engine";
import type { ReadingsTaken } from "../services.ts";

/** Longest time a reading waits for company, ms, and most readings of a batch (alarms.md 11.1). */
export const batchLimits = { waitMs: 50, readings: 5000 } as const;

/** Readings that may wait in memory. Beyond it senders are told to come again: they still have their data, we would lose it. */
export const maxWaiting = 200_000;

interface Waiting {
  readonly readings: readonly Reading[];
  readonly source: string;
  readonly resolve: (taken: ReadingsTaken) => void;
  readonly reject: (error: unknown) => void;
}

/** Takes one batch; answers for each part what became of it, after the commit. */
export type TakeBatch = (parts: readonly { readonly readings: readonly Reading[]; readonly source: string }[]) => Promise<readonly ReadingsTaken[]>;

/**
 * Gathers readings into batches: the first goes at once, what comes while it
 * is being stored (or within 50 ms of it) goes together. So the number of
 * commits stays under 20 a second at any rate.
 */
export class IngestPipeline {
  #waiting: Waiting[] = [];
  #running = false;
  #lastStart = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly take: TakeBatch) {}

  accept(readings: readonly Reading[], source: string): Promise<ReadingsTaken> {
    const waiting = this.#waiting.reduce((sum, one) => sum + one.readings.length, 0);
    if (waiting + readings.length > maxWaiting) return Promise.reject(new Refusal("READING_OVERLOAD", { waiting }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ readings, source, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#running || this.#timer || this.#waiting.length === 0) return;
    const count = this.#waiting.reduce((sum, one) => sum + one.readings.length, 0);
    const wait = count >= batchLimits.readings ? 0 : Math.max(0, this.#lastStart + batchLimits.waitMs - performance.now());
    this.#timer = setTimeout(() => void this.#run(), wait);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#lastStart = performance.now();
    const batch = this.#next();
    try {
      const taken = await this.take(batch);
      batch.forEach((one, at) => one.resolve(taken[at]!));
    } catch (error) {
      batch.forEach((one) => one.reject(error));
    } finally {
      this.#running = false;
      this.#schedule();
    }
  }

  #next(): Waiting[] {
    let count = 0;
    let end = 0;
    while (end < this.#waiting.length && (end === 0 || count + this.#waiting[end]!.readings.length <= batchLimits.readings)) count += this.#waiting[end++]!.readings.length;
    return this.#waiting.splice(0, end);
  }
}
