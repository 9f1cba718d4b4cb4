import { hashText } from "../model/canonical.ts";
import type { Sample } from "../rules/sample.ts";
import type { TagSample } from "./intake.ts";
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

/**
 * Judges a late block (store and forward: at least 10 readings or 60 s of one
 * tag) for its own span. Its episodes are recorded as closed alarms marked
 * `backfill`: no notice, no action, nothing of the live state changes
 * (alarms.md 4.5). Rules on several tags are not judged on one tag's block.
 */
export function backfill(processes: ProcessSet, late: readonly TagSample[], now: number, log: StepLog): void {
  const byTag = new Map<string, Sample[]>();
  for (const { tagId, sample } of late) byTag.set(tagId, [...(byTag.get(tagId) ?? []), sample]);
  for (const [tagId, samples] of byTag) {
    samples.sort((a, b) => a.ts - b.ts);
    const span = samples[samples.length - 1]!.ts - samples[0]!.ts;
    if (samples.length < minReadings && span < minSpanMs) continue;
    const lives = processes.readersOf(tagId).map(({ live }) => live).filter((live) => !isDeviceRule(live.facts.ruleId) && live.process.plan.plans.length === 1);
    const tag = lives[0]?.process.plan.plans[0]?.tag;
    const judged = tag ? judgePast(tag, samples) : [];
    for (const live of lives) backfillOne(live, judged, now, log);
  }
}

function backfillOne(live: LiveProcess, samples: readonly Sample[], now: number, log: StepLog): void {
  const { plan } = live.process;
  const records = samples.map((sample) => ({ ts: sample.ts, input: 0, sample })).sort(compareRecords);
  const { edges } = fold(plan, freshState(plan), records, 0, samples[samples.length - 1]!.ts);
  for (let at = 0; at < edges.length; at += 1) {
    if (edges[at]!.kind === "raise") record(live, edges[at]!, edges[at + 1] ?? null, now, log);
  }
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
