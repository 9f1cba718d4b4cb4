import type { Tag } from "../../model/tag.ts";
import { isReport, staleAfterS } from "../../rules/measurement.ts";
import type { TagSample } from "../alarmEngine.ts";

/** How much of a span a tag was known. */
export interface TagCoverage {
  readonly tagId: string;
  readonly expected: number;
  readonly present: number;
  readonly bad: number;
  readonly knownPct: number; // share of time with a usable value that was not stale
}

/** Coverage of each tag over [from, to] (epoch ms). */
export function coverageOf(tags: readonly Tag[], samples: readonly TagSample[], from: number, to: number): readonly TagCoverage[] {
  const byTag = new Map<string, TagSample["sample"][]>();
  for (const { tagId, sample } of samples) {
    if (sample.ts > to) continue;
    const list = byTag.get(tagId);
    if (list) list.push(sample);
    else byTag.set(tagId, [sample]);
  }
  return tags.map((tag) => coverageOfTag(tag, (byTag.get(tag.id) ?? []).sort((a, b) => a.ts - b.ts), from, to));
}

function coverageOfTag(tag: Tag, samples: readonly TagSample["sample"][], from: number, to: number): TagCoverage {
  if (isReport(tag)) return coverageOfReports(tag, samples, from);
  const holdMs = staleAfterS(tag) * 1000;
  const inside = samples.filter((sample) => sample.ts >= from);
  let known = 0;
  samples.forEach((sample, at) => {
    if (sample.q === 2) return;
    const end = Math.min(samples[at + 1]?.ts ?? to, sample.ts + holdMs, to);
    known += Math.max(0, end - Math.max(sample.ts, from));
  });
  return { tagId: tag.id, expected: Math.round((to - from) / 1000 / tag.periodS), present: inside.length, bad: inside.filter((sample) => sample.q === 2).length, knownPct: to > from ? Math.min(100, (100 * known) / (to - from)) : 0 };
}

/** Forms come when they come: none is missing, and the platform has all there are. */
function coverageOfReports(tag: Tag, samples: readonly TagSample["sample"][], from: number): TagCoverage {
  const present = samples.filter((sample) => sample.ts >= from).length;
  return { tagId: tag.id, expected: present, present, bad: 0, knownPct: 100 };
}
