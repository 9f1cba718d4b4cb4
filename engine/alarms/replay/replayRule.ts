import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import type { CalendarLookup } from "../../rules/calendars.ts";
import { compileRule } from "../../rules/compileRule.ts";
import type { Sample } from "../../rules/sample.ts";
import type { AlarmEvent } from "../alarm.ts";
import { AlarmEngine, type TagSample } from "../alarmEngine.ts";
import { coverageOf, type TagCoverage } from "./coverage.ts";
import { episodesOf, type Episode } from "./episodes.ts";

/** History in the order of arrival (`sample.rx`). */
export interface ReplaySample extends TagSample {
  readonly sample: Sample;
}

/** What a rule would have done. Coverage comes first: under 80 % known the rest is not to be trusted. */
export interface ReplayReport {
  readonly coverage: readonly TagCoverage[];
  readonly covered: boolean;
  readonly episodes: readonly Episode[];
  readonly announced: number;
  readonly chatter: number; // raises that were the third or later of one alarm within 60 s
  readonly fleeting: number; // raise to clear under max(onDelay, 5 s)
  readonly perOperator10min: number; // announcements per 10 minutes
  readonly duplicates: number;
  readonly late: number;
}

export interface ReplayOptions {
  readonly from: number; // epoch ms
  readonly to: number;
  readonly mode?: "live" | "sorted"; // as the readings arrived, or sorted by their time
  readonly lateS?: number;
  readonly calendars?: CalendarLookup;
}

const sliceMs = 1000;
const stepReadings = 2000;

interface Driven {
  readonly events: AlarmEvent[];
  duplicates: number;
  late: number;
}

/** Runs a rule over history with the very code of the live path: same reducer, clock = logged arrival, no effects. */
export function replayRule(rule: AlertRule, tags: readonly Tag[], history: readonly ReplaySample[], options: ReplayOptions): ReplayReport {
  const steps = replayInSteps(rule, tags, history, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, a few thousand readings at a time, so that a server can look after its live alarms in between. */
export function* replayInSteps(rule: AlertRule, tags: readonly Tag[], history: readonly ReplaySample[], options: ReplayOptions): Generator<undefined, ReplayReport> {
  const plans = compileRule(rule, tags, options.calendars).plans;
  const used = new Set(plans.flatMap((plan) => plan.plans.map((input) => input.tag.id)));
  const inputs = tags.filter((tag) => used.has(tag.id));
  const samples = ordered(history.filter((one) => used.has(one.tagId)), options);
  const engine = new AlarmEngine({ ...(options.lateS === undefined ? {} : { lateS: options.lateS }), ...(options.calendars ? { calendars: options.calendars } : {}) });
  engine.setRules([rule], inputs, (samples[0]?.sample.rx ?? options.from) - 1); // before the first of them
  const run = yield* drive(engine, samples, options);
  const coverage = coverageOf(inputs, samples.map((one) => ({ tagId: one.tagId, sample: one.sample })), options.from, options.to);
  const episodes = episodesOf(run.events, rule.id).filter((one) => (one.clearedAt ?? options.to) >= options.from && one.raisedAt <= options.to);
  const minutes = Math.max(1, (options.to - options.from) / 60_000);
  const announced = run.events.filter((event) => event.kind === "announce" && event.ruleId === rule.id && event.at >= options.from).length;
  return {
    coverage, covered: coverage.length > 0 && coverage.every((one) => one.knownPct >= 80), episodes, announced,
    chatter: chatterOf(episodes), fleeting: episodes.filter((one) => one.clearedAt !== null && one.clearedAt - one.raisedAt < Math.max(rule.onDelayS ?? 0, 5) * 1000).length,
    perOperator10min: announced / (minutes / 10), duplicates: run.duplicates, late: run.late,
  };
}

// Sorted: each reading comes exactly at its own time.
function ordered(history: readonly ReplaySample[], options: ReplayOptions): readonly ReplaySample[] {
  if (options.mode === "live") return [...history].sort((a, b) => a.sample.rx - b.sample.rx);
  return history.map((one) => ({ ...one, sample: { ...one.sample, rx: one.sample.ts } })).sort((a, b) => a.sample.ts - b.sample.ts);
}

function* drive(engine: AlarmEngine, samples: readonly ReplaySample[], options: ReplayOptions): Generator<undefined, Driven> {
  const out: Driven = { events: [], duplicates: 0, late: 0 };
  let rested = 0;
  for (let at = 0; at < samples.length;) {
    const begin = samples[at]!.sample.rx;
    const slot = Math.floor(begin / sliceMs);
    let end = at;
    while (end < samples.length && Math.floor(samples[end]!.sample.rx / sliceMs) === slot) end += 1;
    const now = samples[end - 1]!.sample.rx;
    const step = engine.accept(samples.slice(at, end), now);
    out.events.push(...step.events, ...engine.tick(now).events);
    out.duplicates += step.duplicates;
    out.late += step.late;
    at = end;
    if (at - rested < stepReadings) continue;
    rested = at;
    yield undefined;
  }
  out.events.push(...engine.tick(options.to + 1000).events);
  return out;
}

function chatterOf(episodes: readonly Episode[]): number {
  let count = 0;
  const byKey = new Map<string, number[]>();
  for (const { key, raisedAt } of episodes) {
    const raises = (byKey.get(key) ?? []).filter((at) => at > raisedAt - 60_000);
    raises.push(raisedAt);
    byKey.set(key, raises);
    if (raises.length >= 3) count += 1;
  }
  return count;
}
