import { channelsFor, defaultChains, needsDisposal, receiversOf, type ActionRun, type Alarm, type AlarmStepLog, type AlertRule, type Effect, type Tag } from "@safeloop/engine";
import type { TenantDirectory } from "../context.ts";
import type { StoredAlarm } from "./alarmRows.ts";

/** What effects are made from, besides the step itself. */
export interface EffectFacts {
  readonly directory: TenantDirectory;
  readonly now: number;
  readonly stored: ReadonlyMap<string, StoredAlarm>;
  readonly rule: (id: string) => AlertRule | undefined;
  readonly tag: (id: string) => Tag | undefined;
}

/** The effects of a step beside its notices: stopped permits, disposal tasks, emergency prompts, webhooks. Keys name what they do, so that a repeat is the same effect. */
export function effectsOf(step: Pick<AlarmStepLog, "actions" | "events">, facts: EffectFacts): Effect[] {
  return [
    ...step.actions.flatMap((run) => actionEffects(run, facts)),
    ...step.events.filter((event) => event.why !== "BACKFILL").flatMap((event) => webhookEffects(event.alarmId, event.kind, event.id, facts)),
  ];
}

function actionEffects(run: ActionRun, facts: EffectFacts): Effect[] {
  const stored = facts.stored.get(run.alarmId);
  if (!stored) return [];
  const { alarm, display } = stored;
  const actions = facts.rule(alarm.ruleId)?.actions ?? [];
  const effects: Effect[] = [];
  if (run.first && needsDisposal(facts.rule(alarm.ruleId), alarm.priority)) effects.push({ kind: "disposalTask", key: `alarm:${alarm.id}:disposal`, alarmId: alarm.id });
  actions.forEach((action, at) => {
    const key = `alarm:${alarm.id}:${run.generation}:${at}`;
    if (action.do === "interlock") {
      const position = alarm.tagId === null ? undefined : facts.tag(alarm.tagId)?.position;
      effects.push({
        kind: "interlock", key, cause: action.cause, areaId: alarm.areaId, causeId: alarm.id, reason: display.message,
        ...(action.permits ? { permits: action.permits } : {}), ...(action.radiusM !== undefined && position ? { radiusM: action.radiusM, around: position } : {}),
      });
    }
    if (action.do === "emergencyPrompt") effects.push(emergencyNotice(key, stored, facts));
  });
  return effects;
}

/** The prompt of an emergency goes to those who hear of the alarm, at once and beside its own notice. */
function emergencyNotice(key: string, { alarm, display, orgId }: StoredAlarm, { directory, now }: EffectFacts): Effect {
  return {
    kind: "notify", key, people: receiversOf(directory, defaultChains[alarm.priority].first, orgId, now).people, topic: "alarm.emergency", subject: { type: "alarm", id: alarm.id },
    message: { zh: `${alarm.priority} ${display.title.zh}：${display.message.zh}`, en: `${alarm.priority} ${display.title.en}: ${display.message.en}` },
    params: { priority: alarm.priority, generation: alarm.generation, area: alarm.areaId, at: new Date(alarm.raisedAt).toISOString(), channels: [...channelsFor(alarm.priority, 0)] },
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
