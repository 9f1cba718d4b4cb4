import type { Priority } from "../model/rule.ts";

export const alarmStates = ["normal", "unack", "ack", "rtn-unack", "latched-unack", "latched-ack"] as const;

/** Life cycle states by ISA-18.2 / IEC 62682 usage (alarms.md 5). */
export type AlarmState = (typeof alarmStates)[number];

/** What lies over the state, which goes on underneath. */
export interface Overlays {
  readonly shelved?: { readonly until: number; readonly by: string; readonly reason: string };
  readonly suppressed?: true;
  readonly outOfService?: { readonly bypassId: string; readonly until: number };
}

/** An alarm of one rule (or device fault) and key. At most one is open per key. Times are epoch ms. */
export interface Alarm {
  readonly id: string;
  readonly ruleId: string;
  readonly key: string;
  readonly ordinal: number; // which record of this rule and key, from 1
  readonly tagId: string | null;
  readonly areaId: string;
  readonly priority: Priority;
  readonly state: AlarmState;
  readonly overlays: Overlays;
  readonly masked: boolean; // a higher step of the same ladder speaks for it
  readonly generation: number;
  readonly version: number;
  readonly active: boolean; // the condition process
  readonly announced: boolean; // this generation was announced
  readonly everAnnounced: boolean;
  readonly raisedAt: number; // event time
  readonly announcedAt: number | null; // event time of the announcement of this generation
  readonly clearedAt: number | null;
  readonly ackedAt: number | null;
  readonly ackedBy: string | null;
  readonly closedAt: number | null;
  readonly latch: boolean;
  readonly ackRequired: boolean;
  readonly unconfirmed: boolean; // later data no longer supports it
  readonly continues: string | null; // id of the closed record this one goes on from
  readonly value: number | string | boolean | null;
  readonly unit: string;
  readonly limitId: string | null;
  readonly backfill: boolean;
}

/** One row of an alarm's history. `id` is the same when the same edge is written again. */
export interface AlarmEvent {
  readonly id: string;
  readonly alarmId: string;
  readonly ruleId: string;
  readonly key: string;
  readonly kind: "raise" | "clear" | "ack" | "reset" | "shelve" | "unshelve" | "suppress" | "unsuppress" | "outOfService" | "inService" | "announce" | "amend" | "unconfirm" | "close" | "priority";
  readonly at: number; // event time
  readonly storedAt: number; // wall time of the decision
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly generation: number;
  readonly why: string;
  readonly by: string | null;
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.state !== "normal";
}

/** True while something keeps an alarm from being announced. */
export function isCovered(alarm: Alarm): boolean {
  return alarm.overlays.shelved !== undefined || alarm.overlays.suppressed === true || alarm.overlays.outOfService !== undefined;
}

/** Under design suppression or out of service an alarm is recorded, but its actions do not run (alarms.md 5). */
export function actionsRun(alarm: Alarm): boolean {
  return alarm.overlays.suppressed !== true && alarm.overlays.outOfService === undefined;
}
