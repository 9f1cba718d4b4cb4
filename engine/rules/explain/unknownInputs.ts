import type { I18nText } from "../../model/text.ts";
import { currentSample, type InputPlan, type JudgeContext } from "../context.ts";
import { sampleFlags, type Sample } from "../sample.ts";
import { isHeld, valueByQuality } from "../usable.ts";
import { phrase, span } from "./speech.ts";

/** Why inputs are unknown in the mode of `ctx`, in the order of the inputs. */
export function unknownInputs(ctx: JudgeContext): readonly I18nText[] {
  return ctx.plans.flatMap((plan, index) => {
    const sample = currentSample(ctx, index);
    if (!sample && plan.tag.report) return [phrase("{tag} 还没有提交", "{tag} has none yet", { tag: plan.tag.title })];
    if (!sample) return [phrase("{tag} 还没有读数", "{tag} has no reading yet", { tag: plan.tag.id })];
    if (!isHeld(ctx, plan, sample)) return [silence(ctx, plan, sample)];
    return valueByQuality(ctx, plan, sample) === undefined ? [quality(plan, sample)] : [];
  });
}

function silence(ctx: JudgeContext, plan: InputPlan, sample: Sample): I18nText {
  const { id: tag } = plan.tag;
  const held = ctx.mode === "raise" ? plan.holdRaiseMs : plan.holdClearMs;
  if (ctx.t - sample.ts <= held) return phrase("{tag} 自中断以来没有新读数", "{tag} has no new reading since the interruption", { tag });
  return phrase("{tag} 已 {age} 没有读数（一个读数最多用 {held}）", "{tag} has had no reading for {age} (a reading stands for {held} at most)", { tag, age: span((ctx.t - sample.ts) / 1000), held: span(held / 1000) });
}

function quality(plan: InputPlan, sample: Sample): I18nText {
  const { id: tag } = plan.tag;
  if ((sample.flags & sampleFlags.over) !== 0) return phrase("{tag} 超量程", "{tag} is over its range", { tag });
  if (sample.q === 1) return phrase("{tag} 的读数质量存疑", "the reading of {tag} is uncertain", { tag });
  return phrase("{tag} 的读数质量为坏", "the reading of {tag} is bad", { tag });
}
