import { hashText, type AlertRule, type EngineState, type Tag } from "@safeloop/engine";
import type { Reader, ServerContext, Tx } from "../context.ts";
import type { PendingSpan } from "./lateSpans.ts";

/** What a snapshot holds: the engine's memory without buffers, and the rules and tags it was judged with. */
export interface Snapshot {
  readonly seq: number; // last log number it has taken in
  readonly journalNo: number; // last journal entry it has taken in
  readonly at: number;
  readonly neededSeq: number; // first log number whose readings it needs again
  readonly state: EngineState;
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
  readonly late: readonly PendingSpan[]; // what came late and is not judged yet
}

interface Row {
  readonly seq: number | string;
  readonly at: number | string;
  readonly needed_seq: number | string;
  readonly journal_no: number | string;
  readonly hash: string;
  readonly state: string;
}

const kept = 2;

/** Writes a snapshot and keeps the newest two. */
export async function writeSnapshot(tx: Tx, tenantId: string, snapshot: Snapshot): Promise<void> {
  const text = JSON.stringify({ state: snapshot.state, rules: snapshot.rules, tags: snapshot.tags, late: snapshot.late });
  await tx.run({ sql: "insert into engine_snapshots (tenant_id, seq, at, needed_seq, journal_no, hash, state) values (?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, seq, at) do update set needed_seq = excluded.needed_seq, journal_no = excluded.journal_no, hash = excluded.hash, state = excluded.state", bindings: [tenantId, snapshot.seq, snapshot.at, snapshot.neededSeq, snapshot.journalNo, hashText(text), text] });
  const rows = await tx.all<{ at: number | string; seq: number | string }>({ sql: "select seq, at from engine_snapshots where tenant_id = ? order by seq desc, at desc", bindings: [tenantId] });
  for (const row of rows.slice(kept)) await tx.run({ sql: "delete from engine_snapshots where tenant_id = ? and seq = ? and at = ?", bindings: [tenantId, Number(row.seq), Number(row.at)] });
}

/** The newest snapshot whose hash is right. A damaged one is reported and passed over. */
export async function newestSnapshot(from: Reader, tenantId: string, log: ServerContext["log"]): Promise<Snapshot | undefined> {
  const rows = await from.all<Row>({ sql: "select seq, at, needed_seq, journal_no, hash, state from engine_snapshots where tenant_id = ? order by seq desc, at desc", bindings: [tenantId] });
  for (const row of rows) {
    if (hashText(row.state) === row.hash) return { seq: Number(row.seq), at: Number(row.at), neededSeq: Number(row.needed_seq), journalNo: Number(row.journal_no), ...{ late: [], ...(JSON.parse(row.state) as Pick<Snapshot, "state" | "rules" | "tags"> & Partial<Pick<Snapshot, "late">>) } };
    log.error({ tenantId, seq: Number(row.seq) }, "an engine snapshot is damaged; the one before is used");
  }
  return undefined;
}

/** The first log number any kept snapshot needs. */
export async function oldestNeeded(from: Reader, tenantId: string): Promise<number | undefined> {
  const row = await from.first<{ seq: number | string | null }>({ sql: "select min(needed_seq) as seq from engine_snapshots where tenant_id = ?", bindings: [tenantId] });
  return row?.seq === null || row?.seq === undefined ? undefined : Number(row.seq);
}
