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
  const from = begunAt(run, due);
  for (const [i, percent] of (due.remindAt ?? []).entries()) {
    const when = from + Math.floor(((at - from) * percent) / 100);
    if (when < at && when >= run.env.now) armTimer(run, { id: `${id}:remind:${i}`, kind: "remind", visit: id, i, dueAt: when, whileSuspended });
  }
  for (const [i, step] of (due.overdue ?? []).entries()) {
    const when = at + (durationMs(step.after) ?? 0);
    // A step that was due before this visit opened has been told by the visit before it.
    if (when >= run.env.now) armTimer(run, { id: `${id}:overdue:${i}`, kind: "overdue", visit: id, i, dueAt: when, whileSuspended });
  }
}

/** What reminders are a percentage of: the time since `fromField`, else since now. */
function begunAt(run: Run, due: Due): number {
  const from = due.dateField === undefined || due.fromField === undefined ? undefined : answeredInstant(own(run.answers, due.fromField));
  return from ?? run.env.now;
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
