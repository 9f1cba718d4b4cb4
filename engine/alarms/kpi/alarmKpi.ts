import type { Priority } from "../../model/rule.ts";
import { falseRate, falseShare } from "../statistics.ts";
import { floodsIn, type Flood } from "./floods.ts";
import { overlayTimes } from "./overlayTimes.ts";
import { spread, type Spread } from "./spread.ts";

/** What came of an alarm, as the person who dealt with it says. */
export type Disposition = "true" | "false" | "test" | "maintenance" | "duplicate";

/** An alarm that was open in the period, with what was found. */
export interface KpiAlarm {
  readonly id: string;
  readonly ruleId: string;
  readonly key: string;
  readonly priority: Priority;
  readonly raisedAt: number;
  readonly activeSince: number | null; // null: not active at the end of the period
  readonly unconfirmed: boolean;
  readonly disposition: Disposition | null;
  readonly disposedAt: number | null;
}

/** One step of an alarm's life in the period. */
export interface KpiEvent {
  readonly alarmId: string;
  readonly kind: string;
  readonly at: number; // event time, epoch ms
  readonly storedAt: number;
  readonly generation: number;
}

export interface KpiInput {
  readonly from: number;
  readonly to: number;
  readonly consoles: number; // staffed, at least 1
  readonly sensorDays: number; // of sensors the rules look at, times the share of time their values were known
  readonly alarms: readonly KpiAlarm[];
  readonly events: readonly KpiEvent[]; // ascending by `at`
  readonly onDelayS: (ruleId: string) => number;
}

/** How an alarm system did in a period (alarms.md 9, catalogue 5.4). Shares are fractions, times seconds. */
export interface AlarmKpi {
  readonly announced: number;
  readonly raised: number;
  /** Announcements per operator per ten minutes. */
  readonly rate: { readonly mean: number; readonly p95: number; readonly max: number };
  readonly floods: readonly Flood[];
  readonly floodShare: number; // of the time
  readonly chattering: readonly Busy[];
  readonly fleeting: number;
  readonly stale: number;
  readonly busiest: readonly Busy[];
  readonly topTenShare: number | null; // null: no more than ten alarms were announced
  readonly acknowledged: Spread;
  readonly disposed: Spread;
  readonly latency: Spread;
  readonly overlays: ReturnType<typeof overlayTimes>;
  readonly nuisance: number | null; // unconfirmed ÷ raises
  readonly dispositions: { readonly [kind in Disposition | "none" | "unconfirmed"]: number };
  readonly disposedShare: number | null; // of P1–P3
  /** False ÷ (true + false); null where the figures do not suffice (数据不足). */
  readonly falseShare: ReturnType<typeof falseShare>;
  /** The same with each flood counted once: alarms of one flood are not independent. */
  readonly falseShareOfEpisodes: ReturnType<typeof falseShare>;
  readonly falsePerSensorDay: ReturnType<typeof falseRate> | null; // null without a sensor-day
}

/** An alarm by rule and key, and how often. */
export interface Busy {
  readonly ruleId: string;
  readonly key: string;
  readonly count: number;
}

const tenMinutes = 600_000;
const dayMs = 86_400_000;
const listed = 10;

/** Figures of the alarms and events of one period. */
export function alarmKpi(input: KpiInput): AlarmKpi {
  const { from, to, consoles, alarms, events } = input;
  const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const of = (kind: string): readonly KpiEvent[] => events.filter((event) => event.kind === kind && byId.has(event.alarmId));
  const announcements = of("announce");
  const raises = of("raise");
  const floods = floodsIn(announcements.map((event) => event.at), to);
  const busiest = counted(announcements, byId);
  const own = alarms.filter((alarm) => alarm.raisedAt >= from && alarm.raisedAt <= to); // what was found counts where it was raised
  const judged = own.filter((alarm) => alarm.disposition !== null && !alarm.unconfirmed);
  const disposedShare = shareOf(own.filter((alarm) => alarm.priority !== "P4" && !alarm.unconfirmed), (alarm) => alarm.disposition !== null);
  const wrong = judged.filter((alarm) => alarm.disposition === "false");
  return {
    announced: announcements.length, raised: raises.length,
    rate: rateOf(announcements, from, to, consoles),
    floods, floodShare: floods.reduce((sum, flood) => sum + flood.to - Math.max(flood.from, from), 0) / Math.max(1, to - from),
    chattering: chattering(raises, byId), fleeting: fleeting(input, byId),
    stale: alarms.filter((alarm) => alarm.activeSince !== null && to - alarm.activeSince > dayMs).length,
    busiest: busiest.slice(0, listed),
    topTenShare: busiest.length <= listed ? null : busiest.slice(0, listed).reduce((sum, one) => sum + one.count, 0) / announcements.length,
    acknowledged: spread(delays(announcements, of("ack"))), disposed: spread(disposalDelays(announcements, alarms)), latency: spread(raises.map((event) => (event.storedAt - event.at) / 1000)),
    overlays: overlayTimes(events.filter((event) => byId.has(event.alarmId)), from, to),
    nuisance: raises.length === 0 ? null : own.filter((alarm) => alarm.unconfirmed).length / raises.length,
    dispositions: dispositionsOf(own), disposedShare,
    falseShare: falseShare({ wrong: wrong.length, right: judged.filter((alarm) => alarm.disposition === "true").length, disposedShare: disposedShare ?? 0 }),
    falseShareOfEpisodes: shareOfEpisodes(judged, floods, disposedShare ?? 0),
    falsePerSensorDay: input.sensorDays > 0 ? falseRate(wrong.length, input.sensorDays) : null,
  };
}

