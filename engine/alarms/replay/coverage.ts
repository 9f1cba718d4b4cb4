import type { Tag } from "../../model/tag.ts";
import { isReport, staleAfterS } from "../../rules/measurement.ts";
import type { ReplayReading } from "./ruleReplay.ts";

/** How much of a span a tag was known. */
export interface TagCoverage {
  readonly tagId: string;
  readonly expected: number; // readings its period promises
  readonly present: number;
  readonly bad: number;
  readonly late: number; // came after they could be judged live
  readonly gaps: number; // times without a usable value that was not stale
  readonly knownPct: number; // share of time with one
}

/** Coverage of a tag over [from, to] (epoch ms); readings by time. */
export function coverageOf(tag: Tag, readings: readonly ReplayReading[], from: number, to: number): TagCoverage {
  if (isReport(tag)) return coverageOfReports(tag, readings, from);
  const holdMs = staleAfterS(tag) * 1000;
  let [known, present, bad, late, gaps, heldTo] = [0, 0, 0, 0, 0, from];
  for (let at = 0; at < readings.length; at += 1) {
    const { ts, q, late: isLate } = readings[at]!;
    if (ts > to) break;
    if (ts >= from) {
      present += 1;
      if (q === 2) bad += 1;
      if (isLate) late += 1;
    }
    if (q === 2) continue;
    const end = Math.min(readings[at + 1]?.ts ?? to, ts + holdMs, to);
    if (end <= from) continue;
    if (ts > heldTo) gaps += 1;
    known += end - Math.max(ts, from);
    heldTo = end;
  }
  if (heldTo < to) gaps += 1;
  return { tagId: tag.id, expected: Math.round((to - from) / 1000 / tag.periodS), present, bad, late, gaps, knownPct: to > from ? Math.min(100, (100 * known) / (to - from)) : 0 };
}

/** Forms come when they come: none is missing, and the platform has all there are. */
function coverageOfReports(tag: Tag, readings: readonly ReplayReading[], from: number): TagCoverage {
  const present = readings.filter(({ ts }) => ts >= from).length;
  return { tagId: tag.id, expected: present, present, bad: 0, late: 0, gaps: 0, knownPct: 100 };
}
