import type { ConditionProcess } from "../process/conditionProcess.ts";
import { dueAt } from "../process/instants.ts";
import type { ProcessPlan } from "../../rules/compileRule.ts";

/** Values strictly between two levels, for which a process judges nothing new until `due` (event time). */
export interface QuietBand {
  readonly low: number;
  readonly high: number;
  readonly due: number;
}

/**
 * True when all a process judges is the present value of its one point against
 * fixed levels: then good values between two levels, one after the other and
 * each within the hold of the last, cannot change anything before a delay is over.
 */
export function maybeQuiet({ plans, levels, watchers, suppress, gridMs, long, calendars, memoryMs }: ProcessPlan): boolean {
  return levels !== null && plans.length === 1 && plans[0]!.eventHoldMs === 0 && watchers.length === 0 && suppress === null && gridMs === 0 && long.length === 0 && calendars.length === 0 && memoryMs === 0;
}

/** The band a process is quiet in now; undefined while the state is unknown, or it stands on a level. */
export function quietBand({ plan, head, past, taken }: ConditionProcess): QuietBand | undefined {
  const samples = head.ctx.inputs[0]!.now;
  const value = samples[0]?.v;
  if (samples.length !== 1 || samples[0]!.q !== 0 || samples[0]!.flags !== 0 || typeof value !== "number") return undefined;
  if (head.frozen || taken < past.judged.length || samples[0]!.ts <= head.ctx.gapAt || head.t !== samples[0]!.ts) return undefined;
  let low = -Infinity;
  let high = Infinity;
  for (const level of plan.levels!) {
    if (level === value) return undefined;
    if (level < value) low = level > low ? level : low;
    else high = level < high ? level : high;
  }
  return { low, high, due: dueAt(plan, head) };
}
