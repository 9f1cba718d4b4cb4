import type { Alarm, AlarmEvent, AlarmState } from "@safeloop/engine";
import type { Reader, Tx } from "../context.ts";
import { fromJson, toJson } from "../storage/json.ts";
import type { AlarmDisplay } from "./alarmDisplay.ts";

/** An alarm as it is stored. */
export interface StoredAlarm {
  readonly alarm: Alarm;
  readonly display: AlarmDisplay;
  readonly orgId: string;
  readonly ordinal: number;
}

interface Row {
  readonly record: string;
  readonly display: string;
  readonly org_id: string;
  readonly ordinal: number;
}

const upsert = `insert into alarms (id, tenant_id, rule_id, key, ordinal, tag_id, area_id, org_id, priority, state, open, active, generation, version, raised_at, closed_at, record, display)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (id) do update set priority = excluded.priority, state = excluded.state, open = excluded.open, active = excluded.active, generation = excluded.generation,
    version = excluded.version, raised_at = excluded.raised_at, closed_at = excluded.closed_at, record = excluded.record, display = excluded.display`;
const insertEvent = `insert into alarm_events (id, tenant_id, alarm_id, kind, at, stored_at, from_state, to_state, generation, why, by_id, note)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`;

export async function writeAlarm(tx: Tx, tenantId: string, stored: StoredAlarm): Promise<void> {
  const { alarm } = stored;
  await tx.run({
    sql: upsert,
    bindings: [alarm.id, tenantId, alarm.ruleId, alarm.key, stored.ordinal, alarm.tagId, alarm.areaId, stored.orgId, alarm.priority, alarm.state, alarm.state === "normal" ? 0 : 1, alarm.active ? 1 : 0, alarm.generation, alarm.version, alarm.raisedAt, alarm.closedAt, toJson(alarm), toJson(stored.display)],
  });
}

export async function writeEvent(tx: Tx, tenantId: string, event: AlarmEvent, note: string | null): Promise<void> {
  await tx.run({ sql: insertEvent, bindings: [event.id, tenantId, event.alarmId, event.kind, event.at, event.storedAt, event.from, event.to, event.generation, event.why, event.by, note] });
}

function storedOf(row: Row): StoredAlarm {
  return { alarm: fromJson<Alarm>(row.record), display: fromJson<AlarmDisplay>(row.display), orgId: row.org_id, ordinal: Number(row.ordinal) };
}

/** The last record of each rule and key: what the engine goes on from. */
export async function lastAlarms(from: Reader, tenantId: string): Promise<StoredAlarm[]> {
  const rows = await from.all<Row>({ sql: "select a.record, a.display, a.org_id, a.ordinal from alarms a where a.tenant_id = ? and a.ordinal > 0 and a.ordinal = (select max(b.ordinal) from alarms b where b.tenant_id = a.tenant_id and b.rule_id = a.rule_id and b.key = a.key)", bindings: [tenantId] });
  return rows.map(storedOf);
}

export async function alarmById(from: Reader, tenantId: string, id: string): Promise<StoredAlarm | undefined> {
  const row = await from.first<Row>({ sql: "select record, display, org_id, ordinal from alarms where tenant_id = ? and id = ?", bindings: [tenantId, id] });
  return row && storedOf(row);
}

export interface AlarmFilter {
  readonly orgs: readonly string[]; // where the caller may look
  readonly open?: boolean;
  readonly priority?: readonly string[];
  readonly state?: readonly string[];
  readonly area?: string;
  readonly tag?: string;
  readonly rule?: string;
  readonly from?: number;
  readonly to?: number;
  readonly before?: readonly [raisedAt: number, id: string];
  readonly limit: number;
}

/** Alarms newest first; one more than the limit, to know whether there is a next page. */
export async function listAlarms(from: Reader, tenantId: string, filter: AlarmFilter): Promise<StoredAlarm[]> {
  const where = ["tenant_id = ?"];
  const bindings: unknown[] = [tenantId];
  const add = (sql: string, ...values: readonly unknown[]): void => {
    where.push(sql);
    bindings.push(...values);
  };
  const oneOf = (column: string, values: readonly string[]): void => add(`${column} in (${values.map(() => "?").join(",") || "null"})`, ...values);
  oneOf("org_id", filter.orgs);
  if (filter.open !== undefined) add("open = ?", filter.open ? 1 : 0);
  if (filter.priority) oneOf("priority", filter.priority);
  if (filter.state) oneOf("state", filter.state);
  if (filter.area) add("area_id = ?", filter.area);
  if (filter.tag) add("tag_id = ?", filter.tag);
  if (filter.rule) add("rule_id = ?", filter.rule);
  if (filter.from !== undefined) add("(closed_at is null or closed_at >= ?)", filter.from);
  if (filter.to !== undefined) add("raised_at <= ?", filter.to);
  if (filter.before) add("(raised_at < ? or (raised_at = ? and id < ?))", filter.before[0], filter.before[0], filter.before[1]);
  const sql = `select record, display, org_id, ordinal from alarms where ${where.join(" and ")} order by raised_at desc, id desc limit ?`;
  return (await from.all<Row>({ sql, bindings: [...bindings, filter.limit + 1] })).map(storedOf);
}

export interface StoredEvent {
  readonly kind: string;
  readonly at: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly why: string;
  readonly by: string | null;
  readonly note: string | null;
  readonly generation: number;
}

export async function eventsOf(from: Reader, alarmId: string): Promise<StoredEvent[]> {
  const rows = await from.all<{ kind: string; at: number | string; from_state: AlarmState; to_state: AlarmState; why: string; by_id: string | null; note: string | null; generation: number }>({ sql: "select kind, at, from_state, to_state, why, by_id, note, generation from alarm_events where alarm_id = ? order by no", bindings: [alarmId] });
  return rows.map((row) => ({ kind: row.kind, at: Number(row.at), from: row.from_state, to: row.to_state, why: row.why, by: row.by_id, note: row.note, generation: Number(row.generation) }));
}

/** Event times of announcements after `since`, oldest first: what the flood meter starts from. */
export async function announcementsSince(from: Reader, tenantId: string, since: number): Promise<number[]> {
  const rows = await from.all<{ at: number | string }>({ sql: "select at from alarm_events where tenant_id = ? and kind = 'announce' and at > ? order by at", bindings: [tenantId, since] });
  return rows.map((row) => Number(row.at));
}
