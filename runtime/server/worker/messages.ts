import type { ErrorCode, Issue, IssueParams } from "@safeloop/engine";
import type { Config } from "../config/config.ts";
import type { StorePlace } from "../context.ts";
import type { TaskName } from "./tasks.ts";

/** What a worker is started with. */
export interface WorkerStart {
  readonly place: StorePlace;
  readonly config: Pick<Config, "dataDir" | "templatesDir">;
}

export type ToWorker = { readonly id: number; readonly task: TaskName; readonly ask: unknown } | { readonly cancel: number } | "close";

/** How a task ended. A refusal is an answer; a fault is not. */
export type FromWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly refusal: { readonly code: ErrorCode; readonly params: IssueParams; readonly issues: readonly Issue[] } }
  | { readonly id: number; readonly fault: string };
