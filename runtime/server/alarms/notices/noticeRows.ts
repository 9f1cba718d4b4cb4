import { noticeId, type DueStep, type EndedWhy, type GroupClock, type HeldWhy, type NoticeDecision, type NoticeState, type PendingNotice } from "@safeloop/engine";
import type { Reader, Tx } from "../../context.ts";
import { fromJson, toJson } from "../../storage/json.ts";

interface Row {
  readonly alarm_id: string;
  readonly generation: number;
  readonly step: number;
  readonly rule_id: string;
  readonly key: string;
  readonly at: number | string;
  readonly due: string | null;
  readonly held: string | null;
}

/** One notice of an alarm as it is shown: what holds it, or what became of it. */
export interface StoredNotice {
  readonly generation: number;
  readonly step: number;
  readonly state: "waiting" | "sent" | "ended";
  readonly held: HeldWhy | null;
  readonly why: EndedWhy | null;
  readonly people: readonly string[];
  readonly at: number;
}

const columns = "tenant_id, alarm_id, generation, step, rule_id, key, at, due, state, held, why, batch, people, changed_at";
const perInsert = 100;

/** What became of one notice, as its row says it. */
interface Outcome {
  readonly notice: PendingNotice;
  readonly state: StoredNotice["state"];
  readonly why?: EndedWhy;
  readonly batch?: string;
  readonly people?: readonly string[];
}

/** Writes what was decided about notices. A row that says sent or ended is final. */
export async function writeOutcomes(tx: Tx, tenantId: string, outcomes: readonly Outcome[], now: number): Promise<void> {
  for (let from = 0; from < outcomes.length; from += perInsert) {
    const part = outcomes.slice(from, from + perInsert);
    const bindings = part.flatMap(({ notice, state, why, batch, people }) => [
      tenantId, notice.alarmId, notice.generation, notice.step, notice.ruleId, notice.key, notice.at, notice.due ? toJson(notice.due) : null,
      state, notice.held ? toJson(notice.held) : null, why ?? null, batch ?? null, people ? toJson(people) : null, now,
    ]);
    const sql = `insert into alarm_notices (${columns}) values ${part.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ")}
      on conflict (tenant_id, alarm_id, generation, step) do update set state = excluded.state, held = excluded.held, why = excluded.why, batch = excluded.batch, people = excluded.people, changed_at = excluded.changed_at
      where alarm_notices.state = 'waiting'`;
    await tx.run({ sql, bindings });
  }
}

/** What the pipeline goes on from after a start. */
export async function loadNotices(from: Reader, tenantId: string, now: number): Promise<{ readonly state: NoticeState; readonly unheard: readonly Unheard[] }> {
  const rows = await from.all<Row>({ sql: "select alarm_id, generation, step, rule_id, key, at, due, held from alarm_notices where tenant_id = ? and state = 'waiting' order by at, alarm_id", bindings: [tenantId] });
  const pending = new Map(rows.map(noticeOf).map((notice) => [noticeId(notice), notice]));
  const row = await from.first<{ state: string }>({ sql: "select state from notice_states where tenant_id = ?", bindings: [tenantId] });
  const saved = row ? fromJson<Saved>(row.state) : { groups: [], told: [], digestAt: null, unheard: [] };
  return { state: { pending, groups: openGroups(new Map(saved.groups), pending), told: new Map(saved.told), digestAt: saved.digestAt, nextAt: pending.size > 0 ? now : Number.POSITIVE_INFINITY }, unheard: saved.unheard };
}

/** Somebody was sought and not found; the administrators were told instead. */
export interface Unheard {
  readonly key: string;
  readonly areaId: string;
}

interface Saved {
  readonly groups: readonly (readonly [string, GroupClock])[];
  readonly told: readonly (readonly [string, readonly number[]])[];
  readonly digestAt: number | null;
  readonly unheard: readonly Unheard[];
}

const upsertState = "insert into notice_states (tenant_id, state) values (?, ?) on conflict (tenant_id) do update set state = excluded.state";

/** What is remembered of sent notices. When groups began to gather follows from the waiting rows. */
export async function writeNoticeState(tx: Tx, tenantId: string, state: NoticeDecision["state"], unheard: readonly Unheard[]): Promise<void> {
  const groups = [...state.groups].filter(([, { sentAt }]) => sentAt !== null).map(([name, { sentAt }]) => [name, { openedAt: null, sentAt }] as const);
  const saved: Saved = { groups, told: [...state.told], digestAt: state.digestAt, unheard };
  await tx.run({ sql: upsertState, bindings: [tenantId, JSON.stringify(saved)] });
}

function openGroups(groups: Map<string, GroupClock>, pending: ReadonlyMap<string, PendingNotice>): ReadonlyMap<string, GroupClock> {
  for (const { held, at } of pending.values()) {
    if (held?.stage !== "group") continue;
    const clock = groups.get(held.group) ?? { openedAt: null, sentAt: null };
    groups.set(held.group, { ...clock, openedAt: Math.min(clock.openedAt ?? at, at) });
  }
  return groups;
}

function noticeOf(row: Row): PendingNotice {
  return {
    alarmId: row.alarm_id, ruleId: row.rule_id, key: row.key, generation: Number(row.generation), step: Number(row.step), at: Number(row.at),
    ...(row.due === null ? {} : { due: fromJson<DueStep>(row.due) }), ...(row.held === null ? {} : { held: fromJson<HeldWhy>(row.held) }),
  };
}

/** Which of these notices have a row that is final already. */
export async function toldAmong(from: Reader, tenantId: string, notices: readonly PendingNotice[]): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  const ids = [...new Set(notices.map((one) => one.alarmId))];
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500);
    const sql = `select alarm_id, generation, step from alarm_notices where tenant_id = ? and state <> 'waiting' and alarm_id in (${part.map(() => "?").join(",")})`;
    for (const row of await from.all<{ alarm_id: string; generation: number; step: number }>({ sql, bindings: [tenantId, ...part] })) told.add(noticeId({ alarmId: row.alarm_id, generation: Number(row.generation), step: Number(row.step) }));
  }
  return told;
}

/** The notices of one alarm, oldest first. */
export async function noticesOf(from: Reader, tenantId: string, alarmId: string): Promise<StoredNotice[]> {
  const rows = await from.all<{ generation: number; step: number; state: StoredNotice["state"]; held: string | null; why: EndedWhy | null; people: string | null; changed_at: number | string }>({
    sql: "select generation, step, state, held, why, people, changed_at from alarm_notices where tenant_id = ? and alarm_id = ? order by generation, step", bindings: [tenantId, alarmId],
  });
  return rows.map((row) => ({
    generation: Number(row.generation), step: Number(row.step), state: row.state, held: row.held === null ? null : fromJson<HeldWhy>(row.held),
    why: row.why, people: row.people === null ? [] : fromJson<string[]>(row.people), at: Number(row.changed_at),
  }));
}

/** How many notices each silence holds. */
export async function heldBySilence(from: Reader, tenantId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await from.all<{ held: string }>({ sql: "select held from alarm_notices where tenant_id = ? and state = 'waiting' and held like '%\"stage\":\"silence\"%'", bindings: [tenantId] });
  const counts = new Map<string, number>();
  for (const { held } of rows) {
    const why = fromJson<HeldWhy>(held);
    if (why.stage === "silence") counts.set(why.silenceId, (counts.get(why.silenceId) ?? 0) + 1);
  }
  return counts;
}
