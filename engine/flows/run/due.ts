import { own } from "../../model/json.ts";
import { durationMs } from "../duration.ts";
import type { Due } from "../../model/flow.ts";
import type { Elapsed, Visit } from "../types.ts";
import { moveLifeDates } from "../life/lifeTimers.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { patchVisit, type Run } from "./run.ts";
import { stepOf } from "./step.ts";
import { armTimer, dropTimers } from "./timers.ts";
import { visitOf } from "./view.ts";
import { afterWork, deadlineMs } from "./workClock.ts";
import { armWaitDate } from "./waitTimers.ts";

/** Arms the deadline of a visit and its reminders; a missing date arms nothing until it is filled. */
export function armDue(run: Run, id: string): void {
  const visit = visitOf(run, id);
  const due = visit ? stepOf(run.plan, visit).due : undefined;
  if (!visit || !due) return;
  dropTimers(run, (timer) => timer.visit === id);
  const clock = clockOf(run, visit, due);
  if (!clock) return;
  patchVisit(run, id, { dueAt: clock.at });
  const arm = (kind: "due" | "remind" | "overdue", i: number, dueAt: number): void =>
    armTimer(run, { id: `${id}:${kind}:${i}`, kind, visit: id, i, dueAt, whileSuspended: due.after === undefined ? "hold" : "pause", ...(clock.working && kind !== "overdue" ? { working: true } : {}), ...(due.after === undefined || clock.working ? {} : { elapsed: elapsedAt(visit) }) });
  arm("due", 0, clock.at);
  for (const [i, percent] of (due.remindAt ?? []).entries()) {
    const when = clock.part(percent);
    if (when < clock.at && when >= run.env.now) arm("remind", i, when);
  }
  for (const [i, step] of (due.overdue ?? []).entries()) {
    const when = clock.at + (durationMs(step.after) ?? 0);
    // A step that was due before this visit opened has been told by the visit before it.
    if (when >= run.env.now) arm("overdue", i, when);
  }
}

/** A permit's hours never get longer by a clock that is set back. */
export function elapsedAt(visit: Pick<Visit, "node">): Elapsed {
  return visit.node.startsWith("life.") ? "atMost" : "exact";
}

/** When a deadline is, and when so many percent of it are over. */
interface DueClock {
  readonly at: number;
  readonly working: boolean;
  part(percent: number): number;
}

/** A date is what it says; a duration counts on the flow's calendar, but in the life of a permit by the clock: gas does not wait for Monday. */
function clockOf(run: Run, visit: Visit, due: Due): DueClock | undefined {
  if (due.dateField !== undefined) {
    const at = answeredInstant(own(run.answers, due.dateField));
    const from = begunAt(run, due);
    return at === undefined ? undefined : { at, working: false, part: (percent) => from + Math.floor(((at - from) * percent) / 100) };
  }
  const working = run.env.calendar !== undefined && !visit.node.startsWith("life.");
  const ms = working ? deadlineMs(run, due.after) : durationMs(due.after);
  if (ms === undefined) return undefined;
  return { at: afterWork(run, run.env.now, ms, working), working, part: (percent) => afterWork(run, run.env.now, Math.floor((ms * percent) / 100), working) };
}

/** What reminders are a percentage of: the time since `fromField`, else since now. */
function begunAt(run: Run, due: Due): number {
  const from = due.dateField === undefined || due.fromField === undefined ? undefined : answeredInstant(own(run.answers, due.fromField));
  return from ?? run.env.now;
}

/** Deadlines by date move with their field. */
export function moveDues(run: Run, changed: readonly string[]): void {
  moveLifeDates(run, changed);
  for (const visit of run.instance.visits) {
    if (visit.state !== "open") continue;
    armWaitAgain(run, visit, changed);
    const field = stepOf(run.plan, visit).due?.dateField;
    if (field !== undefined && changed.includes(field)) armDue(run, visit.id);
  }
}

/** A wait until a date follows its field as well. */
function armWaitAgain(run: Run, visit: Visit, changed: readonly string[]): void {
  const node = run.plan.graph.nodes.get(visit.node);
  if (node?.kind === "wait" && "dateField" in node.until && changed.includes(node.until.dateField)) armWaitDate(run, visit.id, node.until.dateField);
}
