import type { CalendarLookup } from "../../rules/calendars.ts";
import { AlarmEngine } from "../../alarms/alarmEngine.ts";
import type { TagSample } from "../../alarms/intake.ts";
import type { Alarm } from "../../alarms/alarm.ts";
import type { AlarmCommand } from "../../alarms/life/commands.ts";
import type { AlarmStepLog } from "../../alarms/life/stepLog.ts";
import { normaliseReading } from "../../alarms/reading.ts";
import type { Issue } from "../../issues/issue.ts";
import type { AlarmAction, AlertRule } from "../../model/rule.ts";
import type { Reading, Tag } from "../../model/tag.ts";

/** An action of a rule that an alarm set off. */
export interface ActionDone {
  readonly action: AlarmAction;
  readonly alarm: Alarm;
  readonly rule: AlertRule;
}

/** What the alarm engine decided in one call, with the actions spelled out. */
export interface AlarmNews {
  readonly log: AlarmStepLog;
  readonly actions: readonly ActionDone[];
  /** Alarms that no longer hold anything: cleared and not latched, or reset. */
  readonly over: readonly string[];
}

/** The alarm engine of a case, with its rules and tags in force from the beginning. */
export class AlarmSide {
  private readonly engine: AlarmEngine;
  private readonly tags: ReadonlyMap<string, Tag>;

  constructor(private readonly rules: readonly AlertRule[], tags: readonly Tag[], calendars: CalendarLookup, now: number) {
    this.engine = new AlarmEngine({ calendars });
    this.tags = new Map(tags.map((tag) => [tag.id, tag]));
    this.engine.setRules(rules, tags, now);
  }

  nextWake(): number {
    return this.engine.nextWake();
  }

  tick(now: number): AlarmNews {
    return this.news(this.engine.tick(now));
  }

  /** Takes one reading; what is wrong with it comes back. */
  read(reading: Reading, now: number): AlarmNews & { readonly issue: Issue | null } {
    const tag = this.tags.get(reading.tagId);
    if (!tag) throw new Error(`the world has no tag "${reading.tagId}"`);
    const { sample, issue } = normaliseReading(reading, tag, now);
    const batch: TagSample[] = sample ? [{ tagId: tag.id, sample }] : [];
    return { ...this.news(this.engine.accept(batch, now)), issue };
  }

  command(rule: string, key: string, command: AlarmCommand, now: number): AlarmNews & { readonly refused?: string } {
    const { refusal, ...log } = this.engine.command(rule, key, command, now);
    return { ...this.news(log), ...(refusal ? { refused: refusal.code } : {}) };
  }

  alarm(rule: string, key: string): Alarm | undefined {
    return this.engine.open().find((one) => one.ruleId === rule && one.key === key);
  }

  /** Active P1 and P2 gas alarms of an area. */
  gasAlarms(areaId: string | undefined): number {
    return this.engine.open().filter((one) => one.active && one.areaId === areaId && (one.priority === "P1" || one.priority === "P2") && this.isGas(one)).length;
  }

  private isGas(alarm: Alarm): boolean {
    const kind = alarm.tagId === null ? undefined : this.tags.get(alarm.tagId)?.measurement;
    return kind === "combustible" || kind === "toxic";
  }

  private news(log: AlarmStepLog): AlarmNews {
    const byId = new Map(log.alarms.map((one) => [one.id, one]));
    const actions = log.actions.flatMap((run) => this.actionsOf(byId.get(run.alarmId), run.first));
    const ended = new Set(log.events.filter((event) => event.kind === "clear" || event.kind === "reset").map((event) => event.alarmId));
    return { log, actions, over: log.alarms.filter((one) => ended.has(one.id) && !one.active && !one.state.startsWith("latched")).map((one) => one.id) };
  }

  private actionsOf(alarm: Alarm | undefined, first: boolean): ActionDone[] {
    const rule = this.rules.find((one) => one.id === alarm?.ruleId);
    if (!alarm || !rule) return [];
    return rule.actions.filter((action) => first || action.do !== "disposalTask").map((action) => ({ action, alarm, rule }));
  }
}
