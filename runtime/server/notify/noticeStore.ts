import { createHash } from "node:crypto";
import type { I18nText, JsonObject, SubjectRef } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";
import { fromJson, toJson } from "../storage/index.ts";

/** A message to one person. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly topic: string;
  readonly message: I18nText;
  readonly params: JsonObject;
  readonly subject: SubjectRef | null;
  readonly readAt: number | null;
}

interface NoticeRow {
  readonly id: string;
  readonly at: number | string;
  readonly topic: string;
  readonly message: string;
  readonly params: string;
  readonly subject_type: SubjectRef["type"] | null;
  readonly subject_id: string | null;
  readonly read_at: number | string | null;
}

function toNotice(row: NoticeRow): Notice {
  return {
    id: row.id,
    at: Number(row.at),
    topic: row.topic,
    message: fromJson<I18nText & JsonObject>(row.message),
    params: fromJson(row.params),
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
    readAt: row.read_at === null ? null : Number(row.read_at),
  };
}

export interface NewNotice {
  readonly tenantId: string;
  readonly person: string;
  readonly key: string;
  readonly topic: string;
  readonly message: I18nText;
  readonly params: JsonObject;
  readonly subject: SubjectRef | undefined;
  readonly at: number;
}

const table = "notices";

/** Notices of people. Writing the same effect to the same person twice keeps one. */
export class NoticeStore {
  constructor(readonly store: Store) {}

  /** The id follows from person and effect key, so a second try is the same row. True when it is new. */
  async add(tx: Tx, notice: NewNotice): Promise<Notice | undefined> {
    const id = createHash("sha256").update(`${notice.person}\n${notice.key}`).digest("hex").slice(0, 32);
    const row = {
      id, tenant_id: notice.tenantId, person_id: notice.person, effect_key: notice.key, topic: notice.topic, message: toJson(notice.message),
      params: toJson(notice.params), subject_type: notice.subject?.type ?? null, subject_id: notice.subject?.id ?? null, at: notice.at, read_at: null,
    };
    const added = await tx.run(this.store.qb(table).insert(row).onConflict("id").ignore());
    return added > 0 ? toNotice(row) : undefined;
  }

  async list(person: string, options: { readonly unread: boolean; readonly before: number; readonly limit: number }): Promise<Notice[]> {
    const query = this.store.qb(table).where({ person_id: person }).andWhere("at", "<", options.before).orderBy("at", "desc").limit(options.limit);
    if (options.unread) void query.whereNull("read_at");
    return (await this.store.all<NoticeRow>(query)).map(toNotice);
  }

  async markRead(tx: Tx, person: string, id: string, at: number): Promise<boolean> {
    const known = await tx.first(this.store.qb(table).where({ person_id: person, id }).select("id"));
    if (known) await tx.run(this.store.qb(table).where({ person_id: person, id }).whereNull("read_at").update({ read_at: at }));
    return known !== undefined;
  }
}