function shareOf<T>(all: readonly T[], is: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(is).length / all.length;
}

/** Each ten minutes of the period counts, the quiet ones too. */
function rateOf(announcements: readonly KpiEvent[], from: number, to: number, consoles: number): AlarmKpi["rate"] {
  const counts = Array.from({ length: Math.max(1, Math.ceil((to - from) / tenMinutes)) }, () => 0);
  for (const { at } of announcements) counts[Math.min(counts.length - 1, Math.max(0, Math.floor((at - from) / tenMinutes)))]! += 1;
  const each = counts.map((count) => count / consoles);
  const intervals = Math.max(1, (to - from) / tenMinutes);
  return { mean: announcements.length / consoles / intervals, p95: spread(each).p95 ?? 0, max: each.reduce((most, one) => Math.max(most, one), 0) };
}

function counted(events: readonly KpiEvent[], byId: ReadonlyMap<string, KpiAlarm>): readonly Busy[] {
  const counts = new Map<string, { ruleId: string; key: string; count: number }>();
  for (const { alarmId } of events) {
    const { ruleId, key } = byId.get(alarmId)!;
    const id = `${ruleId}\n${key}`;
    const known = counts.get(id);
    if (known) known.count += 1;
    else counts.set(id, { ruleId, key, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.ruleId + a.key < b.ruleId + b.key ? -1 : 1));
}

/** Alarms that were raised three times and more within a minute, with how often that came about. */
function chattering(raises: readonly KpiEvent[], byId: ReadonlyMap<string, KpiAlarm>): readonly Busy[] {
  const recent = new Map<string, number[]>();
  return counted(raises.filter(({ alarmId, at }) => {
    const { ruleId, key } = byId.get(alarmId)!;
    const id = `${ruleId}\n${key}`;
    const within = [...(recent.get(id) ?? []).filter((one) => one > at - 60_000), at];
    recent.set(id, within);
    return within.length >= 3;
  }), byId);
}

/** Raised and cleared again in less than the on-delay, or 5 s. */
function fleeting({ events, onDelayS }: KpiInput, byId: ReadonlyMap<string, KpiAlarm>): number {
  const raisedAt = new Map<string, number>();
  let count = 0;
  for (const { alarmId, kind, at } of events) {
    const alarm = byId.get(alarmId);
    if (!alarm) continue;
    if (kind === "raise") raisedAt.set(alarmId, at);
    const since = raisedAt.get(alarmId);
    if (kind !== "clear" || since === undefined) continue;
    if (at - since < Math.max(onDelayS(alarm.ruleId), 5) * 1000) count += 1;
    raisedAt.delete(alarmId);
  }
  return count;
}

/** Seconds from the announcement of a generation to its acknowledgement. */
function delays(announcements: readonly KpiEvent[], acks: readonly KpiEvent[]): number[] {
  const announced = new Map(announcements.map((event) => [`${event.alarmId}\n${event.generation}`, event.at]));
  return acks.flatMap(({ alarmId, generation, at }) => {
    const since = announced.get(`${alarmId}\n${generation}`);
    return since === undefined ? [] : [Math.max(0, at - since) / 1000];
  });
}

function disposalDelays(announcements: readonly KpiEvent[], alarms: readonly KpiAlarm[]): number[] {
  const first = new Map<string, number>();
  for (const { alarmId, at } of announcements) if (!first.has(alarmId)) first.set(alarmId, at);
  return alarms.flatMap(({ id, disposedAt }) => {
    const since = first.get(id);
    return disposedAt === null || since === undefined ? [] : [Math.max(0, disposedAt - since) / 1000];
  });
}

function dispositionsOf(alarms: readonly KpiAlarm[]): AlarmKpi["dispositions"] {
  const counts = { true: 0, false: 0, test: 0, maintenance: 0, duplicate: 0, none: 0, unconfirmed: 0 };
  for (const { unconfirmed, disposition } of alarms) counts[unconfirmed ? "unconfirmed" : (disposition ?? "none")] += 1;
  return counts;
}

/** A flood with a true alarm among those judged is a true one. */
function shareOfEpisodes(judged: readonly KpiAlarm[], floods: readonly Flood[], disposedShare: number): AlarmKpi["falseShare"] {
  const episodes = new Map<string, boolean>(); // is it true?
  for (const { id, raisedAt, disposition } of judged) {
    if (disposition !== "true" && disposition !== "false") continue;
    const flood = floods.findIndex((one) => raisedAt > one.from - tenMinutes && raisedAt <= one.to);
    const episode = flood < 0 ? id : `flood ${flood}`;
    episodes.set(episode, (episodes.get(episode) ?? false) || disposition === "true");
  }
  const right = [...episodes.values()].filter(Boolean).length;
  return falseShare({ wrong: episodes.size - right, right, disposedShare });
}
