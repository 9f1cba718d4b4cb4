import { own } from "../../model/json.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { patchVisit, type Run } from "./run.ts";
import { armTimer, dropTimers } from "./timers.ts";

/** A wait until a date moves with its field; an empty one waits for the field. */
export function armWaitDate(run: Run, id: string, field: string): void {
  dropTimers(run, (timer) => timer.visit === id);
  const at = answeredInstant(own(run.answers, field));
  if (at !== undefined) armWait(run, id, at, "hold");
}

/** Arms the timer of a wait. */
export function armWait(run: Run, id: string, dueAt: number, whileSuspended: "pause" | "hold"): void {
  patchVisit(run, id, { dueAt });
  armTimer(run, { id: `${id}:wait:0`, kind: "wait", visit: id, i: 0, dueAt, whileSuspended, ...(whileSuspended === "pause" ? { elapsed: "exact" as const } : {}) });
}
