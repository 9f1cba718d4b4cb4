import { valueByQuality } from "../usable.ts";
import type { JudgeContext, Value } from "../context.ts";
import { phrase, span } from "../explain/speech.ts";
import { failed, type RuleOperator } from "../node.ts";
import { unitOf } from "../units/table.ts";
import { product, spanOf } from "../units/unit.ts";
import { badArguments, maxRingS, textArgument } from "./arguments.ts";
import { longValue, maxLongS } from "./longWindow.ts";
import { windowInput } from "./window.ts";

const minCoverage = 0.8;

/** `avg[w]`: time-weighted over held good values; unknown when they cover under 80 % of the window. */
export const averageOperator: RuleOperator = {
  name: "avg",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}在 {w} 内的平均值", "the mean of {x} over {w}", { x: input(textArgument(args, 1)), w: span(Number(args[0])) }),
  compile(args, path, scope) {
    const found = windowInput(args, "avg", maxLongS, path, scope);
    if (!found) return failed;
    const { ref, windowMs, long } = found;
    const indexIn = (ctx: JudgeContext): number => (ref.index === "self" ? ctx.self : ref.index);
    return {
      type: ref.unit ? { kind: "number", unit: ref.unit, measured: true } : { kind: "any" },
      run: long ? (ctx) => longValue(ctx, long, indexIn(ctx), "avg") : (ctx) => average(ctx, indexIn(ctx), windowMs),
    };
  },
};

/** `rate[w, "s" | "min" | "h"]`: (v(t) − v(t − w)) ÷ w over held values; unknown when either end has none. */
export const rateOperator: RuleOperator = {
  name: "rate",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}在 {w} 内的变化速率", "the rate of change of {x} over {w}", { x: input(textArgument(args, 2)), w: span(Number(args[0])) }),
  compile(args, path, scope) {
    const per = textArgument(args, 1) ?? "s";
    if (!["s", "min", "h"].includes(per)) return badArguments(scope, "rate", path, "[w, \"s\" | \"min\" | \"h\", alias?]");
    const found = windowInput(args, "rate", maxRingS, path, scope, 2);
    if (!found) return failed;
    const { ref, windowMs } = found;
    const periods = windowMs / 1000 / unitOf(per).factor;
    return {
      type: ref.unit ? { kind: "number", unit: product(spanOf(ref.unit), unitOf(per), -1), measured: true } : { kind: "any" },
      run: (ctx) => {
        const index = ref.index === "self" ? ctx.self : ref.index;
        const end = heldAt(ctx, index, ctx.t);
        const start = heldAt(ctx, index, ctx.t - windowMs);
        return end === undefined || start === undefined ? undefined : (end - start) / periods;
      },
    };
  },
};

function average(ctx: JudgeContext, index: number, windowMs: number): Value {
  const from = ctx.t - windowMs;
  let area = 0;
  let covered = 0;
  eachHeld(ctx, index, (value, start, end) => {
    const span = Math.min(end, ctx.t) - Math.max(start, from);
    if (span <= 0) return;
    area += value * span;
    covered += span;
  });
  return covered < minCoverage * windowMs ? undefined : area / covered;
}

function heldAt(ctx: JudgeContext, index: number, at: number): number | undefined {
  let found: number | undefined;
  eachHeld(ctx, index, (value, start, end) => {
    if (start <= at && (at < end || (at === end && at === ctx.t))) found = value;
  });
  return found;
}

/** Walks the spans over which each usable value is held: to the next sample, or to the end of its hold. */
function eachHeld(ctx: JudgeContext, index: number, visit: (value: number, start: number, end: number) => void): void {
  const ring = ctx.inputs[index]?.ring ?? [];
  const plan = ctx.plans[index];
  if (!plan) return;
  const holdMs = ctx.mode === "raise" ? plan.holdRaiseMs : plan.holdClearMs;
  ring.forEach((sample, at) => {
    const value = valueByQuality(ctx, plan, sample);
    if (typeof value !== "number" || (ctx.mode === "clear" && sample.ts <= ctx.gapAt)) return;
    visit(value, sample.ts, Math.min(ring[at + 1]?.ts ?? ctx.t, sample.ts + holdMs));
  });
}
