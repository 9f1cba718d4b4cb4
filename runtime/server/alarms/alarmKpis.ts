import { alarmKpi, isDeviceRule, isNumeric, kpiTargets, Refusal, selectTags, type Alarm, type AlarmKpiView, type Disposition, type I18nText, type KpiAlarm, type KpiEvent } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { fromJson } from "../storage/json.ts";
import { serviceOf } from "../services.ts";
import type { AlarmDisplay } from "./alarmDisplay.ts";

const maxSpanMs = 92 * 86_400_000;
const kinds = ["raise", "clear", "announce", "ack", "shelve", "unshelve", "suppress", "unsuppress", "outOfService", "inService"];

interface AlarmRow {
  readonly id: string;
  readonly record: string;
  readonly display: string;
  readonly disposition: string | null;
  readonly disposed_at: number | string | null;
}

interface EventRow {
  readonly alarm_id: string;
  readonly kind: string;
  readonly at: number | string;
  readonly stored_at: number | string;
  readonly generation: number;
}

interface Period {
  readonly from: number;
  readonly to: number;
}

/** What happened in a period, of the alarms the caller may see: those that were open in it. */
async function alarmsIn(ctx: ServerContext, actor: Actor, { from, to }: Period): Promise<readonly { readonly alarm: KpiAlarm; readonly title: I18nText }[]> {
  const orgs = [...ctx.reach(actor, "alarm.view")];
  const sql = `select a.id, a.record, a.display, d.disposition, d.closed_at as disposed_at from alarms a left join disposals d on d.alarm_id = a.id
    where a.tenant_id = ? and a.raised_at <= ? and (a.closed_at is null or a.closed_at > ?) and a.org_id in (${orgs.map(() => "?").join(",") || "null"})`;
  const rows = await ctx.store.all<AlarmRow>({ sql, bindings: [actor.tenantId, to, from, ...orgs] });
  return rows.flatMap((row) => {
    const { backfill, id, ruleId, key, priority, raisedAt, active, clearedAt, unconfirmed } = fromJson<Alarm>(row.record);
    if (backfill) return []; // found in history afterwards: it called nobody, and says nothing of delays
    const isActive = active || (clearedAt !== null && clearedAt > to);
    const disposition = row.disposition as Disposition | null;
    return [{
      alarm: { id, ruleId, key, priority, raisedAt, activeSince: isActive ? raisedAt : null, unconfirmed, disposition, disposedAt: row.disposed_at === null ? null : Number(row.disposed_at) },
      title: fromJson<AlarmDisplay>(row.display).title,
    }];
  });
}

async function eventsIn(ctx: ServerContext, tenantId: string, { from, to }: Period): Promise<readonly KpiEvent[]> {
  const sql = `select alarm_id, kind, at, stored_at, generation from alarm_events where tenant_id = ? and kind in (${kinds.map(() => "?").join(",")}) and at > ? and at <= ? order by at, no`;
  const rows = await ctx.store.all<EventRow>({ sql, bindings: [tenantId, ...kinds, from, to] });
  return rows.map((row) => ({ alarmId: row.alarm_id, kind: row.kind, at: Number(row.at), storedAt: Number(row.stored_at), generation: Number(row.generation) }));
}

/** Days of sensors that rules look at, each counted for the share of its readings that came: sealed readings against those its period promises. */
async function sensorDays(ctx: ServerContext, actor: Actor, { from, to }: Period): Promise<number> {
  const { tenantId } = actor;
  const reach = ctx.reach(actor, "alarm.view");
  const tags = serviceOf(ctx.services, "tags");
  const rules = (ctx.services.definitions?.all(tenantId, "rules") ?? []).map((one) => one.definition);
  const watched = new Map(rules.flatMap((rule) => selectTags(rule.select, tags.all(tenantId))).filter((tag) => isNumeric(tag.measurement) && tag.computed !== true && reach.has(tag.orgId)).map((tag) => [tags.numberOf(tenantId, tag.id), tag]));
  const rows = await ctx.store.all<{ tag_no: number; n: number | string }>({ sql: "select tag_no, sum(n) as n from reading_blocks where tenant_id = ? and from_ts >= ? and from_ts < ? group by tag_no", bindings: [tenantId, from, to] });
  return rows.reduce((sum, row) => {
    const tag = watched.get(Number(row.tag_no));
    return tag ? sum + Math.min((to - from) / 86_400_000, (Number(row.n) * tag.periodS) / 86_400) : sum;
  }, 0);
}

/** Instants in ISO 8601; `consoles` default 1. */
export interface KpiQuery {
  readonly from: string;
  readonly to: string;
  readonly consoles?: number;
}

/** The figures of alarms.md 9 for a period. */
export async function alarmKpis(ctx: ServerContext, actor: Actor, query: KpiQuery): Promise<AlarmKpiView> {
  const period = { from: Date.parse(query.from), to: Math.min(Date.parse(query.to), ctx.clock.now()) };
  if (!(period.from < period.to) || period.to - period.from > maxSpanMs) throw new Refusal("ALARM_KPI_SPAN");
  const [found, events, days] = [await alarmsIn(ctx, actor, period), await eventsIn(ctx, actor.tenantId, period), await sensorDays(ctx, actor, period)];
  const rules = new Map((ctx.services.definitions?.all(actor.tenantId, "rules") ?? []).map((one) => [one.id, one.definition]));
  const consoles = query.consoles ?? 1;
  const kpi = alarmKpi({ ...period, consoles, sensorDays: days, alarms: found.map((one) => one.alarm), events, onDelayS: (id) => (isDeviceRule(id) ? 0 : (rules.get(id)?.onDelayS ?? 0)) });
  const titles = new Map(found.map(({ alarm, title }) => [alarm.ruleId, title]));
  const named = <T extends { readonly ruleId: string }>(list: readonly T[]): (T & { readonly ruleTitle: I18nText })[] => list.map((one) => ({ ...one, ruleTitle: titles.get(one.ruleId) ?? { zh: one.ruleId, en: one.ruleId } }));
  const iso = (at: number): string => new Date(at).toISOString();
  const { flood: _flood, ...targets } = kpiTargets;
  return {
    ...kpi, from: iso(period.from), to: iso(period.to), consoles, targets,
    floods: kpi.floods.map((one) => ({ ...one, from: iso(one.from), to: iso(one.to) })), chattering: named(kpi.chattering), busiest: named(kpi.busiest),
    falsePerSensorDay: kpi.falsePerSensorDay && { ...kpi.falsePerSensorDay, sensorDays: days },
  };
}
