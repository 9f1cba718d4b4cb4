import type { Overlays } from "../alarm.ts";
import type { AlarmFacts } from "./facts.ts";

/**
 * An approved bypass: alarms of these points, of these rules, or (both named)
 * of these rules at these points are out of service in [from, until), epoch ms.
 */
export interface Bypass {
  readonly id: string; // of the approval's instance
  readonly points: readonly string[];
  readonly rules: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** The bypass that covers an alarm now, the one with the latest end; undefined without one. A device fault belongs to its point. */
export function bypassOf(bypasses: readonly Bypass[], facts: Pick<AlarmFacts, "ruleId" | "tagId">, now: number): Overlays["outOfService"] {
  let best: Bypass | undefined;
  for (const one of bypasses) if (one.from <= now && now < one.until && covers(one, facts) && (!best || one.until > best.until)) best = one;
  return best && { bypassId: best.id, until: best.until };
}

function covers({ points, rules }: Bypass, { ruleId, tagId }: Pick<AlarmFacts, "ruleId" | "tagId">): boolean {
  if (points.length === 0 && rules.length === 0) return false;
  return (points.length === 0 || (tagId !== null && points.includes(tagId))) && (rules.length === 0 || rules.includes(ruleId));
}

/** When a bypass begins or ends next after `now`; infinite when none does. */
export function nextBypassChange(bypasses: readonly Bypass[], now: number): number {
  return Math.min(Number.POSITIVE_INFINITY, ...bypasses.flatMap((one) => [one.from, one.until]).filter((at) => at > now));
}
