import { createHash } from "node:crypto";
import type { I18nText, JsonObject, Priority, SubjectRef } from "@safeloop/engine";
import type { Reader, Store, Tx } from "../../context.ts";
import { fromJson, toJson } from "../../storage/index.ts";
import type { OutgoingNotice } from "./compose.ts";

/** A notice that goes out, with whom it is for. */
export interface StoredNotice extends OutgoingNotice {
  readonly id: string;
  readonly people: readonly string[];
}

/** A notice on its way to one target. */
export interface DueDelivery {
  readonly id: string;
  readonly noticeId: string;
  readonly target: string;
  readonly tries: number;
  readonly createdAt: number;
  readonly urgency: number;
  readonly notice: StoredNotice;
}

interface NoticeColumns {
  readonly notice_id: string;
  readonly topic: string;
  readonly message: string;
  readonly params: string;
  readonly priority: Priority | null;
  readonly subject_type: SubjectRef["type"] | null;
  readonly subject_id: string | null;
  readonly people: string;
  readonly at: number;
}

interface DueRow extends NoticeColumns {
  readonly id: string;
  readonly target: string;
  readonly person_id: string | null;
  readonly tries: number;
  readonly created_at: number;
  readonly urgency: number;
}

function noticeOf(row: NoticeColumns): StoredNotice {
  return {
    id: row.notice_id, topic: row.topic, message: fromJson<I18nText & JsonObject>(row.message), params: fromJson(row.params), priority: row.priority,
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null, people: fromJson<string[]>(row.people), at: row.at,
  };
}

function hashOf(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}

export function urgencyOf(priority: Priority | null): number {
  return priority === null ? 5 : Number(priority.slice(1));
}

const open = "state in ('waiting', 'failed')";
const joined = "select d.id, d.target, d.person_id, d.tries, d.created_at, d.urgency, n.id as notice_id, n.topic, n.message, n.params, n.priority, n.subject_type, n.subject_id, n.people, n.at from deliveries d join outgoing_notices n on n.id = d.notice_id";
const marks = (list: readonly unknown[]): string => list.map(() => "?").join(", ");

/** Notices on their way, each (notice, channel, target) once. Everything is written inside units of the caller. */
export class DeliveryStore {
  constructor(readonly store: Store) {}

  /** The notice of an effect; the same effect again is the same notice. */
  async addNotice(tx: Tx, tenantId: string, effectKey: string, notice: Omit<StoredNotice, "id">, now: number): Promise<StoredNotice> {
    const id = hashOf(tenantId, effectKey);
    const row = {
      id, tenant_id: tenantId, effect_key: effectKey, topic: notice.topic, message: toJson(notice.message), params: toJson(notice.params), priority: notice.priority,
      subject_type: notice.subject?.type ?? null, subject_id: notice.subject?.id ?? null, people: toJson([...notice.people]), at: notice.at, created_at: now,
    };
    await tx.run(this.store.qb("outgoing_notices").insert(row).onConflict("id").ignore());
    return { ...notice, id };
  }

  /** True when it is new. */
  async add(tx: Tx, delivery: { readonly tenantId: string; readonly notice: StoredNotice; readonly channelId: string; readonly target: string; readonly personId: string | null; readonly now: number }): Promise<boolean> {
    const { tenantId, notice, channelId, target, personId, now } = delivery;
    const row = {
      id: hashOf(notice.id, channelId, target), tenant_id: tenantId, notice_id: notice.id, channel_id: channelId, target, person_id: personId, urgency: urgencyOf(notice.priority),
      state: "waiting", fell_over: 0, tries: 0, next_at: now, created_at: now,
    };
    return (await tx.run(this.store.qb("deliveries").insert(row).onConflict(["notice_id", "channel_id", "target"]).ignore())) > 0;
  }

  /** What is due on a channel, the urgent first, then the older. */
  async due(from: Reader, channelId: string, now: number, limit: number): Promise<readonly DueDelivery[]> {
    const rows = await from.all<DueRow>({ sql: `${joined} where d.channel_id = ? and d.${open} and d.next_at <= ? order by d.urgency, d.created_at, d.id limit ${limit}`, bindings: [channelId, now] });
    return rows.map((row) => ({ id: row.id, noticeId: row.notice_id, target: row.target, tries: row.tries, createdAt: row.created_at, urgency: row.urgency, notice: noticeOf(row) }));
  }

  /** When the next one of a channel is due after `now`, or undefined. */
  async nextAt(from: Reader, channelId: string, now: number): Promise<number | undefined> {
    const row = await from.first<{ at: number | null }>({ sql: `select min(next_at) as at from deliveries where channel_id = ? and ${open} and next_at > ?`, bindings: [channelId, now] });
    return row?.at ?? undefined;
  }

  async hasOpen(from: Reader, channelId: string): Promise<boolean> {
    return (await from.first({ sql: `select id from deliveries where channel_id = ? and ${open} limit 1`, bindings: [channelId] })) !== undefined;
  }

  /** Gives up what is open on a channel that is switched off. */
  async giveUp(tx: Tx, channelId: string, answer: string, now: number): Promise<void> {
    await tx.run({ sql: `update deliveries set state = 'dead', last_answer = ?, done_at = ? where channel_id = ? and ${open}`, bindings: [answer, now, channelId] });
  }

