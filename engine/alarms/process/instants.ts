import type { ProcessPlan } from "../../rules/compileRule.ts";
import { nextBoundary } from "../../rules/calendars.ts";
import { isReport } from "../../rules/measurement.ts";
import type { ProcessState } from "./state.ts";

/** The next instant after `state.t` at which the judgement may change without a record; +∞ when there is none. */
export function nextOwnInstant(plan: ProcessPlan, state: ProcessState): number {
  let next = dueAt(plan, state);
  if (state.calmSince !== null) next = Math.min(next, later(state.calmSince + plan.suppressHoldMs, state.t));
  const { inputs } = state.ctx;
  for (let at = 0; at < inputs.length; at += 1) {
    const ts = inputs[at]!.now[0]?.ts;
    if (ts === undefined) continue;
    const input = plan.plans[at]!;
    // A value is known up to and including the end of its hold: the change is one millisecond later.
    next = sooner(next, ts + input.holdRaiseMs + 1, state.t);
    next = sooner(next, ts + input.holdClearMs + 1, state.t);
    if (input.isEvent) next = sooner(next, ts + input.eventHoldMs + 1, state.t);
  }
  return isPlain(plan) ? next : Math.min(next, nextOfRest(plan, state));
}

/** The earlier of two instants, where the second one is still to come. */
function sooner(next: number, at: number, t: number): number {
  return at > t && at < next ? at : next;
}

/** True of most rules: nothing but the values of their points changes them. */
function isPlain({ calendars, reports, long, gridMs }: ProcessPlan): boolean {
  return calendars.length === 0 && reports === undefined && long.length === 0 && gridMs === 0;
}

function nextOfRest(plan: ProcessPlan, state: ProcessState): number {
  let next = Number.POSITIVE_INFINITY;
  if (plan.calendars.length > 0 && Number.isFinite(state.t)) next = nextBoundary(plan.calendars, state.t);
  for (const windowMs of plan.reports?.windowsMs ?? none) next = Math.min(next, nextExpiry(plan, state, windowMs));
  for (const { bucketMs, buckets } of plan.long) next = Math.min(next, nextGrid(plan, state, bucketMs, bucketMs * buckets));
  return plan.gridMs > 0 ? Math.min(next, nextGrid(plan, state, plan.gridMs, plan.memoryMs === 0 ? ageBoundMs : 2 * plan.memoryMs)) : next;
}

/** When the unfinished run becomes an edge. */
export function dueAt(plan: ProcessPlan, state: ProcessState): number {
  if (state.runSince === null) return Number.POSITIVE_INFINITY;
  return state.runSince + (state.active ? plan.offDelayMs : plan.onDelayMs);
}

function later(at: number, t: number): number {
  return at > t ? at : Number.POSITIVE_INFINITY;
}

// Grid instants are multiples of gridS since 1970, so that a replay meets the very same ones.
function nextGrid(plan: ProcessPlan, state: ProcessState, gridMs: number, memoryMs: number): number {
  if (!Number.isFinite(state.t)) return Number.POSITIVE_INFINITY;
  const next = (Math.floor(state.t / gridMs) + 1) * gridMs;
  return next <= lastInteresting(plan, state, gridMs, memoryMs) ? next : Number.POSITIVE_INFINITY;
}

const ageBoundMs = 2 * 86_400_000;

// Once every window is empty and every hold has ended nothing moves but `age`, and no rule asks for more than a day of it.
function lastInteresting(plan: ProcessPlan, state: ProcessState, gridMs: number, memoryMs: number): number {
  let last = -Infinity;
  state.ctx.inputs.forEach((input, at) => {
    const ts = input.now[0]?.ts;
    const hold = plan.plans[at]!.holdRaiseMs;
    if (ts !== undefined) last = Math.max(last, ts + memoryMs + hold + gridMs + 1);
  });
  return last;
}

/** When the next report falls out of a window. */
function nextExpiry(plan: ProcessPlan, state: ProcessState, windowMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  state.ctx.inputs.forEach((input, at) => {
    if (isReport(plan.plans[at]!.tag)) for (const { ts } of input.ring) next = Math.min(next, later(ts + windowMs, state.t));
  });
  return next;
}

const none: readonly number[] = [];
