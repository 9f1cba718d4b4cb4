import type { Jobs } from "../context.ts";

/** The jobs port together with what runs it. */
export interface JobRunner extends Jobs {
  /** Begins to run jobs when they are due. */
  start(): Promise<void>;
  /** Stops taking jobs; resolves when those running have ended. */
  stop(): Promise<void>;
  /** Runs what is due by the clock, now; the number tried. */
  runDue(): Promise<number>;
}
