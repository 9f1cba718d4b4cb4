import type { JudgeContext } from "../../rules/context.ts";
import type { ProcessPlan } from "../../rules/compileRule.ts";
import { copySlots, freshSlots } from "../../rules/node.ts";
import { copyInput, emptyInput } from "../../rules/sample.ts";

/** State of one condition process at instant `t` (alarms.md 3). Plain but mutable; `copyState` before branching. */
export interface ProcessState {
  t: number; // the last instant judged; -Infinity before the first
  active: boolean;
  runSince: number | null; // an unfinished on- or off-delay
  frozen: boolean; // the relevant result is unknown
  suppressed: boolean;
  calmSince: number | null; // since when suppressWhen has not been true, while still suppressed
  ctx: JudgeContext;
}

/** An edge of the condition process. */
export interface ProcessEdge {
  readonly kind: "raise" | "clear";
  readonly at: number; // due event time
  readonly value: number | string | boolean | null; // of the key's own tag
  readonly suppressed: boolean;
  readonly byTimer: boolean; // no sample came at this instant
}

export function freshState(plan: ProcessPlan): ProcessState {
  return { t: -Infinity, active: false, runSince: null, frozen: true, suppressed: false, calmSince: null, ctx: freshContext(plan) };
}

export function freshContext(plan: ProcessPlan): JudgeContext {
  return {
    mode: "raise", t: -Infinity, self: 0, gapAt: -Infinity, raiseOnly: plan.raiseOnly, plans: plan.plans,
    inputs: plan.plans.map(() => emptyInput()), conflict: false, slots: freshSlots(plan.slots), choice: plan.plans.map(() => 0),
  };
}

export function copyState(state: ProcessState): ProcessState {
  return { ...state, ctx: { ...state.ctx, inputs: state.ctx.inputs.map(copyInput), slots: copySlots(state.ctx.slots), choice: state.ctx.choice.map(() => 0) } };
}
