import { escalationOf, isCovered, needsDisposal, type Alarm, type AlertRule, type JsonObject, type PendingNotice } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { alarmById } from "./alarmRows.ts";
import { disposalOf } from "./disposals.ts";
import type { TenantEngine } from "./tenantEngine.ts";

const task = "alarm.escalate";
const pauseMs = 60_000; // how often a paused step looks again

/** Schedules the steps of a rule, or of its priority, counted from the announcement of this generation. Rows with due times: they survive a crash. */
export async function scheduleEscalation(ctx: ServerContext, tx: Tx, tenantId: string, alarm: Alarm, rule: AlertRule | undefined): Promise<void> {
  const now = ctx.clock.now();
  for (const [step, { afterS, on }] of escalationOf(rule, alarm.priority).entries()) {
    if (on === "undisposed" && !needsDisposal(rule, alarm.priority)) continue;
    await ctx.jobs.schedule(tx, { task, key: `${alarm.id}:${alarm.generation}:${step}`, dueAt: now + afterS * 1000, elapsed: "atMost", tenantId, payload: { alarmId: alarm.id, generation: alarm.generation, step } });
  }
}

/** Registers what a due step does: it goes the way of every notice, once. */
export function handleEscalation(ctx: ServerContext, engineOf: (tenantId: string) => TenantEngine): void {
  ctx.jobs.on(task, (payload, { tenantId, key }) => {
    const live = engineOf(tenantId);
    const ruleOf = (id: string): AlertRule | undefined => live.rules().find((rule) => rule.id === id);
    return live.escalate((tx) => dueStep(ctx, tx, tenantId, payload, key, ruleOf));
  });
}

async function dueStep(ctx: ServerContext, tx: Tx, tenantId: string, payload: JsonObject, key: string, ruleOf: (id: string) => AlertRule | undefined): Promise<readonly PendingNotice[]> {
  const alarm = (await alarmById(tx, tenantId, String(payload["alarmId"])))?.alarm;
  const at = Number(payload["step"]);
  const step = alarm && escalationOf(ruleOf(alarm.ruleId), alarm.priority)[at];
  if (!alarm || !step || alarm.generation !== payload["generation"] || !(await isStillDue(tx, alarm, step.on))) return [];
  if (!isCovered(alarm) && !alarm.masked) return [{ alarmId: alarm.id, ruleId: alarm.ruleId, key: alarm.key, generation: alarm.generation, step: at + 1, at: ctx.clock.now(), due: step }];
  await ctx.jobs.schedule(tx, { task, key, dueAt: ctx.clock.now() + pauseMs, elapsed: "atMost", tenantId, payload });
  return [];
}

async function isStillDue(tx: Tx, alarm: Alarm, on: "unacked" | "undisposed"): Promise<boolean> {
  if (on === "unacked") return ["unack", "rtn-unack", "latched-unack"].includes(alarm.state);
  return (await disposalOf(tx, alarm.id))?.state === "open";
}
