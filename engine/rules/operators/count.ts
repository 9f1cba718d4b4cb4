import { isReport } from "../measurement.ts";
import { usableValue, valueByQuality, isHeld } from "../usable.ts";
import { currentSample, type JudgeContext, type Value } from "../context.ts";
import { failed, type CompiledNode, type NodeType, type RuleOperator } from "../node.ts";
import type { Sample } from "../sample.ts";
import { phrase, span } from "../explain/speech.ts";
import { maxRingS } from "./arguments.ts";
import { longValue, maxLongS } from "./longWindow.ts";
import { truth } from "./kleene.ts";
import { windowInput } from "./window.ts";

/**
 * `count[w, cond?]`: samples of the window that meet the condition (or all).
 * While the tag is stale a count only says "at least": it is unknown then,
 * as silence is no evidence that nothing happened. Of forms the platform has
 * every report: their count is always known, over any window up to 30 days.
 */
export const countOperator: RuleOperator = {
  name: "count",
  isTerm: true,
  words: ({ args, plain, isReport: reports }) => phrase(`{w} 内{c}${reports ? "表单的份数" : "读数的个数"}`, `the number of ${reports ? "forms" : "readings"}{c} in {w}`, { w: span(Number(args[0])), c: args.length > 1 ? phrase("满足“{c}”的", " with \"{c}\"", { c: plain(1) }) : "" }),
  compile(args, path, scope) {
    const self = scope.input(undefined, path);
    const found = self && windowInput([args[0] ?? null], "count", args.length > 1 && !isReport(self.tag) ? maxRingS : maxLongS, path, scope);
    if (!found) return failed;
    const { long } = found;
    if (long) return { type: countType, run: (ctx) => longValue(ctx, long, ctx.self, "count") };
    const cond = args.length > 1 ? scope.compile(args[1] ?? null, `${path}/1`) : undefined;
    return { type: countType, run: (ctx) => count(ctx, found.windowMs, cond) };
  },
};

const countType: NodeType = { kind: "number", unit: null, measured: false };

function count(ctx: JudgeContext, windowMs: number, cond: CompiledNode | undefined): Value {
  const { tag } = ctx.plans[ctx.self]!;
  if (isReport(tag)) return countReports(ctx, windowMs, cond);
  const sample = currentSample(ctx, ctx.self);
  const plan = ctx.plans[ctx.self];
  const input = ctx.inputs[ctx.self];
  if (!sample || !plan || !input || !isHeld(ctx, plan, sample) || usableValue(ctx, ctx.self) === undefined) return undefined;
  let total = 0;
  for (const one of input.ring) {
    if (one.ts <= ctx.t - windowMs || one.ts > ctx.t) continue;
    if (meets(ctx, one, cond) === true) total += 1;
  }
  return total;
}

/** None is none: every report that came in is known. One that cannot be judged does not count, and is no evidence of calm either. */
function countReports(ctx: JudgeContext, windowMs: number, cond: CompiledNode | undefined): Value {
  let total = 0;
  for (const one of ctx.inputs[ctx.self]?.ring ?? []) {
    if (one.ts <= ctx.t - windowMs || one.ts > ctx.t) continue;
    const verdict = meets(ctx, one, cond);
    if (verdict === undefined && ctx.mode === "clear") return undefined;
    if (verdict === true) total += 1;
  }
  return total;
}

function meets(ctx: JudgeContext, sample: Sample, cond: CompiledNode | undefined): boolean | undefined {
  const plan = ctx.plans[ctx.self]!;
  if (!cond) return valueByQuality(ctx, plan, sample) !== undefined;
  const { inputs, t } = ctx;
  ctx.inputs = inputs.slice();
  ctx.inputs[ctx.self] = { ...inputs[ctx.self]!, now: [sample] };
  ctx.t = sample.ts;
  const verdict = truth(cond.run(ctx));
  ctx.inputs = inputs;
  ctx.t = t;
  return verdict;
}
