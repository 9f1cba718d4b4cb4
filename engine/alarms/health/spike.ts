import type { HealthPlan } from "./healthPlan.ts";

/** What is remembered to see a spike: the last values believed, and the one in doubt. */
export interface JumpState {
  believed: number[]; // the last 11, a ring
  slot: number; // where the next one goes
  last: number; // the newest of them
  lastAt: number;
  suspect: number | null; // a value that jumped and waits for the next one
  suspectAt: number;
  counted: number; // jumps of kinds where they are only counted
}

export function freshJump(): JumpState {
  return { believed: [], slot: 0, last: 0, lastAt: -Infinity, suspect: null, suspectAt: -Infinity, counted: 0 };
}

export function copyJump(state: JumpState): JumpState {
  return { ...state, believed: state.believed.slice() };
}

/** Event time (ms) within which the next sample must come to tell spike from jump; after it the value is not believed any more. */
export const doubtMs = 60_000;

/** So many values believed are remembered. */
export const remembered = 11;
const factor = 5 * 1.4826; // of the median absolute deviation: 5 σ of a normal noise

/** What a sample tells of itself and of the one in doubt before it. */
export interface JumpVerdict {
  readonly inDoubt: boolean;
  readonly before: "believed" | "spike" | null;
}

const calm: JumpVerdict = { inDoubt: false, before: null };

/**
 * Takes in a number. One that is over 5 × 1.4826 MAD from the median of the
 * last 11 and came faster than its kind can slew is in doubt until the next:
 * nearer to it, both are believed; back, it was a spike (alarms.md 6).
 * `usable` is false for a number out of range: it may confirm, never refute.
 */
export function judgeJump(plan: HealthPlan, state: JumpState, v: number, ts: number, usable: boolean): JumpVerdict {
  if (plan.jump === null) return calm;
  if (state.suspect !== null) return settle(plan, state, state.suspect, v, ts, usable);
  if (!usable) return calm;
  if (!isJump(plan.jump, state, v, ts)) return believe(state, v, ts, null);
  if (!plan.jump.countedOnly) return doubt(state, v, ts, null);
  state.counted += 1;
  return believe(state, v, ts, null);
}

/** The value in doubt had no successor in time: it is not believed. */
export function endDoubt(state: JumpState, ts: number): boolean {
  if (state.suspect === null || ts - state.suspectAt <= doubtMs) return false;
  state.suspect = null;
  return true;
}

function settle(plan: HealthPlan, state: JumpState, suspect: number, v: number, ts: number, usable: boolean): JumpVerdict {
  const middle = medianOf(state.believed);
  if (Math.abs(v - suspect) <= Math.abs(v - middle)) {
    push(state, suspect, state.suspectAt);
    return usable ? believe(state, v, ts, "believed") : { inDoubt: false, before: forget(state, "believed") };
  }
  if (!usable) return calm;
  return isJump(plan.jump!, state, v, ts) ? doubt(state, v, ts, "spike") : believe(state, v, ts, "spike");
}

function isJump(limits: NonNullable<HealthPlan["jump"]>, state: JumpState, v: number, ts: number): boolean {
  const { believed } = state;
  if (believed.length < remembered) return false;
  const far = Math.abs(v - state.last);
  if (far <= limits.atLeast || far <= (limits.perS * (ts - state.lastAt)) / 1000) return false;
  const middle = medianOf(believed);
  return Math.abs(v - middle) > factor * medianOf(believed.map((one) => Math.abs(one - middle)));
}

function believe(state: JumpState, v: number, ts: number, before: JumpVerdict["before"]): JumpVerdict {
  push(state, v, ts);
  return before === null ? calm : { inDoubt: false, before: forget(state, before) };
}

function doubt(state: JumpState, v: number, ts: number, before: JumpVerdict["before"]): JumpVerdict {
  state.suspect = v;
  state.suspectAt = ts;
  return { inDoubt: true, before };
}

function forget<T>(state: JumpState, before: T): T {
  state.suspect = null;
  return before;
}

function push(state: JumpState, v: number, ts: number): void {
  state.believed[state.slot] = v;
  state.slot = (state.slot + 1) % remembered;
  state.last = v;
  state.lastAt = ts;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
