import { isOpen, refusalOf, type Alarm, type AlarmCommand, type AlarmView, type Allowance, type IssueParams, messageOf } from "@safeloop/engine";
import type { Actor, Reader, RouteRequest, ServerContext } from "../context.ts";
import type { StoppedPermit } from "../services.ts";
import { personRef } from "../views/personRef.ts";
import { bypassPapers, type BypassPaper } from "./bypasses/bypassRows.ts";
import { disposalsOf, type DisposalRow } from "./disposals.ts";
import { eventsOf, type StoredAlarm, type StoredEvent } from "./alarmRows.ts";
import { noticeViews } from "./notices/noticeView.ts";
import { explanationOf } from "./explanationView.ts";
import type { TenantEngine } from "./tenantEngine.ts";

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** What a view needs beside the alarm. */
export interface ViewFacts {
  readonly ctx: ServerContext;
  readonly live: TenantEngine;
  readonly locale: RouteRequest["locale"];
  readonly actor: Actor | null; // null: for everybody's stream
  readonly disposals: ReadonlyMap<string, DisposalRow>;
  readonly stopped: ReadonlyMap<string, readonly StoppedPermit[]>;
  readonly bypasses: ReadonlyMap<string, BypassPaper>;
}

/** Reads what the views of some alarms need. */
export async function viewFacts(ctx: ServerContext, live: TenantEngine, from: Reader, alarms: readonly StoredAlarm[], actor: Actor | null, locale: RouteRequest["locale"]): Promise<ViewFacts> {
  const ids = alarms.map((one) => one.alarm.id);
  const stopped = ids.length > 0 && ctx.services.permits ? await ctx.services.permits.stoppedBy(from, live.tenantId, ids) : new Map<string, readonly StoppedPermit[]>();
  return { ctx, live, locale, actor, disposals: await disposalsOf(from, ids), stopped, bypasses: await bypassPapers(from, live.tenantId, alarms.flatMap((one) => one.alarm.overlays.outOfService?.bypassId ?? [])) };
}

/** An alarm as the contract shows it. */
export function alarmView(stored: StoredAlarm, facts: ViewFacts, history?: readonly StoredEvent[]): AlarmView {
  const { alarm, display } = stored;
  const directory = facts.ctx.directory(facts.live.tenantId);
  const area = directory.area(alarm.areaId);
  const disposal = facts.disposals.get(alarm.id);
  return {
    id: alarm.id, ruleId: alarm.ruleId, ruleTitle: display.title, key: alarm.key, ...(alarm.tagId === null ? {} : { tagId: alarm.tagId }),
    area: area ? { id: area.id, title: area.title } : null, priority: alarm.priority, state: alarm.state, overlays: overlaysView(alarm, facts),
    masked: alarm.masked, generation: alarm.generation, raisedAt: iso(alarm.raisedAt), announcedAt: isoOrNull(alarm.announcedAt), clearedAt: isoOrNull(alarm.clearedAt),
    ackedAt: isoOrNull(alarm.ackedAt), ackedBy: alarm.ackedBy === null ? null : personRef(directory, alarm.ackedBy), closedAt: isoOrNull(alarm.closedAt),
    value: alarm.value, unit: alarm.unit, ...(display.limit ? { limit: display.limit } : {}), message: display.message, badges: badgesOf(alarm, facts.live),
    ...(display.sop ? { sop: display.sop } : {}), ...(display.camera ? { camera: display.camera } : {}), latch: alarm.latch, unconfirmed: alarm.unconfirmed, backfill: alarm.backfill, continues: alarm.continues,
    ...(disposal ? { disposal: { taskId: disposal.task_id, state: disposal.state, ...(disposal.disposition ? { disposition: disposal.disposition } : {}) } } : {}),
    ...(history ? { history: history.map((event) => ({ at: iso(event.at), event: event.kind, ...(event.by === null ? {} : { by: personRef(directory, event.by) }), from: event.from, to: event.to, why: event.why, generation: event.generation, ...(event.note === null ? {} : { note: event.note }) })) } : {}),
    permitsStopped: [...(facts.stopped.get(alarm.id) ?? [])], version: alarm.version, mayAct: mayAct(alarm, disposal, stored.orgId, facts),
  };
}

