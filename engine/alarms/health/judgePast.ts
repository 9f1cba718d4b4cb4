import type { Tag } from "../../model/tag.ts";
import type { Sample } from "../../rules/sample.ts";
import { healthPlan } from "./healthPlan.ts";
import { JudgedLog } from "./judgedLog.ts";

/** Judges stored samples of one tag, sorted by time, by themselves: nothing is known from before, nor of other tags. */
export function judgePast(tag: Tag, samples: readonly Sample[]): readonly Sample[] {
  const log = new JudgedLog(healthPlan(tag));
  const judged = samples.map((sample, at) => log.insert(sample, at, () => undefined));
  return judged.some(({ sample, changed }, at) => sample !== samples[at] || changed.length > 0) ? log.judged : samples;
}
