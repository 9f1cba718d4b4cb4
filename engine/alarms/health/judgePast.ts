import type { Tag } from "../../model/tag.ts";
import type { Sample } from "../../rules/sample.ts";
import { healthPlan } from "./healthPlan.ts";
import { JudgedLog } from "./judgedLog.ts";

/** Judges stored samples of one tag, sorted by time, by themselves: nothing is known from before, nor of other tags. */
export function judgePast(tag: Tag, samples: readonly Sample[]): readonly Sample[] {
  const log = new JudgedLog(healthPlan(tag));
  for (const sample of samples) log.insert(sample, log.raw.length, () => undefined);
  return log.judged;
}
