import type { AppParts } from "./appParts.ts";
import type { Clock, ServerContext, Store } from "./context.ts";
import { Loop } from "./jobs/loop.ts";
import { housekeeping } from "./ops/housekeeping.ts";
import { readMeta } from "./storage/meta.ts";

/** Set by `safeloop restore`, cleared by `safeloop release`: a copy must not call the fire brigade. */
export const heldKey = "notifications.held";

export interface BackgroundOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServerContext["log"];
  readonly parts: AppParts;
}

/** What runs without a request: effects, jobs, the sealer, the broom. */
export class Background {
  readonly #options: BackgroundOptions;
  readonly #effects: Loop;
  readonly #sealer: Loop;
  readonly #broom: Loop;
  readonly #hold: Loop;
  readonly #directories: Loop | undefined;
  #unsealed = true; // rows of before the last stop may wait

  constructor(options: BackgroundOptions) {
    const { log, parts } = options;
    this.#options = options;
    this.#effects = new Loop({ work: () => parts.outbox.runDue(), everyMs: 500, log });
    this.#sealer = new Loop({ work: () => this.#seal(), everyMs: 400, log });
    this.#broom = new Loop({ work: () => housekeeping(options), everyMs: 600_000, log });
    this.#hold = new Loop({ work: () => this.#readHold(), everyMs: 10_000, log });
    // Only PostgreSQL is shared: another process may have changed people or the organisation.
    this.#directories = options.store.dialect === "postgres" ? new Loop({ work: () => parts.directories.refresh(), everyMs: 1_000, log }) : undefined;
    parts.outbox.onWork(() => this.#effects.wake());
  }

  /** Called after each commit that wrote an audit row; the sealer follows within a second. */
  auditWritten(): void {
    this.#unsealed = true;
  }

  async start(): Promise<void> {
    await this.#readHold();
    for (const loop of this.#loops()) loop.start();
    await this.#options.parts.jobs.start();
  }

  async stop(): Promise<void> {
    await this.#options.parts.jobs.stop();
    await Promise.all(this.#loops().map((loop) => loop.stop()));
    await this.#seal();
  }

  #loops(): readonly Loop[] {
    return [this.#effects, this.#sealer, this.#broom, this.#hold, ...(this.#directories ? [this.#directories] : [])];
  }

  async #seal(): Promise<void> {
    if (!this.#unsealed) return;
    this.#unsealed = false;
    try {
      await this.#options.parts.sealer.seal();
    } catch (error) {
      this.#unsealed = true;
      throw error;
    }
  }

  async #readHold(): Promise<void> {
    this.#options.parts.outbox.hold((await readMeta(this.#options.store, heldKey)) === "1");
  }
}
