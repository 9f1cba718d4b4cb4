import { workingBetween } from "../../time/calendar/index.ts";
import { durationMs, workingMs } from "../duration.ts";
import { type FlowPlan, nodeOf } from "../plan/plan.ts";
import type { FlowEnv, FlowInstance, Timer, Visit } from "../types.ts";

/**
 * Milliseconds of its deadline (or wait) a visit has used, pauses left out:
 * working time where the flow counts that. Without a duration to go by it is
 * the time since the visit opened.
 */
export function usedTime(plan: FlowPlan, instance: FlowInstance, visit: Visit, env: FlowEnv): number {
  const working = countsWork(plan, visit, env);
  const length = lengthOf(plan, visit, env);
  const timer = instance.timers.find((one) => one.visit === visit.id && (one.kind === "due" || one.kind === "wait"));
  const end = timer?.dueAt ?? visit.dueAt;
  if (length === undefined || end === undefined || (timer && (timer.working === true) !== working)) return between(env, working, visit.enteredAt, env.now);
  return length - leftOf(env, working, end, timer);
}

/** True where a visit's duration is counted on the calendar; a wait runs by the clock. */
export function countsWork(plan: FlowPlan, visit: Pick<Visit, "node">, env: FlowEnv): boolean {
  return env.calendar !== undefined && nodeOf(plan, visit.node).kind !== "wait";
}

/** The length of a visit's deadline or wait; undefined for a date, an event, or none. */
export function lengthOf(plan: FlowPlan, visit: Pick<Visit, "node">, env: FlowEnv): number | undefined {
  const node = nodeOf(plan, visit.node);
  if (node.kind === "wait") return "duration" in node.until ? durationMs(node.until.duration) : undefined;
  const due = "due" in node ? node.due : undefined;
  if (due === undefined || due.dateField !== undefined) return undefined;
  return env.calendar ? workingMs(due.after, env.calendar) : durationMs(due.after);
}

/** What is left until `end`; less than nothing when it is past. */
function leftOf(env: FlowEnv, working: boolean, end: number, timer: Timer | undefined): number {
  if (timer?.remainingMs !== undefined) return timer.remainingMs;
  return end >= env.now ? between(env, working, env.now, end) : -between(env, working, end, env.now);
}

function between(env: FlowEnv, working: boolean, from: number, to: number): number {
  const counted = working && env.calendar ? workingBetween(env.calendar, from, to)?.ms : undefined;
  return counted ?? to - from;
}
