import { sampleFlags, type Sample, type SampleValue } from "./sample.ts";
import { isReport } from "./measurement.ts";
import { currentSample, type InputPlan, type JudgeContext } from "./context.ts";

/** The value of an input as the mode may use it, or `undefined` for unknown: the table of alarms.md 2. */
export function usableValue(ctx: JudgeContext, index: number): SampleValue | undefined {
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  if (!sample || !plan || !isHeld(ctx, plan, sample)) return undefined;
  return valueByQuality(ctx, plan, sample);
}

/** True while the sample may still stand for the present. */
export function isHeld(ctx: JudgeContext, plan: InputPlan, sample: Sample): boolean {
  if (isReport(plan.tag)) return true;
  if (ctx.mode === "raise") return ctx.t - sample.ts <= plan.holdRaiseMs;
  return ctx.t - sample.ts <= plan.holdClearMs && sample.ts > ctx.gapAt;
}

/** What a sample is worth in a mode, whatever its age. */
export function valueByQuality(ctx: JudgeContext, plan: InputPlan, sample: Sample): SampleValue | undefined {
  if ((sample.flags & sampleFlags.over) !== 0) return overRange(ctx, plan);
  if (sample.q === 2 || sample.v === null) return undefined;
  if (sample.q === 1 && (ctx.mode === "clear" || !ctx.raiseOnly)) return undefined;
  return sample.v;
}

// A rich leak drives a sensor past its span: it must meet every high limit, and never count as calm.
function overRange(ctx: JudgeContext, plan: InputPlan): number | undefined {
  return plan.highIsDanger && ctx.mode === "raise" ? plan.tag.range?.max : undefined;
}
