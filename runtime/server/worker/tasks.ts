import type { CalendarLookup } from "@safeloop/engine";
import type { Reader } from "../context.ts";
import { liveReplayTask } from "../alarms/journal/liveReplayTask.ts";
import { packCheckTask } from "../packs/import/packCheckTask.ts";
import { planCasesTask } from "../packs/layers/planCasesTask.ts";
import { printTask } from "../print/printTask.ts";
import { replayTask } from "../readings/replayTask.ts";

/** What a task has in its thread: the database to read from, and the work calendars. */
export interface TaskTools {
  readonly store: Reader;
  readonly calendars: CalendarLookup;
  /** True once nobody waits for the answer any more: a task that takes long looks now and then. */
  readonly isCancelled: () => boolean;
}

/** Work for the worker: what goes in and comes out is copied between threads, so it is plain data. */
export type Task<Ask, Answer> = (tools: TaskTools, ask: Ask) => Promise<Answer>;

/** Everything that takes seconds and decides nothing. */
export const tasks = { replay: replayTask, liveReplay: liveReplayTask, packCheck: packCheckTask, planCases: planCasesTask, print: printTask } as const;

export type TaskName = keyof typeof tasks;
export type AskOf<N extends TaskName> = Parameters<(typeof tasks)[N]>[1];
export type AnswerOf<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;
