import { normaliseReading, type AlertRule, type TagSample } from "@safeloop/engine";
import { detectionsOf, verdictOf, type Detection, type HighHigh, type Verdict } from "./judge.ts";
import { SimulatedDay } from "./plantDay.ts";
import { DayPlay, type Raise } from "./playDay.ts";
import { points } from "./points.ts";
import { isSiteRule } from "./rules.ts";


/** What a number of days came to under one set of rules; plain data. One alarm id counts once, by its first raise. */
export interface Tally {
  readonly byRule: Record<string, Record<Verdict, number>>;
  readonly falseEpisodes: { shipped: number; site: number }; // false alarms at most a minute apart are one
  readonly leaks: Detection[];
  readonly highHigh: HighHigh[];
  missedHighHigh: number;
  readonly processes: boolean[];
}

export interface DayOptions {
  readonly seconds: number;
  readonly leaks: number;
  readonly seed: number;
}

export function emptyTally(): Tally {
  return { byRule: {}, falseEpisodes: { shipped: 0, site: 0 }, leaks: [], highHigh: [], missedHighHigh: 0, processes: [] };
}

/** Plays one day through one engine for each set of rules, on the very same readings. */
export function playDay(options: DayOptions, sets: readonly (readonly AlertRule[])[]): readonly Tally[] {
  const epoch = Date.parse("2026-05-01T00:00:00Z") + options.seed * 86_400_000;
  const day = new SimulatedDay(options.seconds, options.leaks, options.seed);
  const plays = sets.map((rules) => new DayPlay(rules, epoch));
  const waiting = new Map<number, TagSample[]>();
  for (let t = 0; t < options.seconds; t += 1) {
    for (const { reading, point, arrives } of day.readings(t, epoch)) {
      const { sample } = normaliseReading(reading, points[point]!.tag, epoch + arrives * 1000);
      if (!sample) continue;
      const list = waiting.get(arrives);
      if (list) list.push({ tagId: reading.tagId, sample });
      else waiting.set(arrives, [{ tagId: reading.tagId, sample }]);
    }
    const arrived = waiting.get(t) ?? [];
    waiting.delete(t);
    for (const play of plays) play.second(t, arrived);
  }
  return plays.map((play) => count(play.raises, day));
}

/** Adds what another day came to. */
export function addTally(to: Tally, more: Tally): void {
  for (const [rule, verdicts] of Object.entries(more.byRule)) {
    const sum = (to.byRule[rule] ??= { true: 0, test: 0, false: 0 });
    for (const verdict of ["true", "test", "false"] as const) sum[verdict] += verdicts[verdict];
  }
  to.falseEpisodes.shipped += more.falseEpisodes.shipped;
  to.falseEpisodes.site += more.falseEpisodes.site;
  to.leaks.push(...more.leaks);
  to.highHigh.push(...more.highHigh);
  to.missedHighHigh += more.missedHighHigh;
  to.processes.push(...more.processes);
}

function count(raises: readonly Raise[], day: SimulatedDay): Tally {
  const tally = emptyTally();
  const seen = new Set<string>();
  const last = { shipped: Number.NEGATIVE_INFINITY, site: Number.NEGATIVE_INFINITY };
  for (const raise of raises) {
    if (seen.has(raise.alarmId)) continue;
    seen.add(raise.alarmId);
    const verdict = verdictOf(raise, day);
    (tally.byRule[raise.rule.id] ??= { true: 0, test: 0, false: 0 })[verdict] += 1;
    if (verdict !== "false") continue;
    const whose = isSiteRule(raise.rule) ? "site" : "shipped";
    if (raise.storedAt - last[whose] > 60) tally.falseEpisodes[whose] += 1;
    last[whose] = raise.storedAt;
  }
  const { leaks, highHigh, missedHighHigh, processes } = detectionsOf(day, raises);
  tally.leaks.push(...leaks);
  tally.highHigh.push(...highHigh);
  tally.missedHighHigh = missedHighHigh;
  tally.processes.push(...processes);
  return tally;
}
