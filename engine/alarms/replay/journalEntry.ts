import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import type { Alarm } from "../alarm.ts";
import type { AlarmEngine } from "../alarmEngine.ts";
import type { PastReadings } from "../applyRules.ts";
import type { PastBlock, Recorded } from "../backfill.ts";
import type { TagSample } from "../intake.ts";
import type { Bypass } from "../life/bypass.ts";
import type { AlarmCommand } from "../life/commands.ts";
import type { AlarmStepLog } from "../life/stepLog.ts";
import { packSample, unpackSample, type PackedSample } from "../save/packed.ts";

/** What filled the windows of an edition, as JSON. */
export type PackedPast = readonly (readonly [tagId: string, samples: readonly PackedSample[]])[];

interface Edition {
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
  readonly past: PackedPast;
}

/**
 * One thing the engine was told, as JSON. A tick is one only where it decided
 * something, a refused command only where time moved something with it: what
 * else was asked leaves no trace (`isDecision`).
 */
export type JournalEntry =
  | { readonly do: "batch"; readonly samples: readonly TagSample[] }
  | { readonly do: "tick" }
  | ({ readonly do: "rules" } & Edition)
  | ({ readonly do: "restart"; readonly lastSeen: number | null; readonly bypasses: readonly Bypass[] } & Edition) // lastSeen: wall time of the last stored step; null at the very first start
  | { readonly do: "command"; readonly ruleId: string; readonly key: string; readonly command: AlarmCommand }
  | { readonly do: "raiseByHand"; readonly ruleId: string; readonly key: string }
  | { readonly do: "bypasses"; readonly bypasses: readonly Bypass[] }
  | { readonly do: "gateway"; readonly gateway: string; readonly up: boolean }
  | { readonly do: "receiver"; readonly key: string; readonly areaId: string; readonly found: boolean }
  | { readonly do: "history"; readonly block: PastBlock; readonly recorded: Recorded };

export function packPast(past: PastReadings): PackedPast {
  return [...past].map(([tagId, samples]) => [tagId, samples.map(packSample)] as const);
}

function unpackPast(past: PackedPast): PastReadings {
  return new Map(past.map(([tagId, samples]) => [tagId, samples.map(unpackSample)]));
}

/** Tells the engine what an entry says, at the wall time `now` it was told then. */
export function playEntry(engine: AlarmEngine, entry: JournalEntry, now: number): readonly AlarmStepLog[] {
  switch (entry.do) {
    case "batch": return [engine.accept(entry.samples, now)];
    case "tick": return [engine.tick(now)];
    case "rules": return [engine.setRules(entry.rules, entry.tags, now, unpackPast(entry.past))];
    case "restart": return restart(engine, entry, [...engine.book.alarms.values()], now);
    case "command": return [engine.command(entry.ruleId, entry.key, entry.command, now)];
    case "raiseByHand": return [engine.raiseByHand(entry.ruleId, entry.key, now)];
    case "bypasses": return [engine.setBypasses(entry.bypasses, now)];
    case "gateway": return [engine.setGatewayLink(entry.gateway, entry.up, now)];
    case "receiver": return [engine.setReceiver(entry.key, entry.areaId, entry.found, now)];
    case "history": return [engine.judgePast(entry.block, entry.recorded, now)];
  }
}

/** What a restart is told. */
export type RestartEntry = Extract<JournalEntry, { readonly do: "restart" }>;

/** The begin of a life: the stored alarms are taken over, the time between is a gap, the rules of now are in force. An engine of the life before that was told so must decide the same: what a restart brings back is all there was. */
export function restart(engine: AlarmEngine, { lastSeen, rules, tags, past, bypasses }: RestartEntry, alarms: readonly Alarm[], now: number): readonly AlarmStepLog[] {
  engine.setBypasses(bypasses, now); // of what it does to alarms nothing stays: the stored ones are taken over
  const gap = lastSeen === null ? [] : [engine.adoptAlarms(alarms, now), engine.setBypasses(bypasses, now), engine.markGap(lastSeen, Math.max(now, lastSeen))];
  return [...gap, engine.setRules(rules, tags, now, unpackPast(past))];
}
