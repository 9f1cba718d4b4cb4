import type { ServerContext } from "../context.ts";

/**
 * Background work, one run at a time: at a steady pace, and at once when
 * woken. A failed run is logged and tried again at the pace.
 */
export class Loop {
  readonly #work: () => Promise<unknown>;
  readonly #everyMs: number;
  readonly #log: ServerContext["log"];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;

  constructor(options: { readonly work: () => Promise<unknown>; readonly everyMs: number; readonly log: ServerContext["log"] }) {
    this.#work = options.work;
    this.#everyMs = options.everyMs;
    this.#log = options.log;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Runs soon; a run in progress is followed by another. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      this.#next();
    });
  }

  /** Resolves when the run in progress has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    // One turn later, so that what was committed together is carried out together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#again = false;
    try {
      await this.#work();
    } catch (error) {
      this.#again = false;
      this.#log.error({ err: error }, "background work failed; it is tried again");
    }
  }

  #next(): void {
    if (this.#stopped) return;
    if (this.#again) return this.wake();
    this.#timer = setTimeout(() => this.wake(), this.#everyMs);
    this.#timer.unref();
  }
}
