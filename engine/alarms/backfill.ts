import { hashText } from "../model/canonical.ts";
import type { Sample } from "../rules/sample.ts";
import type { Alarm, AlarmEvent } from "./alarm.ts";
import { isDeviceRule } from "./health/kinds.ts";
import { judgePast } from "./health/judgePast.ts";
import type { StepLog } from "./life/stepLog.ts";
import { fold } from "./process/fold.ts";
import { compareRecords } from "./process/record.ts";
import { freshState, type ProcessEdge } from "./process/state.ts";
import type { LiveProcess, ProcessSet } from "./processSet.ts";

const minReadings = 10;
const minSpanMs = 60_000;

/** Readings of one tag that came late, or from a file: from the first to the last time (epoch ms), and how many. */
export interface LateSpan {
  readonly from: number;
  readonly to: number;
  readonly readings: number;
}

/** What is judged: the late span with the stored readings before and after it, sorted by time. */
export interface PastBlock {
  readonly tagId: string;
  readonly span: LateSpan;
  readonly samples: readonly Sample[];
}

/** An episode that is on record: what was judged live, or of the past before. */
export interface RecordedEpisode {
  readonly raisedAt: number;
  readonly clearedAt: number | null; // null: active, or its end was not known
  readonly isBackfill: boolean;
}

/** The episodes that are on record, by rule and key. */
export type Recorded = readonly { readonly ruleId: string; readonly key: string; readonly episodes: readonly RecordedEpisode[] }[];

/** A late block of store and forward: at least ten readings, or a minute (alarms.md 4.5). */
export function isBlock({ from, to, readings }: LateSpan): boolean {
  return readings >= minReadings || to - from >= minSpanMs;
}

/** The processes that judge one tag alone: what its past can be judged by. */
export function judgesOf(processes: ProcessSet, tagId: string): readonly LiveProcess[] {
  return processes.readersOf(tagId).map(({ live }) => live).filter((live) => !isDeviceRule(live.facts.ruleId) && live.process.plan.plans.length === 1);
}

/**
 * Judges a late block on what is stored around it, so that it does not matter
 * in which parts and order it came. Its episodes are recorded as closed alarms
 * marked `backfill`: no notice, no action, nothing of the live state changes
 * (alarms.md 4.5). One that is on record since the span began is not
 * recorded again; one whose end was not known gets it. Rules on several tags are not judged on one tag's block.
 */
export function backfill(processes: ProcessSet, { tagId, span, samples }: PastBlock, recorded: Recorded, now: number, log: StepLog): void {
  const lives = judgesOf(processes, tagId);
  const tag = lives[0]?.process.plan.plans[0]?.tag;
  if (!tag || samples.length === 0 || !isBlock(span)) return;
  const judged = judgePast(tag, samples);
  for (const live of lives) backfillOne(live, judged, span, episodesOf(recorded, live.facts), now, log);
}

function episodesOf(recorded: Recorded, { ruleId, key }: LiveProcess["facts"]): readonly RecordedEpisode[] {
  return recorded.find((one) => one.ruleId === ruleId && one.key === key)?.episodes ?? [];
}

function backfillOne(live: LiveProcess, samples: readonly Sample[], span: LateSpan, recorded: readonly RecordedEpisode[], now: number, log: StepLog): void {
  const { plan } = live.process;
  const records = samples.map((sample) => ({ ts: sample.ts, input: 0, sample })).sort(compareRecords);
  const last = samples[samples.length - 1]!.ts;
  const { edges } = fold(plan, freshState(plan), records, 0, last);
  edges.forEach((edge, at) => {
    if (edge.kind !== "raise") return;
    const clear = edges[at + 1] ?? null;
    const same = recorded.find((one) => one.isBackfill && one.raisedAt === edge.at);
    const isOfSpan = edge.at >= span.from && edge.at <= span.to + plan.onDelayMs;
    const isKnown = recorded.some((one) => one.raisedAt >= span.from && one.raisedAt < (clear?.at ?? last) && (one.clearedAt ?? Infinity) > edge.at);
    if (same ? same.clearedAt === null && clear : isOfSpan && !isKnown) record(live, edge, clear, now, log);
  });
}

/** An episode whose end is not in the block is recorded without one: nobody knows when it cleared. */
function record(live: LiveProcess, raise: ProcessEdge, clear: ProcessEdge | null, now: number, log: StepLog): void {
  const { facts } = live;
  const id = hashText(`${live.id}\nbackfill\n${raise.at}`).slice(0, 32);
  const alarm: Alarm = {
    id, ruleId: facts.ruleId, key: facts.key, ordinal: -Math.floor(raise.at / 1000), tagId: facts.tagId, areaId: facts.areaId, priority: facts.priority,
    state: "normal", overlays: {}, masked: false, generation: 1, version: 1, active: false, announced: false, everAnnounced: false,
    raisedAt: raise.at, announcedAt: null, clearedAt: clear?.at ?? null, ackedAt: null, ackedBy: null, closedAt: clear?.at ?? now,
    latch: false, ackRequired: false, unconfirmed: false, continues: null, value: raise.value, unit: facts.unit, limitId: facts.limitId, backfill: true,
  };
  log.changed.set(id, alarm);
  log.events.push(event(alarm, "raise", raise.at, now));
  if (clear) log.events.push(event(alarm, "clear", clear.at, now));
}

function event(alarm: Alarm, kind: "raise" | "clear", at: number, now: number): AlarmEvent {
  const [from, to] = kind === "raise" ? (["normal", "unack"] as const) : (["unack", "normal"] as const);
  return { id: hashText(`${alarm.id}\n${kind}\n${at}`).slice(0, 32), alarmId: alarm.id, ruleId: alarm.ruleId, key: alarm.key, kind, at, storedAt: now, from, to, generation: 1, why: "BACKFILL", by: null };
}
