import type { Alarm, AlarmStepLog, AlertRule, Tag } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { enqueueEvents } from "../instances/flowWaits.ts";
import { systemActor } from "../instances/systemActor.ts";
import { displayOf, type AlarmDisplay } from "./alarmDisplay.ts";
import { writeAlarm, writeEvent, type StoredAlarm } from "./alarmRows.ts";
import { scheduleEscalation } from "./escalation.ts";
import { effectsOf } from "./stepEffects.ts";

/** What the writer must know of the tenant. */
export interface StepFacts {
  readonly rule: (id: string) => AlertRule | undefined;
  readonly tag: (id: string) => Tag | undefined;
}

const audited: ReadonlySet<string> = new Set(["raise", "clear", "ack", "reset", "shelve", "unshelve", "suppress", "unsuppress", "outOfService", "inService", "unconfirm", "priority"]);

const flowEventOf: { readonly [kind: string]: string } = { raise: "alarm.raised", clear: "alarm.cleared", ack: "alarm.acknowledged", reset: "alarm.reset" };

/** Stores what the engine decided: alarm rows, history, effects, escalation and audit, all in one transaction. Notices are the desk's. */
export class StepWriter {
  constructor(
    readonly ctx: ServerContext,
    readonly tenantId: string,
    readonly facts: StepFacts,
  ) {}

  /** Returns the alarms as stored. `actor` is the person behind a command; `note` his reason. */
  async write(tx: Tx, step: AlarmStepLog, actor: Actor = systemActor(this.tenantId), note: string | null = null): Promise<readonly StoredAlarm[]> {
    const stored = new Map<string, StoredAlarm>();
    const raised = new Set(step.events.filter((event) => event.kind === "raise").map((event) => event.alarmId));
    for (const alarm of step.alarms) {
      const one = this.#storedOf(alarm, raised.has(alarm.id));
      stored.set(alarm.id, one);
      await writeAlarm(tx, this.tenantId, one);
    }
    for (const event of step.events) await writeEvent(tx, this.tenantId, event, event.by === null ? null : note);
    const directory = this.ctx.directory(this.tenantId);
    await this.ctx.effects.enqueue(tx, this.tenantId, effectsOf(step, { directory, now: this.ctx.clock.now(), stored, rule: this.facts.rule, tag: this.facts.tag }));
    await this.#tellFlows(tx, step, stored);
    await this.#escalation(tx, step, stored);
    await this.#release(tx, step, stored);
    await this.#audit(tx, step, actor, note);
    return [...stored.values()];
  }

  /** Texts of open alarms as they were when raised; filled again after a restart. */
  readonly displays = new Map<string, AlarmDisplay>();

  #storedOf(alarm: Alarm, isRaise: boolean): StoredAlarm {
    const directory = this.ctx.directory(this.tenantId);
    const area = directory.area(alarm.areaId);
    const tag = alarm.tagId === null ? undefined : this.facts.tag(alarm.tagId);
    const display = (isRaise ? undefined : this.displays.get(alarm.id)) ?? displayOf(alarm, this.facts.rule(alarm.ruleId), tag, area?.title ?? (tag?.report ? directory.orgUnit(tag.orgId)?.title : undefined));
    this.displays.set(alarm.id, display);
    if (this.displays.size > 20_000) this.displays.delete(this.displays.keys().next().value!);
    return { alarm, display, orgId: area?.orgId ?? tag?.orgId ?? this.tenantId, ordinal: alarm.ordinal };
  }

  /** Flows may wait for an alarm by its id, or by rule and key (`rule/key`). One question per kind of event, however many alarms a step moves. */
  async #tellFlows(tx: Tx, step: AlarmStepLog, stored: ReadonlyMap<string, StoredAlarm>): Promise<void> {
    const keysOf = new Map<string, Set<string>>();
    for (const event of step.events) {
      const alarm = stored.get(event.alarmId)?.alarm;
      const name = flowEventOf[event.kind];
      if (!alarm || name === undefined || event.why === "BACKFILL") continue;
      keysOf.set(name, (keysOf.get(name) ?? new Set()).add(alarm.id).add(`${alarm.ruleId}/${alarm.key}`));
    }
    for (const [name, keys] of keysOf) await enqueueEvents(this.ctx, tx, this.tenantId, name, [...keys]);
  }

  async #escalation(tx: Tx, step: AlarmStepLog, stored: ReadonlyMap<string, StoredAlarm>): Promise<void> {
    for (const { alarmId } of step.announcements) {
      const alarm = stored.get(alarmId)?.alarm;
      if (alarm) await scheduleEscalation(this.ctx, tx, this.tenantId, alarm, this.facts.rule(alarm.ruleId));
    }
  }

  /** A cause ends when its alarm has cleared and is not latched, or was reset. Permits still wait for a person. */
  async #release(tx: Tx, step: AlarmStepLog, stored: ReadonlyMap<string, StoredAlarm>): Promise<void> {
    const { permits } = this.ctx.services;
    if (!permits) return;
    const ended = new Set(step.events.filter((event) => event.kind === "clear" || event.kind === "reset").map((event) => event.alarmId));
    for (const id of ended) {
      const alarm = stored.get(id)?.alarm;
      if (alarm && !alarm.active && !alarm.state.startsWith("latched")) await permits.interlockOver(tx, this.tenantId, id);
    }
  }

  async #audit(tx: Tx, step: AlarmStepLog, actor: Actor, note: string | null): Promise<void> {
    for (const event of step.events.filter((one) => audited.has(one.kind))) {
      const by = event.by === null ? systemActor(this.tenantId) : actor;
      const detail = { rule: event.ruleId, key: event.key, at: new Date(event.at).toISOString(), from: event.from, to: event.to, generation: event.generation, why: event.why, ...(event.by !== null && note ? { reason: note } : {}) };
      await this.ctx.audit(tx, by, { action: `alarm.${event.kind}`, subject: { type: "alarm", id: event.alarmId }, detail });
    }
  }
}
