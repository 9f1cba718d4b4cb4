import { hourMs, lagMs } from "./drift.ts";
import type { HealthPlan } from "./healthPlan.ts";
import type { HealthState } from "./healthState.ts";

/** Within these a next number is sure to be sound, whatever else comes: known before it is judged. */
export interface Foreseen {
  readonly value: number; // the newest, from which it must not jump
  readonly sameSince: number;
  readonly stuckMs: number; // 0: never stuck
  readonly perS: number; // slower than this,
  readonly atLeast: number; // or less than this, is no jump
  readonly until: number; // epoch ms: from here on an hour is due to be judged
}

/** What can be foreseen of a tag that looks at no other; undefined where its next number must be judged to know. */
export function foreseen(plan: HealthPlan, { value, sameSince, jump, drift }: HealthState): Foreseen | undefined {
  const looksAtOthers = plan.connected.length > 0 || (plan.drift?.peers ?? []).length > 0;
  if (!plan.numeric || plan.noise || looksAtOthers || value === null || jump.suspect !== null || drift?.drifting === true) return undefined;
  if (plan.jump !== null && jump.last !== value) return undefined;
  return {
    value, sameSince, stuckMs: plan.stuckMs, perS: plan.jump?.perS ?? Infinity, atLeast: plan.jump?.atLeast ?? Infinity,
    until: plan.drift === null ? Infinity : ((drift?.judged ?? 0) + 2) * hourMs + lagMs,
  };
}
