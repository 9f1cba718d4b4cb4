import type { AlertRule, Priority } from "../../model/rule.ts";
import type { Alarm } from "../alarm.ts";
import { decideNotices } from "./decide.ts";
import { noNotices, noticeId, type DueStep, type EndedWhy, type NoticeScene, type NoticeSend, type NoticeState, type PendingNotice, type Receivers, type Silence } from "./notice.ts";

export const start = 1_700_000_000_000;

/** A small plant for the pipeline: alarms that a test moves, and what became of each notice. */
export class NoticeBench {
  now = start;
  state: NoticeState = noNotices;
  readonly alarms = new Map<string, Alarm>(); // by rule and key
  readonly rules = new Map<string, Partial<AlertRule>>();
  readonly gateways = new Map<string, string>(); // tag → gateway
  silences: Silence[] = [];
  readonly sends: { readonly at: number; readonly send: NoticeSend }[] = [];
  readonly told = new Map<string, number>(); // notice → how often it was sent
  readonly reasons = new Map<string, string[]>();
  readonly ends = new Map<string, EndedWhy>();
  readonly disposed = new Set<string>();
  receivers: (area: string) => Receivers = (area) => ({ people: [`op-${area}`], nobody: false });

  raise(ruleId: string, key: string, priority: Priority, more: Partial<Alarm> = {}): PendingNotice {
    const last = this.alarms.get(`${ruleId}\n${key}`);
    const isOpen = last !== undefined && last.state !== "normal";
    const ordinal = isOpen ? last.ordinal : (last?.ordinal ?? 0) + 1;
    const alarm: Alarm = {
      id: `${ruleId}/${key}/${ordinal}`, ruleId, key, ordinal, tagId: key, areaId: key.split("-")[0] ?? "", priority, state: "unack", overlays: {}, masked: false,
      generation: isOpen ? last.generation + 1 : 1, version: 1, active: true, announced: true, everAnnounced: true, raisedAt: this.now, announcedAt: this.now, clearedAt: null, ackedAt: null, ackedBy: null,
      closedAt: null, latch: false, ackRequired: true, unconfirmed: false, continues: null, value: 1, unit: "", limitId: null, backfill: false, ...more,
    };
    this.alarms.set(`${ruleId}\n${key}`, alarm);
    return { alarmId: alarm.id, ruleId, key, generation: alarm.generation, step: 0, at: this.now };
  }

  change(ruleId: string, key: string, change: Partial<Alarm>): void {
    const alarm = this.alarms.get(`${ruleId}\n${key}`);
    if (alarm) this.alarms.set(`${ruleId}\n${key}`, { ...alarm, ...change });
  }

  step(notice: PendingNotice, step: number, due: Partial<DueStep> = {}): PendingNotice {
    return { ...notice, step, at: this.now, due: { on: "unacked", afterS: 60, to: [], ...due } };
  }

  look(...fresh: PendingNotice[]): readonly NoticeSend[] {
    return this.decide(fresh, false);
  }

  lookAtAll(): void {
    this.decide([], true);
  }

  private decide(fresh: readonly PendingNotice[], all: boolean): readonly NoticeSend[] {
    const decision = decideNotices(this.state, fresh, this.scene(), all);
    this.state = decision.state;
    for (const send of decision.sends) this.sends.push({ at: this.now, send });
    for (const one of decision.sent) this.told.set(noticeId(one), (this.told.get(noticeId(one)) ?? 0) + 1);
    for (const one of decision.held) this.reasons.set(noticeId(one), [...(this.reasons.get(noticeId(one)) ?? []), one.held?.stage ?? "?"]);
    for (const { notice, why } of decision.ended) this.ends.set(noticeId(notice), why);
    return decision.sends;
  }

  /** Lets time pass, looking whenever the pipeline asks to. */
  pass(ms: number): void {
    const end = this.now + ms;
    while (this.state.nextAt <= end) {
      this.now = Math.max(this.now, this.state.nextAt);
      this.look();
    }
    this.now = end;
  }

  /** What people heard: kind, how many alarms, and when, in seconds from the start. */
  heard(): string[] {
    return this.sends.map(({ at, send }) => `${send.kind} ${send.priority} ${send.subjects.length} @${(at - start) / 1000}`);
  }

  private scene(): NoticeScene {
    const { alarms } = this;
    return {
      now: this.now, silences: this.silences,
      alarm: (one) => alarms.get(`${one.ruleId}\n${one.key}`),
      rule: (id) => this.rules.get(id) as AlertRule | undefined,
      activeOf: (id) => [...alarms.values()].filter((one) => one.ruleId === id && one.active),
      chainOf: (alarm) => [alarm.key, alarm.tagId, alarm.areaId, this.gateways.get(alarm.tagId ?? "")].filter((one) => one != null),
      unitsOf: () => ["unit-1", "site-1"],
      wasTold: (id) => this.told.has(id), isDisposed: (id) => this.disposed.has(id),
      receivers: (_, alarm) => this.receivers(alarm.areaId),
    };
  }
}
