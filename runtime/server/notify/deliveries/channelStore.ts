import type { Reader, Store, Tx } from "../../context.ts";
import { fromJson, toJson } from "../../storage/index.ts";
import type { Settings } from "../channels/channel.ts";
import type { Language } from "./compose.ts";
import type { Health } from "./health.ts";

/** A channel as a tenant has set it up. */
export interface StoredChannel {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: string;
  readonly title: string;
  readonly language: Language;
  readonly place: number;
  readonly enabled: boolean;
  readonly settings: Settings;
  readonly secrets: Settings;
  readonly health: Health;
  readonly lastOkAt: number | null;
  readonly lastAnswer: string | null;
}

interface Row {
  readonly id: string;
  readonly tenant_id: string;
  readonly kind: string;
  readonly title: string;
  readonly language: Language;
  readonly place: number;
  readonly enabled: number;
  readonly settings: string;
  readonly secrets: string;
  readonly failures: string;
  readonly down_since: number | null;
  readonly probe_at: number | null;
  readonly last_ok_at: number | null;
  readonly last_answer: string | null;
}

function channelOfRow(row: Row): StoredChannel {
  return {
    id: row.id, tenantId: row.tenant_id, kind: row.kind, title: row.title, language: row.language, place: row.place, enabled: row.enabled === 1,
    settings: fromJson<Settings & { readonly [name: string]: string }>(row.settings), secrets: fromJson<Settings & { readonly [name: string]: string }>(row.secrets),
    health: { failures: fromJson<number[]>(row.failures), downSince: row.down_since, probeAt: row.probe_at }, lastOkAt: row.last_ok_at, lastAnswer: row.last_answer,
  };
}

/** What a person decides about a channel. */
export type ChannelDraft = Pick<StoredChannel, "title" | "language" | "place" | "enabled" | "settings" | "secrets">;

const columns = "id, tenant_id, kind, title, language, place, enabled, settings, secrets, failures, down_since, probe_at, last_ok_at, last_answer";

/** Channels of tenants, in the order of their fall-over. */
export class ChannelStore {
  constructor(readonly store: Store) {}

  async all(from: Reader, tenantId: string): Promise<readonly StoredChannel[]> {
    return (await from.all<Row>({ sql: `select ${columns} from channels where tenant_id = ? order by place, created_at, id`, bindings: [tenantId] })).map(channelOfRow);
  }

  async byId(from: Reader, id: string): Promise<StoredChannel | undefined> {
    const row = await from.first<Row>({ sql: `select ${columns} from channels where id = ?`, bindings: [id] });
    return row && channelOfRow(row);
  }

  async add(tx: Tx, channel: ChannelDraft & Pick<StoredChannel, "id" | "tenantId" | "kind">, at: number): Promise<void> {
    const { id, tenantId, kind } = channel;
    await tx.run(this.store.qb("channels").insert({ id, tenant_id: tenantId, kind, ...draftColumns(channel), failures: "[]", created_at: at }));
  }

  /** What was wrong before may be mended by the change, so it is tried anew. */
  async change(tx: Tx, id: string, draft: ChannelDraft): Promise<void> {
    await tx.run(this.store.qb("channels").where({ id }).update({ ...draftColumns(draft), failures: "[]", down_since: null, probe_at: null }));
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.run(this.store.qb("channels").where({ id }).delete());
  }

  async setHealth(tx: Tx, id: string, health: Health, answer: string, okAt: number | null): Promise<void> {
    const change = { failures: toJson([...health.failures]), down_since: health.downSince, probe_at: health.probeAt, last_answer: answer.slice(0, 500), ...(okAt === null ? {} : { last_ok_at: okAt }) };
    await tx.run(this.store.qb("channels").where({ id }).update(change));
  }
}

function draftColumns({ title, language, place, enabled, settings, secrets }: ChannelDraft): object {
  return { title, language, place, enabled: enabled ? 1 : 0, settings: toJson({ ...settings }), secrets: toJson({ ...secrets }) };
}
