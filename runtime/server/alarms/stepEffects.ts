import type { ActionRun, Alarm, AlarmStepLog, AlertRule, Announcement, Effect, Tag } from "@safeloop/engine";
import type { TenantDirectory } from "../context.ts";
import type { StoredAlarm } from "./alarmRows.ts";
import { firstReceivers } from "./whoHears.ts";

/** What effects are made from, besides the step itself. */
export interface EffectFacts {
  readonly directory: TenantDirectory;
  readonly stored: ReadonlyMap<string, StoredAlarm>;
  readonly rule: (id: string) => AlertRule | undefined;
  readonly tag: (id: string) => Tag | undefined;
}

/** The effects of a step: notices, stopped permits, disposal tasks, webhooks. Keys name what they do, so that a repeat is the same effect. */
export function effectsOf(step: Pick<AlarmStepLog, "actions" | "announcements" | "events">, facts: EffectFacts): Effect[] {
  return [
    ...step.actions.flatMap((run) => actionEffects(run, facts)),
    ...groupsOf(step.announcements, facts).flatMap((group) => announcementEffects(group, facts)),
    ...step.events.filter((event) => event.why !== "BACKFILL").flatMap((event) => webhookEffects(event.alarmId, event.kind, event.id, facts)),
  ];
}

function actionEffects(run: ActionRun, facts: EffectFacts): Effect[] {
  const stored = facts.stored.get(run.alarmId);
  if (!stored) return [];
  const { alarm, display } = stored;
  const actions = facts.rule(alarm.ruleId)?.actions ?? [];
  const effects: Effect[] = [];
  const needsDisposal = run.first && (alarm.priority === "P1" || alarm.priority === "P2" || actions.some((one) => one.do === "disposalTask"));
  if (needsDisposal) effects.push({ kind: "disposalTask", key: `alarm:${alarm.id}:disposal`, alarmId: alarm.id });
  actions.forEach((action, at) => {
    const key = `alarm:${alarm.id}:${run.generation}:${at}`;
    if (action.do === "interlock") {
      const position = alarm.tagId === null ? undefined : facts.tag(alarm.tagId)?.position;
      effects.push({
        kind: "interlock", key, cause: action.cause, areaId: alarm.areaId, causeId: alarm.id, reason: display.message,
        ...(action.permits ? { permits: action.permits } : {}), ...(action.radiusM !== undefined && position ? { radiusM: action.radiusM, around: position } : {}),
      });
    }
    if (action.do === "emergencyPrompt") effects.push(notice(key, stored, "alarm.emergency", facts));
  });
  return effects;
}

/** Announcements of one instant, one rule and one area are one notice, so that a flood is read and not scrolled. P1 is never grouped. */
function groupsOf(announcements: readonly Announcement[], facts: EffectFacts): readonly (readonly Announcement[])[] {
  const groups = new Map<string, Announcement[]>();
  for (const one of announcements) {
    const alarm = facts.stored.get(one.alarmId)?.alarm;
    const key = !alarm || alarm.priority === "P1" ? one.alarmId : `${alarm.ruleId} ${alarm.areaId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function announcementEffects(group: readonly Announcement[], facts: EffectFacts): Effect[] {
  const first = group[0];
  const stored = first && facts.stored.get(first.alarmId);
  if (!stored) return [];
  const { people, nobody } = firstReceivers(facts.directory, stored.alarm, stored.orgId);
  if (people.length === 0) return [];
  const one = notice(`alarm:${first.alarmId}:${first.generation}:announce`, stored, nobody ? "alarm.noReceiver" : "alarm.raised", facts, people);
  return [group.length === 1 || one.kind !== "notify" ? one : grouped(one, group.length)];
}

function grouped(one: Extract<Effect, { kind: "notify" }>, count: number): Effect {
  return { ...one, message: { zh: `${one.message.zh}（同区域同类共 ${count} 条）`, en: `${one.message.en} (${count} of this kind in the area)` }, params: { ...one.params, count } };
}

function notice(key: string, stored: StoredAlarm, topic: string, facts: EffectFacts, people = firstReceivers(facts.directory, stored.alarm, stored.orgId).people): Effect {
  const { alarm, display } = stored;
  return {
    kind: "notify", key, people, topic, subject: { type: "alarm", id: alarm.id },
    message: { zh: `${alarm.priority} ${display.title.zh}：${display.message.zh}`, en: `${alarm.priority} ${display.title.en}: ${display.message.en}` },
    params: { priority: alarm.priority, generation: alarm.generation, area: alarm.areaId, at: new Date(alarm.raisedAt).toISOString() },
  };
}

const webhookEvents: { readonly [kind: string]: string } = { raise: "alarm.raised", clear: "alarm.cleared", ack: "alarm.acknowledged" };

function webhookEffects(alarmId: string, kind: string, eventId: string, facts: EffectFacts): Effect[] {
  const stored = facts.stored.get(alarmId);
  const event = webhookEvents[kind];
  return stored && event ? [{ kind: "webhook", key: `alarm-event:${eventId}`, event, subject: { type: "alarm", id: alarmId }, data: webhookData(stored.alarm) }] : [];
}

function webhookData(alarm: Alarm): { readonly [name: string]: string | number | boolean | null } {
  const { id, ruleId, key, tagId, areaId, priority, state, generation, active, value, unit } = alarm;
  return { id, ruleId, key, tagId, areaId, priority, state, generation, active, value, unit, raisedAt: new Date(alarm.raisedAt).toISOString() };
}
