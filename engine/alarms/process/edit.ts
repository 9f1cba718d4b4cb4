import type { ProcessPlan } from "../../rules/compileRule.ts";
import { copyInput, emptyInput, type Sample } from "../../rules/sample.ts";
import { judge, judgeSuppression } from "./judge.ts";
import { freshContext, freshState, type ProcessState } from "./state.ts";

/** What is known of a tag when a process begins to read it. */
export interface TagHistory {
  readonly latest: Sample | null;
  readonly sameSince: number;
  readonly recent: readonly Sample[];
}

/**
 * The state of an edited process at instant `at` (alarms.md 10): `active` and
 * what is known of the inputs are carried; the run only where the texts are
 * unchanged. One judgement is made with the new texts.
 */
export function editedState(old: ProcessState, plan: ProcessPlan, sameTexts: boolean, at: number, history: (tagId: string) => TagHistory | undefined): ProcessState {
  const ctx = freshContext(plan);
  plan.plans.forEach((input, index) => {
    const before = old.ctx.plans.findIndex((one) => one.tag.id === input.tag.id);
    ctx.inputs[index] = before >= 0 && old.ctx.plans[before]!.ringMs >= input.ringMs ? copyInput(old.ctx.inputs[before]!) : seeded(history(input.tag.id));
    ctx.inputs[index].fresh = false;
  });
  ctx.gapAt = old.ctx.gapAt;
  const keeps = sameTexts && old.ctx.slots.length === ctx.slots.length;
  if (keeps) ctx.slots = old.ctx.slots;
  return judged({ t: at, active: old.active, runSince: sameTexts ? old.runSince : null, frozen: old.frozen, suppressed: old.suppressed, calmSince: null, ctx }, plan, at);
}

/** The state of a new process at instant `at`: it knows the latest sample of each input. */
export function newState(plan: ProcessPlan, at: number, history: (tagId: string) => TagHistory | undefined): ProcessState {
  const state = freshState(plan);
  plan.plans.forEach((input, index) => {
    state.ctx.inputs[index] = seeded(history(input.tag.id));
  });
  return Number.isFinite(at) ? judged({ ...state, t: at }, plan, at) : state;
}

function judged(state: ProcessState, plan: ProcessPlan, at: number): ProcessState {
  if (!Number.isFinite(at)) return state;
  state.ctx.t = at;
  for (const watcher of plan.watchers) watcher.observe(state.ctx);
  judgeSuppression(plan, state);
  judge(plan, state);
  return state;
}

function seeded(history: TagHistory | undefined): ReturnType<typeof emptyInput> {
  const input = emptyInput();
  if (!history?.latest) return input;
  return { ...input, now: [history.latest], sameSince: history.sameSince, ring: history.recent.slice() };
}
