import { AlarmEngine, pastNeeded, restoreEngine, type AlarmStepLog, type AlertRule, type Tag, type TagSample } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { BlockStore } from "../readings/blockStore.ts";
import { gapTagNo, sampleOf, type LoggedReading } from "../readings/loggedReading.ts";
import type { ReadingLog } from "../readings/readingLog.ts";
import { RecentReadings } from "../readings/recentReadings.ts";
import { ruleShapes } from "../shapes/shapes.ts";
import { lastAlarms, type StoredAlarm } from "./alarmRows.ts";
import { readHead, type EngineHead } from "./engineHead.ts";
import { readPast } from "./readPast.ts";
import { newestSnapshot, type Snapshot } from "./snapshots.ts";

/** An engine brought back, and the steps its recovery decided, still to be stored. */
export interface Recovered {
  readonly engine: AlarmEngine;
  readonly head: EngineHead | undefined;
  readonly recent: RecentReadings;
  readonly steps: readonly AlarmStepLog[];
  readonly last: readonly StoredAlarm[];
}

export interface RecoverInput {
  readonly ctx: ServerContext;
  readonly tenantId: string;
  readonly log: ReadingLog;
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
  readonly blocks: BlockStore;
  readonly tagId: (tagNo: number) => string | undefined;
}

/**
 * Alarms.md 11.6: the newest sound snapshot, the log after it with emission
 * off, the head; the stored alarms win; then the gap marker, emission on, and
 * the rules of today.
 */
export async function recoverEngine(input: RecoverInput): Promise<Recovered> {
  const { ctx, tenantId } = input;
  const head = await readHead(ctx.store, tenantId);
  const last = await lastAlarms(ctx.store, tenantId);
  const recent = new RecentReadings();
  const now = ctx.clock.now();
  const engine = new AlarmEngine({ calendars: ctx.calendars.byId, shapes: ruleShapes });
  if (head) await refold(input, engine, head, recent);
  const steps: AlarmStepLog[] = [];
  if (head) {
    engine.tick(head.headNow); // what the old process had decided by then is stored already
    steps.push(engine.adoptAlarms(last.map((one) => one.alarm), now));
    steps.push(engine.markGap(head.headNow, Math.max(now, head.headNow)));
  }
  const past = await readPast(ctx, { tenantId, blocks: input.blocks, recent }, pastNeeded(engine, input.rules, input.tags), now);
  steps.push(engine.setRules(input.rules, input.tags, now, past));
  const differing = steps.flatMap((step) => step.alarms).filter((alarm) => alarm.ruleId === "device:recovery");
  if (differing.length > 0) ctx.log.error({ tenantId, code: "ENGINE_RECOVERY_MISMATCH", alarms: differing.map((one) => one.key) }, "alarm states differed after recovery; the records were kept");
  return { engine, head, recent, steps, last };
}

async function refold(input: RecoverInput, engine: AlarmEngine, head: EngineHead, recent: RecentReadings): Promise<void> {
  const { ctx, tenantId, log } = input;
  const snapshot = await newestSnapshot(ctx.store, tenantId, ctx.log);
  const from = Math.min(head.sealedSeq, snapshot ? snapshot.neededSeq - 1 : 0);
  const history: TagSample[] = [];
  let restored = false;
  const restore = (at: number): void => {
    if (restored) return;
    restored = true;
    begin(engine, snapshot, history, input, at);
  };
  for await (const batch of log.read(ctx.store, from, head.seq)) {
    if (batch.seq > head.sealedSeq) recent.add(batch.readings, batch.at);
    const samples = samplesOf(batch.readings, batch.at, input.tagId);
    if (snapshot && batch.seq <= snapshot.seq) {
      if (batch.seq >= snapshot.neededSeq) history.push(...samples.filter((_, at) => !batch.readings[at]?.late));
      continue;
    }
    restore(batch.at);
    for (const one of batch.readings) if (one.tagNo === gapTagNo) engine.setGatewayLink(String(one.v), false, batch.at);
    engine.accept(samples, batch.at);
    engine.tick(batch.at);
  }
  restore(head.headNow);
}

function begin(engine: AlarmEngine, snapshot: Snapshot | undefined, history: readonly TagSample[], input: RecoverInput, at: number): void {
  if (!snapshot) {
    engine.setRules(input.rules, input.tags, at);
    return;
  }
  const left = restoreEngine(engine, snapshot.state, snapshot.rules, snapshot.tags, history);
  if (left.length > 0) input.ctx.log.warn({ tenantId: input.tenantId, processes: left.length }, "alarm processes were not restored; they begin anew and open alarms stay active");
}

function samplesOf(readings: readonly LoggedReading[], at: number, tagId: RecoverInput["tagId"]): TagSample[] {
  return readings.map((one) => ({ tagId: tagId(one.tagNo) ?? "", sample: sampleOf(one, at) }));
}
