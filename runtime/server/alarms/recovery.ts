import { AlarmEngine, packPast, pastNeeded, playEntry, restart, restoreEngine, type AlarmStepLog, type AlertRule, type Bypass, type RestartEntry, type Tag, type TagSample } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { BlockStore } from "../readings/blockStore.ts";
import { gapTagNo } from "../readings/loggedReading.ts";
import type { LoggedBatch, ReadingLog } from "../readings/readingLog.ts";
import { RecentReadings } from "../readings/recentReadings.ts";
import { ruleShapes } from "../shapes/shapes.ts";
import { lastAlarms, type StoredAlarm } from "./alarmRows.ts";
import { openBypasses } from "./bypasses/bypassRows.ts";
import { LateSpans } from "./lateSpans.ts";
import { readHead, type EngineHead } from "./engineHead.ts";
import { DamagedJournal } from "./journal/journalBytes.ts";
import { JournalGap, journalSteps, samplesOf } from "./journal/journalSteps.ts";
import { readPast } from "./readPast.ts";
import { newestSnapshot, type Snapshot } from "./snapshots.ts";

/** An engine brought back, and the steps its recovery decided, still to be stored. */
export interface Recovered {
  readonly engine: AlarmEngine;
  readonly head: EngineHead | undefined;
  readonly recent: RecentReadings;
  readonly late: LateSpans;
  readonly steps: readonly AlarmStepLog[];
  readonly entry: RestartEntry; // what the steps followed from
  readonly now: number;
  readonly differs: boolean; // the records were not what the engine had come to
  readonly last: readonly StoredAlarm[];
  readonly bypasses: readonly Bypass[]; // in force
}

export interface RecoverInput {
  readonly ctx: ServerContext;
  readonly tenantId: string;
  readonly log: ReadingLog;
  readonly journalNo: number; // the last entry of the journal; 0: there is none yet
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
  readonly blocks: BlockStore;
  readonly tagId: (tagNo: number) => string | undefined;
}

/**
 * Alarms.md 11.6: the newest sound snapshot, log and journal after it with
 * emission off; the stored alarms win; then the gap marker, emission on, and
 * the rules of today.
 */
export async function recoverEngine(input: RecoverInput): Promise<Recovered> {
  const { ctx, tenantId } = input;
  const head = await readHead(ctx.store, tenantId);
  const last = await lastAlarms(ctx.store, tenantId);
  const recent = new RecentReadings();
  const now = ctx.clock.now();
  const bypasses = await openBypasses(ctx.store, tenantId, now);
  const { engine, late } = head ? await refold(input, head, recent) : { engine: new AlarmEngine({ calendars: ctx.calendars.byId, shapes: ruleShapes }), late: new LateSpans() };
  const past = await readPast(ctx, { tenantId, blocks: input.blocks, recent }, pastNeeded(engine, input.rules, input.tags), now);
  const entry = { do: "restart", lastSeen: head?.headNow ?? null, rules: input.rules, tags: input.tags, bypasses, past: packPast(past) } as const;
  const steps = restart(engine, entry, last.map((one) => one.alarm), now);
  const differing = steps.flatMap((step) => step.alarms).filter((alarm) => alarm.ruleId === "device:recovery");
  if (differing.length > 0) ctx.log.error({ tenantId, code: "ENGINE_RECOVERY_MISMATCH", alarms: differing.map((one) => one.key) }, "alarm states differed after recovery; the records were kept");
  return { engine, head, recent, late, steps, entry, now, differs: differing.length > 0, last, bypasses };
}

async function refold(input: RecoverInput, head: EngineHead, recent: RecentReadings): Promise<Pick<Recovered, "engine" | "late">> {
  const { ctx, tenantId, log } = input;
  const snapshot = await newestSnapshot(ctx.store, tenantId, ctx.log);
  const until = snapshot?.seq ?? 0;
  const from = Math.min(head.sealedSeq, snapshot ? snapshot.neededSeq - 1 : 0);
  const late = new LateSpans(snapshot?.late);
  let [recentTo, lateTo] = [head.sealedSeq, until];
  const keep = ({ seq, readings, at }: LoggedBatch): void => {
    if (seq > recentTo) recent.add(readings, at);
    if (seq > lateTo) late.add(readings, at);
    [recentTo, lateTo] = [Math.max(recentTo, seq), Math.max(lateTo, seq)];
  };
  const history: TagSample[] = [];
  for await (const batch of log.read(ctx.store, from, until)) {
    keep(batch);
    if (snapshot && batch.seq >= snapshot.neededSeq) history.push(...samplesOf({ ...batch, readings: batch.readings.filter((one) => !one.late && !one.again) }, input.tagId));
  }
  const fresh = (): AlarmEngine => new AlarmEngine({ calendars: ctx.calendars.byId, shapes: ruleShapes });
  if (!snapshot || input.journalNo === 0) return { engine: await refoldLog(input, fresh(), head, snapshot, history, keep), late };
  const engine = await refoldJournal(input, fresh(), head, snapshot, history, keep).catch((error: unknown) => {
    if (!(error instanceof JournalGap || error instanceof DamagedJournal)) throw error;
    ctx.log.error({ err: error, tenantId }, "the journal of the alarm engine is damaged: the engine comes back from the readings alone");
    return refoldLog(input, fresh(), head, snapshot, history, keep);
  });
  return { engine, late };
}

/** All that the engine was told after the snapshot, in order: it comes to what it had come to. */
async function refoldJournal(input: RecoverInput, engine: AlarmEngine, head: EngineHead, snapshot: Snapshot, history: readonly TagSample[], keep: (batch: LoggedBatch) => void): Promise<AlarmEngine> {
  begin(engine, snapshot, history, input, head.headNow);
  const span = { tenantId: input.tenantId, after: { seq: snapshot.seq, no: snapshot.journalNo }, to: { seq: head.seq, no: input.journalNo }, edition: { rules: snapshot.rules, tags: snapshot.tags }, tagId: input.tagId };
  for await (const { entry, at, batch } of journalSteps(input.ctx.store, span)) {
    if (batch) keep(batch);
    if (entry && entry.do !== "history") playEntry(engine, entry, at);
  }
  return engine;
}

/** The same from readings alone: no sound snapshot, or one of before there was a journal. What was decided by the head is stored already. */
async function refoldLog(input: RecoverInput, engine: AlarmEngine, head: EngineHead, snapshot: Snapshot | undefined, history: readonly TagSample[], keep: (batch: LoggedBatch) => void): Promise<AlarmEngine> {
  let isBegun = false;
  for await (const batch of input.log.read(input.ctx.store, snapshot?.seq ?? 0, head.seq)) {
    keep(batch);
    if (!isBegun) begin(engine, snapshot, history, input, batch.at);
    isBegun = true;
    for (const one of batch.readings) if (one.tagNo === gapTagNo) engine.setGatewayLink(String(one.v), false, batch.at);
    engine.accept(samplesOf(batch, input.tagId), batch.at);
    engine.tick(batch.at);
  }
  if (!isBegun) begin(engine, snapshot, history, input, head.headNow);
  engine.tick(head.headNow);
  return engine;
}

function begin(engine: AlarmEngine, snapshot: Snapshot | undefined, history: readonly TagSample[], input: RecoverInput, at: number): void {
  if (!snapshot) {
    engine.setRules(input.rules, input.tags, at);
    return;
  }
  const left = restoreEngine(engine, snapshot.state, snapshot.rules, snapshot.tags, history);
  if (left.length > 0) input.ctx.log.warn({ tenantId: input.tenantId, processes: left.length }, "alarm processes were not restored; they begin anew and open alarms stay active");
}
