import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import { noCalendars, type CalendarLookup } from "../../rules/calendars.ts";
import { compileRule, type ProcessPlan } from "../../rules/compileRule.ts";
import type { Sample } from "../../rules/sample.ts";
import { judgePast } from "../health/judgePast.ts";
import { factsOfRule } from "../ruleFacts.ts";
import { coverageOf, type TagCoverage } from "./coverage.ts";
import { episodesOf, type Episode } from "./episodes.ts";
import { foldPlan } from "./foldPlan.ts";

/** A stored reading. `late`: it came after it could be judged live. */
export interface ReplayReading extends Omit<Sample, "rx"> {
  readonly late: boolean;
}

/** Readings of each tag of a part, by time and without resends. */
export type ReplayHistory = ReadonlyMap<string, readonly ReplayReading[]>;

/** What a rule would have done. Coverage comes first: under 80 % known the rest is not to be trusted. */
export interface ReplayReport {
  readonly coverage: readonly TagCoverage[];
  readonly covered: boolean;
  readonly episodes: readonly Episode[];
  readonly announced: number;
  readonly chatter: number; // raises that were the third or later of one alarm within 60 s
  readonly fleeting: number; // raise to clear under max(onDelay, 5 s)
  readonly brief: number; // raise to clear under a minute
  readonly perOperator10min: number; // announcements per 10 minutes
  readonly peak10min: number; // most announcements in any 10 minutes
}

export interface ReplaySpan {
  readonly from: number; // epoch ms
  readonly to: number;
}

const enoughPct = 80;

/**
 * A rule on stored readings: what stays of the live judgement when every
 * reading has come, by the live reducer, without effects (mode `sorted` of
 * alarms.md 10). Give it each part of `replayParts` once, then ask for the report.
 */
export class RuleReplay {
  private readonly plans: readonly ProcessPlan[];
  private readonly coverage: TagCoverage[] = [];
  private readonly episodes: Episode[] = [];
  private readonly announced: number[] = []; // epoch ms

  constructor(
    readonly rule: AlertRule,
    tags: readonly Tag[],
    readonly span: ReplaySpan,
    calendars: CalendarLookup = noCalendars,
  ) {
    this.plans = compileRule(rule, tags, calendars).plans;
  }

  /** Judges the history of one part, a few thousand readings at a time, so that a server can look after its live alarms in between. */
  *judge(history: ReplayHistory): Generator<undefined, void> {
    const { from, to } = this.span;
    const plans = this.plans.filter((plan) => plan.plans.every((input) => history.has(input.tag.id)));
    const used = new Map(plans.flatMap((plan) => plan.plans.map((input) => [input.tag.id, input.tag] as const)));
    const samples = new Map<string, readonly Sample[]>();
    for (const [id, tag] of used) {
      const readings = history.get(id) ?? [];
      this.coverage.push(coverageOf(tag, readings, from, to));
      samples.set(id, judged(tag, readings));
    }
    for (const plan of plans) {
      const folded = yield* foldPlan(plan, factsOfRule(this.rule, plan), plan.plans.map((input) => samples.get(input.tag.id) ?? []), to);
      this.episodes.push(...episodesOf(plan.key, folded.edges).filter((one) => (one.clearedAt ?? to) >= from));
      this.announced.push(...folded.announcedAt.filter((at) => at >= from));
    }
  }

  report(): ReplayReport {
    const { from, to } = this.span;
    const episodes = [...this.episodes].sort((a, b) => a.raisedAt - b.raisedAt);
    const fleetingMs = Math.max(this.rule.onDelayS ?? 0, 5) * 1000;
    const shorterThan = (ms: number): number => episodes.filter((one) => one.clearedAt !== null && one.clearedAt - one.raisedAt < ms).length;
    return {
      coverage: this.coverage, covered: this.coverage.length > 0 && this.coverage.every((one) => one.knownPct >= enoughPct), episodes, announced: this.announced.length,
      chatter: chatterOf(episodes), fleeting: shorterThan(fleetingMs), brief: shorterThan(60_000),
      perOperator10min: this.announced.length / (Math.max(60_000, to - from) / 600_000), peak10min: peakOf(this.announced),
    };
  }
}

/** The most of some instants (epoch ms) that lie in any 10 minutes. */
function peakOf(instants: readonly number[]): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  for (const [at, instant] of sorted.entries()) {
    while (sorted[first]! <= instant - 600_000) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

const judgedReadings = new WeakMap<readonly ReplayReading[], readonly Sample[]>();

/** Readings as the health of their sensor lets them count. What peers and connected tags would tell is not known here. */
function judged(tag: Tag, readings: readonly ReplayReading[]): readonly Sample[] {
  const known = judgedReadings.get(readings) ?? judgePast(tag, readings.map(({ ts, v, q, flags }) => ({ ts, v, q, rx: ts, flags })));
  judgedReadings.set(readings, known); // a draft and the present rule read the same ones
  return known;
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
