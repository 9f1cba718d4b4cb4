import type { Reader, Tx } from "../context.ts";

/** How far the stored decisions of a tenant's engine go. */
export interface EngineHead {
  readonly seq: number;
  readonly headNow: number;
  readonly sealedSeq: number;
}

const upsert = `insert into engine_heads (tenant_id, seq, head_now, sealed_seq) values (?, ?, ?, ?)
  on conflict (tenant_id) do update set seq = excluded.seq, head_now = excluded.head_now`;

export async function readHead(from: Reader, tenantId: string): Promise<EngineHead | undefined> {
  const row = await from.first<{ seq: number | string; head_now: number | string; sealed_seq: number | string }>({ sql: "select seq, head_now, sealed_seq from engine_heads where tenant_id = ?", bindings: [tenantId] });
  return row && { seq: Number(row.seq), headNow: Number(row.head_now), sealedSeq: Number(row.sealed_seq) };
}

export async function writeHead(tx: Tx, tenantId: string, seq: number, headNow: number): Promise<void> {
  await tx.run({ sql: upsert, bindings: [tenantId, seq, headNow, 0] });
}

export async function writeSealed(tx: Tx, tenantId: string, sealedSeq: number): Promise<void> {
  await tx.run({ sql: "update engine_heads set sealed_seq = ? where tenant_id = ?", bindings: [sealedSeq, tenantId] });
}