  /** Marks what is sent now as taken until `until`: a killed process leaves it due again after that. */
  async take(tx: Tx, message: { readonly id: string; readonly channelId: string; readonly target: string; readonly deliveries: readonly string[]; readonly now: number; readonly until: number }): Promise<void> {
    const { id, channelId, target, now, until } = message;
    await tx.run({ sql: "insert into channel_sends (id, channel_id, target, at) values (?, ?, ?, ?)", bindings: [id, channelId, target, now] });
    for (const some of chunks(message.deliveries)) await tx.run({ sql: `update deliveries set message_id = ?, tries = tries + 1, next_at = ? where id in (${marks(some)})`, bindings: [id, until, ...some] });
  }

  /** Times of the messages of the last minute, by target. */
  async recent(tx: Tx, channelId: string, after: number): Promise<ReadonlyMap<string, readonly number[]>> {
    await tx.run({ sql: "delete from channel_sends where channel_id = ? and at <= ?", bindings: [channelId, after] });
    const rows = await tx.all<{ target: string; at: number }>({ sql: "select target, at from channel_sends where channel_id = ?", bindings: [channelId] });
    const byTarget = new Map<string, number[]>();
    for (const { target, at } of rows) byTarget.set(target, [...(byTarget.get(target) ?? []), at]);
    return byTarget;
  }

  /** The minute of a message counts from its end: on the way it may have been held up. */
  async sendEnded(tx: Tx, messageId: string, now: number): Promise<void> {
    await tx.run({ sql: "update channel_sends set at = ? where id = ?", bindings: [now, messageId] });
  }

  async settle(tx: Tx, ids: readonly string[], change: { readonly state: "sent" | "failed" | "dead"; readonly answer: string; readonly nextAt?: number; readonly now: number }): Promise<void> {
    const done = change.state === "failed" ? null : change.now;
    for (const some of chunks(ids)) {
      const sql = `update deliveries set state = ?, last_answer = ?, done_at = ?, next_at = ? where ${open} and id in (${marks(some)})`;
      await tx.run({ sql, bindings: [change.state, change.answer.slice(0, 500), done, change.nextAt ?? change.now, ...some] });
    }
  }

  /** A channel that is back sends at once what waited for its next try. */
  async hurry(tx: Tx, channelId: string, now: number): Promise<void> {
    await tx.run({ sql: "update deliveries set next_at = ? where channel_id = ? and state = 'failed' and next_at > ?", bindings: [now, channelId, now] });
  }

  /** What a killed process had on the way is due at once. Only where no other process works on the store. */
  async hurryAll(now: number): Promise<void> {
    await this.store.unit((tx) => tx.run({ sql: `update deliveries set next_at = ? where ${open} and next_at > ?`, bindings: [now, now] }));
  }

  /** What the next channel does not have yet: all that is open on the channel, or the ones named. */
  async notFallen(from: Reader, channelId: string, ids?: readonly string[]): Promise<readonly { readonly deliveryId: string; readonly personId: string | null; readonly notice: StoredNotice }[]> {
    const which = ids === undefined ? `d.${open}` : `d.id in (${marks(ids)})`;
    const rows = await from.all<DueRow>({ sql: `${joined} where d.channel_id = ? and d.fell_over = 0 and ${which} order by d.urgency, d.created_at, d.id limit 200`, bindings: [channelId, ...(ids ?? [])] });
    return rows.map((row) => ({ deliveryId: row.id, personId: row.person_id, notice: noticeOf(row) }));
  }

  async markFallen(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const some of chunks(ids)) await tx.run({ sql: `update deliveries set fell_over = 1 where id in (${marks(some)})`, bindings: [...some] });
  }

  /** Channels with something due since before `at`. */
  async overdue(at: number): Promise<readonly { readonly channelId: string; readonly tenantId: string }[]> {
    const rows = await this.store.all<{ channel_id: string; tenant_id: string }>({ sql: `select distinct channel_id, tenant_id from deliveries where ${open} and next_at <= ?`, bindings: [at] });
    return rows.map((row) => ({ channelId: row.channel_id, tenantId: row.tenant_id }));
  }

  /** Dead letters back into the queue: one by id, or all of a channel. */
  async revive(tx: Tx, tenantId: string, which: { readonly id: string } | { readonly channelId: string }, now: number): Promise<readonly string[]> {
    const [column, value] = "id" in which ? ["id", which.id] : ["channel_id", which.channelId];
    const rows = await tx.all<{ channel_id: string }>({ sql: `select distinct channel_id from deliveries where tenant_id = ? and state = 'dead' and ${column} = ?`, bindings: [tenantId, value] });
    await tx.run({ sql: `update deliveries set state = 'waiting', tries = 0, next_at = ?, created_at = ?, done_at = null where tenant_id = ? and state = 'dead' and ${column} = ?`, bindings: [now, now, tenantId, value] });
    return rows.map((row) => row.channel_id);
  }
}

/** Lists short enough for the placeholders of one statement. */
function chunks<T>(list: readonly T[], size = 200): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}
