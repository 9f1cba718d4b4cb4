import { canonicalJson } from "../../model/canonical.ts";
import type { Due, WaitNode } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { durationMs } from "../duration.ts";
import { type FlowPlan, nodeOf } from "../plan/plan.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { elapsedAt } from "../run/due.ts";
import type { Run } from "../run/run.ts";
import { armTimer, dropTimers } from "../run/timers.ts";
import { visitOf } from "../run/view.ts";
import { armWait, armWaitDate } from "../run/waitTimers.ts";
import { afterWork } from "../run/workClock.ts";
import type { Visit } from "../types.ts";
import { countsWork, lengthOf } from "./usedTime.ts";

const ladder: ReadonlySet<string> = new Set(["remind", "due", "over", "overdue"]);

/**
 * Sets a visit's deadline or wait by its present node. `used` counts, and
 * nothing is due before now. `before`: the node it was, whose settings, where
 * they are the same, leave the timers as they are.
 */
export function alignDeadline(run: Run, id: string, used: number, before?: FlowPlan): void {
  const visit = visitOf(run, id);
  if (!visit || visit.state === "closed") return;
  const node = nodeOf(run.plan, visit.node);
  const old = before ? nodeOf(before, visit.node) : undefined;
  if (node.kind === "wait" && !(old?.kind === "wait" && same(old.until, node.until))) alignWait(run, visit, node, used);
  const due = dueSettings(run.plan, visit);
  if (visit.seats.length > 0 && !(before && same(dueSettings(before, visit), due))) alignDue(run, visit, due, used);
}

/** What a node says about its deadline. */
export function dueSettings(plan: FlowPlan, visit: Pick<Visit, "node">): Due | undefined {
  const node = nodeOf(plan, visit.node);
  return "due" in node ? node.due : undefined;
}

function alignWait(run: Run, visit: Visit, { until }: WaitNode, used: number): void {
  if ("dateField" in until) return armWaitDate(run, visit.id, until.dateField);
  if ("duration" in until) armWait(run, visit.id, run.env.now + Math.max(0, (durationMs(until.duration) ?? 0) - used), "pause");
}

/** A new deadline: its instant, and when so many percent of it are over; undefined where that is past. */
interface NewDue {
  readonly at: number;
  readonly working: boolean;
  readonly part: (percent: number) => number | undefined;
}

function alignDue(run: Run, visit: Visit, due: Due | undefined, used: number): void {
  const fired = visit.dueAt !== undefined && !run.instance.timers.some((one) => one.visit === visit.id && one.kind === "due");
  const next = due ? (due.dateField === undefined ? byDuration(run, visit, used) : byDate(run, visit, due)) : undefined;
  if (next && fired && next.at <= run.env.now) return; // it was overdue and is: nobody is told twice
  dropTimers(run, (timer) => timer.visit === visit.id && ladder.has(timer.kind));
  setDueAt(run, visit.id, next?.at);
  if (due && next) armLadder(run, visit.id, due, next);
}

function byDuration(run: Run, visit: Visit, used: number): NewDue | undefined {
  const length = lengthOf(run.plan, visit, run.env);
  if (length === undefined) return undefined;
  const working = countsWork(run.plan, visit, run.env);
  const at = (ms: number): number => afterWork(run, run.env.now, Math.max(0, ms - used), working);
  return { at: at(length), working, part: (percent) => (Math.floor((length * percent) / 100) < used ? undefined : at(Math.floor((length * percent) / 100))) };
}

function byDate(run: Run, visit: Visit, due: Due): NewDue | undefined {
  const date = answeredInstant(own(run.answers, due.dateField ?? ""));
  const from = (due.fromField === undefined ? undefined : answeredInstant(own(run.answers, due.fromField))) ?? visit.enteredAt;
  return date === undefined ? undefined : { at: Math.max(run.env.now, date), working: false, part: (percent) => from + Math.floor(((date - from) * percent) / 100) };
}

function armLadder(run: Run, id: string, due: Due, { at, working, part }: NewDue): void {
  const arm = (kind: "due" | "remind" | "overdue", i: number, dueAt: number): void =>
    armTimer(run, { id: `${id}:${kind}:${i}`, kind, visit: id, i, dueAt, whileSuspended: due.dateField === undefined ? "pause" : "hold", ...(working && kind !== "overdue" ? { working: true } : {}), ...(due.dateField !== undefined || working ? {} : { elapsed: elapsedAt({ node: id }) }) });
  arm("due", 0, at);
  for (const [i, percent] of (due.remindAt ?? []).entries()) {
    const when = part(percent);
    if (when !== undefined && when < at && when >= run.env.now) arm("remind", i, when);
  }
  for (const [i, step] of (due.overdue ?? []).entries()) arm("overdue", i, at + (durationMs(step.after) ?? 0));
}

function setDueAt(run: Run, id: string, dueAt: number | undefined): void {
  const visits = run.instance.visits.map((visit) => {
    if (visit.id !== id) return visit;
    const { dueAt: _, ...rest } = visit;
    return dueAt === undefined ? rest : { ...rest, dueAt };
  });
  run.instance = { ...run.instance, visits };
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
