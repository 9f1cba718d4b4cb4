import type { JsonLogic } from "@safeloop/engine";
import type { PlantDay } from "./plantDay.ts";
import { metresBetween, points, pointsOf } from "./points.ts";
import type { Raise } from "./playDay.ts";

/**
 * True or false is said of an alarm by what was really in the plant, never by
 * what the sensors or the rules made of it. An alarm is TRUE when, at the
 * instant it was raised or in the minute before, a leak had really brought a
 * mean of at least 5 %LEL to its point (half of what makes a portable meter
 * sound; gusts of it go to twice that), or the process was really some half
 * way from its normal value to the least excursion that counts. A rule that asks about points within r metres (k of n) speaks
 * of the surroundings: there the leak may be at any point within r. An alarm
 * is a TEST when calibration gas was at the point and no leak (alarms.md 9:
 * shown beside, not in N). Everything else is FALSE: puffs, spikes, radio,
 * rain, power, drift.
 */
export type Verdict = "true" | "test" | "false";

const presentFrom: Readonly<Record<string, number>> = { combustible: 5, toxic: 5, oxygen: 0.7, pressure: 150, temperature: 25, level: 12 };
const lookBackS = 60;

export function verdictOf(raise: Raise, day: PlantDay): Verdict {
  const near = nearOf(raise.rule.condition);
  const places = near === undefined ? [raise.point] : pointsOf(points[raise.point]!.tag.measurement).filter((at) => metresBetween(points[at]!, points[raise.point]!) <= near);
  const t = Math.floor(raise.at);
  if (places.some((at) => isPresent(day, at, t))) return "true";
  return day.tests.some((test) => places.includes(test.point) && t >= test.from && t <= test.to + lookBackS) ? "test" : "false";
}

function isPresent(day: PlantDay, at: number, t: number): boolean {
  const from = presentFrom[points[at]!.tag.measurement] ?? Number.POSITIVE_INFINITY;
  for (let s = t; s >= t - lookBackS; s -= 2) if (Math.abs(day.truthAt(at, s)) >= from) return true;
  return false;
}

/** The radius of `near` in a condition, if it has one. */
function nearOf(condition: JsonLogic): number | undefined {
  const found = /"near":\["[^"]*",([\d.]+)\]/.exec(JSON.stringify(condition))?.[1];
  return found === undefined ? undefined : Number(found);
}

/** How a leak was found. Seconds; null when it was not. */
export interface Detection {
  readonly kind: "slow" | "fast" | "process";
  /** From the first instant at which the mean concentration at the nearest detector is at the first limit (25 %LEL) to the first alarm there, stored; 0 when it came before. */
  readonly first: number | null;
  /** The same to the alarm of the limit itself (level 1). */
  readonly level1: number | null;
  /** Some true alarm came at any point the leak reached. */
  readonly found: boolean;
}

/** How soon the alarm of the second limit was there, for one point of a leak that really reached it. */
export interface HighHigh {
  readonly afterEdge: number; // stored − (t0 + on-delay): what the platform itself takes
  readonly afterConcentration: number; // stored − the mean concentration's passing of 50 %LEL: with sensor lag and on-delay
}

const beforeS = 120;

function crossing(day: PlantDay, point: number, from: number, to: number, limit: number): number | undefined {
  for (let t = from; t < to; t += 1) if (day.truthAt(point, t) >= limit) return t;
  return undefined;
}

export function detectionsOf(day: PlantDay, raises: readonly Raise[]): { readonly leaks: readonly Detection[]; readonly highHigh: readonly HighHigh[]; readonly missedHighHigh: number; readonly processes: readonly boolean[] } {
  const leaks: Detection[] = [];
  const highHigh: HighHigh[] = [];
  let missedHighHigh = 0;
  const processes: boolean[] = [];
  for (const { kind, primary, reached } of day.troubles) {
    const span = { from: Math.min(...reached.map((one) => one.from)), to: Math.max(...reached.map((one) => one.to)) };
    const mine = raises.filter((raise) => raise.at >= span.from && raise.at <= span.to && reached.some((one) => one.point === raise.point));
    if (kind === "process") {
      processes.push(mine.some((raise) => verdictOf(raise, day) === "true"));
      continue;
    }
    const at = crossing(day, primary, span.from, span.to, 25);
    if (at === undefined) continue; // reaches no detector with the first limit: outside the question
    const here = mine.filter((raise) => raise.point === primary && raise.storedAt >= at - beforeS);
    const since = (some: readonly Raise[]): number | null => (some.length === 0 ? null : Math.max(0, Math.min(...some.map((raise) => raise.storedAt)) - at));
    leaks.push({ kind, first: since(here), level1: since(here.filter((raise) => raise.rule.id === "combustible-level1")), found: mine.some((raise) => verdictOf(raise, day) === "true") });
    for (const one of reached) {
      const over = crossing(day, one.point, one.from, one.to, 50);
      if (over === undefined || crossing(day, one.point, over + 20, over + 30, 50) === undefined) continue; // really there for 20 s
      const raise = mine.find((each) => each.point === one.point && each.rule.id === "combustible-level2");
      if (raise) highHigh.push({ afterEdge: raise.storedAt - raise.at, afterConcentration: raise.storedAt - over });
      else missedHighHigh += 1;
    }
  }
  return { leaks, highHigh, missedHighHigh, processes };
}
