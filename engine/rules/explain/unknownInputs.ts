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
  const found = faults.find(([flag]) => (sample.flags & flag) !== 0);
  if (found) return phrase(`{tag} ${found[1]}`, `{tag} ${found[2]}`, { tag });
  if (sample.q === 1) return phrase("{tag} 的读数质量存疑", "the reading of {tag} is uncertain", { tag });
  return phrase("{tag} 的读数质量为坏", "the reading of {tag} is bad", { tag });
}

/** What was found wrong with a reading, the plainest first. */
const faults: readonly (readonly [flag: number, zh: string, en: string])[] = [
  [sampleFlags.wire, "的电流回路断线或短路", "has a broken signal loop"],
  [sampleFlags.over, "超量程", "is over its range"],
  [sampleFlags.under, "低于量程", "is under its range"],
  [sampleFlags.stuck, "的数值长时间不变化", "does not move, as if stuck"],
  [sampleFlags.suspect, "突然跳变，等下一个读数确认", "jumped; the next reading will tell whether it is real"],
  [sampleFlags.spike, "出现尖峰，下一个读数已回到原处", "showed a spike; the next reading was back"],
  [sampleFlags.drift, "的数值在漂移", "is drifting"],
];
