import { isCovered, type Alarm, type AlertRule, type JsonObject } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { alarmById, type StoredAlarm } from "./alarmRows.ts";
import { disposalOf } from "./disposals.ts";
import { receiversOf } from "./whoHears.ts";

const task = "alarm.escalate";
const pauseMs = 60_000; // how often a paused step looks again

/** Schedules the steps of a rule, counted from the announcement of this generation. Rows with due times: they survive a crash. */
export async function scheduleEscalation(ctx: ServerContext, tx: Tx, tenantId: string, alarm: Alarm, rule: AlertRule | undefined): Promise<void> {
  const now = ctx.clock.now();
  for (const [step, { afterS }] of (rule?.escalation ?? []).entries()) {
    await ctx.jobs.schedule(tx, { task, key: `${alarm.id}:${alarm.generation}:${step}`, dueAt: now + afterS * 1000, elapsed: "atMost", tenantId, payload: { alarmId: alarm.id, generation: alarm.generation, step } });
  }
}

/** Registers what a due step does. */
export function handleEscalation(ctx: ServerContext, ruleOf: (tenantId: string, id: string) => AlertRule | undefined): void {
  ctx.jobs.on(task, async (payload, { tenantId, key }) => {
    await ctx.store.unit(async (tx) => {
      const stored = await alarmById(tx, tenantId, String(payload["alarmId"]));
      if (stored) await escalate(ctx, tx, tenantId, stored, payload, key, ruleOf);
    });
  });
}

async function escalate(ctx: ServerContext, tx: Tx, tenantId: string, stored: StoredAlarm, payload: JsonObject, key: string, ruleOf: (tenantId: string, id: string) => AlertRule | undefined): Promise<void> {
  const { alarm, display, orgId } = stored;
  const step = ruleOf(tenantId, alarm.ruleId)?.escalation?.[Number(payload["step"])];
  if (!step || alarm.generation !== payload["generation"] || !(await isStillDue(tx, alarm, step.on))) return;
  if (isCovered(alarm) || alarm.masked) return ctx.jobs.schedule(tx, { task, key, dueAt: ctx.clock.now() + pauseMs, elapsed: "atMost", tenantId, payload });
  const why = step.on === "unacked" ? { zh: "未确认", en: "not acknowledged" } : { zh: "未处置", en: "not disposed" };
  await ctx.effects.enqueue(tx, tenantId, [{
    kind: "notify", key: `alarm:${key}:escalate`, people: receiversOf(ctx.directory(tenantId), step.to, orgId), topic: "alarm.escalated", subject: { type: "alarm", id: alarm.id },
    message: { zh: `${alarm.priority} 报警升级（${why.zh}）：${display.message.zh}`, en: `${alarm.priority} alarm escalated (${why.en}): ${display.message.en}` },
    params: { priority: alarm.priority, afterS: step.afterS },
  }]);
  await ctx.audit(tx, { id: "system", kind: "system", name: "Safeloop", tenantId, orgId: tenantId, permissions: new Set() }, { action: "alarm.escalate", subject: { type: "alarm", id: alarm.id }, detail: { step: Number(payload["step"]), on: step.on } });
}

async function isStillDue(tx: Tx, alarm: Alarm, on: "unacked" | "undisposed"): Promise<boolean> {
  if (on === "unacked") return ["unack", "rtn-unack", "latched-unack"].includes(alarm.state);
  return (await disposalOf(tx, alarm.id))?.state === "open";
}
