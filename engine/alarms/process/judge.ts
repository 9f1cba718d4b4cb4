import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { JudgeContext, Mode, Value } from "../../rules/context.ts";
import type { ProcessState } from "./state.ts";

const maxChoices = 64;

/** One judgement at the present instant: starts, keeps or drops the run (alarms.md 3.1, 3.2). */
export function judge(plan: ProcessPlan, state: ProcessState): void {
  const up = verdict(plan.raise, state.ctx, "raise");
  if (!state.active) return hold(state, up === true, up === undefined);
  const calm = verdict(plan.clear, state.ctx, "clear");
  hold(state, calm === true && up !== true, calm === undefined);
}

function hold(state: ProcessState, running: boolean, frozen: boolean): void {
  state.runSince = running ? (state.runSince ?? state.ctx.t) : null;
  state.frozen = frozen;
}

/**
 * The condition in a mode. With conflicting values any choice may raise and
 * all must clear (alarms.md 3.5).
 */
export function verdict(run: (ctx: JudgeContext) => Value, ctx: JudgeContext, mode: Mode): boolean | undefined {
  ctx.mode = mode;
  if (!ctx.conflict) return truth(run(ctx));
  return overChoices(run, ctx, mode === "raise");
}

function overChoices(run: (ctx: JudgeContext) => Value, ctx: JudgeContext, decisive: boolean): boolean | undefined {
  const sizes = ctx.inputs.map((input) => Math.max(1, input.now.length));
  const total = sizes.reduce((a, b) => a * b, 1);
  let result: boolean | undefined = total > maxChoices ? undefined : !decisive;
  for (let number = 0; number < Math.min(total, maxChoices); number += 1) {
    choose(ctx, sizes, number);
    const value = truth(run(ctx));
    if (value === decisive) {
      result = decisive;
      break;
    }
    if (value === undefined) result = undefined;
  }
  ctx.choice.fill(0);
  return result;
}

function choose(ctx: JudgeContext, sizes: readonly number[], number: number): void {
  let rest = number;
  sizes.forEach((size, at) => {
    ctx.choice[at] = rest % size;
    rest = Math.floor(rest / size);
  });
}

function truth(value: Value): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** Suppression by design: begins when the expression is true, ends `suppressHoldS` after it stopped being true; unknown is not suppressed. */
export function judgeSuppression(plan: ProcessPlan, state: ProcessState): void {
  if (!plan.suppress) return;
  if (verdict(plan.suppress, state.ctx, "clear") === true) {
    state.suppressed = true;
    state.calmSince = null;
    return;
  }
  if (!state.suppressed) return;
  state.calmSince ??= state.ctx.t;
  if (state.ctx.t - state.calmSince < plan.suppressHoldMs) return;
  state.suppressed = false;
  state.calmSince = null;
}
