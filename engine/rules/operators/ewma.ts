import type { JudgeContext, Mode, Value } from "../context.ts";
import { currentSample } from "../context.ts";
import { phrase, span } from "../explain/speech.ts";
import { failed, type RuleOperator, type Watcher } from "../node.ts";
import { isHeld, valueByQuality } from "../usable.ts";
import { maxRingS, textArgument } from "./arguments.ts";
import { windowInput } from "./window.ts";

/**
 * `ewma[τ, alias?]`: exponentially weighted mean, a step after Δt weighing
 * 1 − exp(−Δt/τ). Unknown for the first τ seconds, and again after a silence
 * longer than a value is held; for clearing also after a gap.
 */
export const ewmaOperator: RuleOperator = {
  name: "ewma",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}在 {w} 上的指数平均值", "the exponential mean of {x} over {w}", { x: input(textArgument(args, 1)), w: span(Number(args[0])) }),
  compile(args, path, scope) {
    const found = windowInput(args, "ewma", maxRingS, path, scope);
    if (!found) return failed;
    const { ref, windowMs } = found;
    const slot = scope.newSlot();
    scope.watchers.push(watcher(slot, windowMs));
    return {
      type: ref.unit ? { kind: "number", unit: ref.unit, measured: true } : { kind: "any" },
      run: (ctx) => mean(ctx, slot, ref.index === "self" ? ctx.self : ref.index, windowMs),
    };
  },
};

// Three marks for each input and mode: the mean, when it last moved, when it began (−1: not begun).
const perSeries = 3;

function at(index: number, mode: Mode): number {
  return perSeries * (2 * index + (mode === "raise" ? 0 : 1));
}

function watcher(slot: number, tauMs: number): Watcher {
  return {
    slot,
    observe(ctx) {
      const before = ctx.mode;
      ctx.inputs.forEach((input, index) => {
        if (input.fresh) for (const mode of ["raise", "clear"] as const) take(ctx, slot, index, mode, tauMs);
      });
      ctx.mode = before;
    },
  };
}

function take(ctx: JudgeContext, slot: number, index: number, mode: Mode, tauMs: number): void {
  ctx.mode = mode;
  const { marks } = ctx.slots[slot]!;
  while (marks.length <= at(index, "clear") + perSeries) marks.push(-1);
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  const value = sample && plan ? valueByQuality(ctx, plan, sample) : undefined;
  if (!sample || !plan || typeof value !== "number") return;
  const series = at(index, mode);
  const last = marks[series + 1]!;
  const heldMs = mode === "raise" ? plan.holdRaiseMs : plan.holdClearMs;
  const goesOn = marks[series + 2]! !== -1 && sample.ts - last <= heldMs && (mode === "raise" || last > ctx.gapAt);
  const mean = marks[series]!;
  marks[series] = goesOn ? mean + (1 - Math.exp((last - sample.ts) / tauMs)) * (value - mean) : value;
  marks[series + 1] = sample.ts;
  if (!goesOn) marks[series + 2] = sample.ts;
}

function mean(ctx: JudgeContext, slot: number, index: number, tauMs: number): Value {
  const { marks } = ctx.slots[slot]!;
  const series = at(index, ctx.mode);
  const began = marks[series + 2] ?? -1;
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  if (began === -1 || !sample || !plan || !isHeld(ctx, plan, { ...sample, ts: marks[series + 1]! })) return undefined;
  return ctx.t - began < tauMs ? undefined : marks[series];
}