function overlaysView(alarm: Alarm, facts: ViewFacts): AlarmView["overlays"] {
  const { shelved, suppressed, outOfService } = alarm.overlays;
  const directory = facts.ctx.directory(facts.live.tenantId);
  return {
    ...(shelved ? { shelved: { until: iso(shelved.until), by: personRef(directory, shelved.by), reason: shelved.reason } } : {}),
    ...(suppressed ? { suppressed: true as const } : {}), ...(outOfService ? { outOfService: { bypassId: outOfService.bypassId, until: iso(outOfService.until), ...facts.bypasses.get(outOfService.bypassId) } } : {}),
  };
}

/** Badges come from the process, not from the state (alarms.md 5). */
function badgesOf(alarm: Alarm, live: TenantEngine): string[] {
  const process = live.isOpen ? live.engine.processes.get(alarm.ruleId, alarm.key)?.process : undefined;
  const over = process?.plan.plans[0] ? live.engine.latest(process.plan.plans[0].tag.id) : undefined;
  const badges: string[] = [];
  if (alarm.state.startsWith("latched")) badges.push("latch");
  if (process && !process.head.active && process.head.runSince !== null) badges.push("pending");
  if (process && process.head.active && process.head.runSince !== null) badges.push("recovering");
  if (process && process.head.active && process.head.frozen) badges.push("dataLost");
  if (alarm.unconfirmed) badges.push("unconfirmed");
  if (alarm.active && over && (over.flags & 1) !== 0) badges.push("over");
  return badges;
}

function mayAct(alarm: Alarm, disposal: DisposalRow | undefined, orgId: string, facts: ViewFacts): AlarmView["mayAct"] {
  const now = facts.ctx.clock.now();
  const live = facts.live.isOpen ? facts.live.engine.processes.get(alarm.ruleId, alarm.key) : undefined;
  const calm = live ? facts.live.engine.isCalm(live, now) : !alarm.active;
  const judge = (permission: string, command: AlarmCommand): Allowance => {
    const refusal = refusalOf(alarm, command, calm, now);
    if (refusal) return refused(refusal.code, refusal.params, facts);
    return mayUse(permission, orgId, facts) ? { allowed: true } : refused("ALARM_FORBIDDEN", { permission }, facts);
  };
  const by = facts.actor?.id ?? "";
  return {
    ack: judge("alarm.ack", { do: "ack", by, generation: alarm.generation }),
    shelve: judge("alarm.shelve", { do: "shelve", by, until: now + 3_600_000, reason: "-" }),
    unshelve: judge("alarm.shelve", { do: "unshelve", by }),
    reset: judge("alarm.reset", { do: "reset", by }),
    dispose: disposal?.state !== "open" ? refused("ALARM_NO_DISPOSAL", {}, facts) : mayUse("alarm.dispose", orgId, facts) ? { allowed: true } : refused("ALARM_FORBIDDEN", { permission: "alarm.dispose" }, facts),
  };
}

function refused(code: Parameters<typeof messageOf>[0], params: IssueParams, facts: ViewFacts): Allowance {
  return { allowed: false, code, why: messageOf(code, params, facts.locale) };
}

/** The stream goes to many people at once: there only the alarm's own state speaks, and the server asks again on the command. */
function mayUse(permission: string, orgId: string, facts: ViewFacts): boolean {
  return facts.actor === null || facts.ctx.reach(facts.actor, permission).has(orgId);
}

/** One alarm with its history. */
export async function alarmDetail(ctx: ServerContext, live: TenantEngine, from: Reader, stored: StoredAlarm, actor: Actor, locale: RouteRequest["locale"]): Promise<AlarmView> {
  const explanation = live.isOpen && isOpen(stored.alarm) ? explanationOf(live, stored.alarm.ruleId, stored.alarm.key, ctx.clock.now()) : undefined;
  const notices = await noticeViews(ctx, from, live.tenantId, stored.alarm.id);
  return { ...alarmView(stored, await viewFacts(ctx, live, from, [stored], actor, locale), await eventsOf(from, stored.alarm.id)), notices, ...(explanation ? { explanation } : {}) };
}
