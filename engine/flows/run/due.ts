import { own } from "../../model/json.ts";
import { parseInstant } from "../../time/instant.ts";
import { durationMs } from "../duration.ts";
import type { Due } from "../../model/flow.ts";
import { patchVisit, type Run } from "./run.ts";
import { stepOf } from "./step.ts";
import { armTimer, dropTimers } from "./timers.ts";
import { visitOf } from "./view.ts";

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** Arms the deadline of a visit and its reminders; a missing date arms nothing until it is filled. */
export function armDue(run: Run, id: string): void {
  const visit = visitOf(run, id);
  const due = visit ? stepOf(run.plan, visit).due : undefined;
  if (!visit || !due) return;
  dropTimers(run, (timer) => timer.visit === id);
  const at = dueInstant(run, due);
  if (at === undefined) return;
  patchVisit(run, id, { dueAt: at });
  const whileSuspended = due.after === undefined ? "hold" : "pause";
  armTimer(run, { id: `${id}:due:0`, kind: "due", visit: id, i: 0, dueAt: at, whileSuspended });
  for (const [i, percent] of (due.remindAt ?? []).entries()) {
    const when = run.env.now + Math.floor(((at - run.env.now) * percent) / 100);
    if (when < at && when >= run.env.now) armTimer(run, { id: `${id}:remind:${i}`, kind: "remind", visit: id, i, dueAt: when, whileSuspended });
  }
}

/** Deadlines by date move with their field. */
export function moveDues(run: Run, changed: readonly string[]): void {
  for (const visit of run.instance.visits) {
    if (visit.state !== "open") continue;
    const field = stepOf(run.plan, visit).due?.dateField;
    if (field !== undefined && changed.includes(field)) armDue(run, visit.id);
  }
}

/** Epoch ms of a date or date-time answer; a day counts to its end, site time (UTC+8). */
export function answeredInstant(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  return dayOnly.test(value) ? parseInstant(`${value}T23:59:59+08:00`) : parseInstant(value);
}

function dueInstant(run: Run, due: Due): number | undefined {
  if (due.dateField !== undefined) return answeredInstant(own(run.answers, due.dateField));
  const after = durationMs(due.after);
  return after === undefined ? undefined : run.env.now + after;
}
