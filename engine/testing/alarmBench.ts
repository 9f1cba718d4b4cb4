import { AlarmEngine, type AcceptResult } from "../alarms/alarmEngine.ts";
import type { Alarm, AlarmEvent } from "../alarms/alarm.ts";
import type { AlarmCommand } from "../alarms/life/commands.ts";
import type { AlarmStepLog, Announcement } from "../alarms/life/stepLog.ts";
import { normaliseReading } from "../alarms/reading.ts";
import { restoreEngine, saveEngine } from "../alarms/save/engineState.ts";
import type { AlertRule } from "../model/rule.ts";
import type { CalendarLookup } from "../rules/calendars.ts";
import type { Reading, Tag } from "../model/tag.ts";

/** A gas point like the worked example's: combustible, 0–100 %LEL, stale after 30 s. */
export function gasTag(id: string, more: Partial<Tag> = {}): Tag {
  return { id, title: { zh: id, en: id }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "A1", orgId: "S1", periodS: 1, staleAfterS: 30, ...more };
}

/** The rule of alarms.md 14: ≥ 25, deadband 2, on 3 s, off 10 s, P2. */
export function highRule(more: Partial<AlertRule> = {}): AlertRule {
  return {
    id: "H", revision: 1, title: { zh: "高", en: "High" }, message: { zh: "{tag} {value}", en: "{tag} {value}" },
    select: { measurement: "combustible" }, per: "tag", limits: { H: gasLimit(25) }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] },
    deadband: 2, onDelayS: 3, offDelayS: 10, priority: "P2", actions: [], ...more,
  };
}

/** A limit in %LEL with a source, for tests. */
export function gasLimit(value: number): AlertRule["limits"][string] {
  return { value, unit: "%[LEL]", sourceStd: "GB/T 50493", edition: "2019", confidence: "read" };
}

/** Drives an engine by a clock in seconds, ticking as it goes, and keeps what it decided. */
export class AlarmBench {
  engine: AlarmEngine;
  now = 0; // seconds
  readonly events: AlarmEvent[] = [];
  readonly announcements: Announcement[] = [];
  readonly fates: string[] = [];
  readonly epoch: number;
  onStep: (step: AlarmStepLog) => void = () => undefined;

  constructor(readonly rules: readonly AlertRule[], readonly tags: readonly Tag[], options: { lateS?: number; epoch?: number; calendars?: CalendarLookup } = {}) {
    this.epoch = options.epoch ?? 1_700_000_000_000;
    this.engine = new AlarmEngine({ ...(options.lateS === undefined ? {} : { lateS: options.lateS }), ...(options.calendars ? { calendars: options.calendars } : {}) });
    this.keep(this.engine.setRules(rules, tags, this.epoch));
  }

  ms(seconds: number): number {
    return this.epoch + Math.round(seconds * 1000);
  }

  /** Lets the clock run to `seconds`, ticking each half second. */
  until(seconds: number): this {
    for (let t = this.now + 0.5; t < seconds; t += 0.5) this.keep(this.engine.tick(this.ms(t)));
    this.now = Math.max(this.now, seconds);
    this.keep(this.engine.tick(this.ms(this.now)));
    return this;
  }

  /** Sends one reading, by default at its own time. */
  send(tagId: string, ts: number, value: Reading["value"], more: { quality?: Reading["quality"]; at?: number; unit?: string } = {}): this {
    const at = more.at ?? ts;
    if (at > this.now) this.until(at);
    const tag = this.tags.find((one) => one.id === tagId)!;
    const { sample } = normaliseReading({ tagId, ts: this.ms(ts), value, ...(more.quality ? { quality: more.quality } : {}), ...(more.unit === undefined ? {} : { unit: more.unit }) }, tag, this.ms(this.now));
    if (!sample) {
      this.fates.push("refused");
      return this;
    }
    const result: AcceptResult = this.engine.accept([{ tagId, sample }], this.ms(this.now));
    this.fates.push(...result.fates);
    this.keep(result);
    return this;
  }

  /** Sends "second:value" pairs of one tag; `bad` is a reading of bad quality, a trailing `?` an uncertain one. */
  series(tagId: string, text: string): this {
    for (const part of text.split(/\s+/).filter(Boolean)) {
      const [ts, value] = part.split(":") as [string, string];
      if (value === "bad") this.send(tagId, Number(ts), null, { quality: "bad" });
      else if (value.endsWith("?")) this.send(tagId, Number(ts), Number(value.slice(0, -1)), { quality: "uncertain" });
      else this.send(tagId, Number(ts), Number(value));
    }
    return this;
  }

  /** Tells the alarm something; returns the refusal code, if any. */
  command(seconds: number, ruleId: string, key: string, command: AlarmCommand): string | undefined {
    if (seconds > this.now) this.until(seconds);
    const result = this.engine.command(ruleId, key, command, this.ms(this.now));
    this.keep(result);
    return result.refusal?.code;
  }

  /** Acknowledges the present generation. */
  ack(seconds: number, ruleId: string, key: string): string | undefined {
    if (seconds > this.now) this.until(seconds);
    return this.command(seconds, ruleId, key, { do: "ack", by: "op", generation: this.alarm(ruleId, key)?.generation ?? 0 });
  }

  /** Kills the engine and brings up another from its last state; it was last alive at the present time. */
  restart(seconds: number): this {
    const state = JSON.parse(JSON.stringify(saveEngine(this.engine))) as ReturnType<typeof saveEngine>;
    const lastSeen = this.ms(this.now);
    this.engine = new AlarmEngine({ lateS: this.engine.lateMs / 1000, calendars: this.engine.calendars });
    restoreEngine(this.engine, state, this.rules, this.tags);
    this.now = seconds;
    this.keep(this.engine.markGap(lastSeen, this.ms(seconds)));
    return this;
  }

  alarm(ruleId: string, key: string): Alarm | undefined {
    return this.engine.book.of({ ruleId, key });
  }

  /** Edges of one rule as "raise@3", with the reason where it is not the plain one. */
  edges(ruleId = "H", key?: string): string[] {
    return this.events.filter((event) => event.ruleId === ruleId && (key === undefined || event.key === key) && (event.kind === "raise" || event.kind === "clear"))
      .map((event) => `${event.kind}@${this.seconds(event.at)}${event.why === "CONDITION" || event.why === "TIMER" ? "" : ` ${event.why}`}`);
  }

  /** Changes of state of one rule as "23 normal>unack". */
  moves(ruleId: string): string[] {
    return this.events.filter((event) => event.ruleId === ruleId && event.from !== event.to && event.kind !== "announce").map((event) => `${this.seconds(event.at)} ${event.from}>${event.to}`);
  }

  seconds(ms: number): number {
    return (ms - this.epoch) / 1000;
  }

  private keep(step: AlarmStepLog): void {
    this.events.push(...step.events);
    this.announcements.push(...step.announcements);
    this.onStep(step);
  }
}
