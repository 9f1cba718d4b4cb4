import type { Reader, Tx } from "../context.ts";

/** How far the stored decisions of a tenant's engine go. */
export interface EngineHead {
  readonly seq: number;
  readonly headNow: number;
  readonly sealedSeq: number;
}

const take = `insert into engine_heads (tenant_id, seq, head_now, sealed_seq, owner) values (?, ?, ?, 0, ?)
  on conflict (tenant_id) do update set seq = excluded.seq, head_now = excluded.head_now, owner = excluded.owner`;
const advance = "update engine_heads set seq = ?, head_now = ? where tenant_id = ? and owner = ?";

/** Another process has taken over the engine of this tenant: this one's memory is no longer the truth. */
export class EngineTakenOver extends Error {}

export async function readHead(from: Reader, tenantId: string): Promise<EngineHead | undefined> {
  const row = await from.first<{ seq: number | string; head_now: number | string; sealed_seq: number | string }>({ sql: "select seq, head_now, sealed_seq from engine_heads where tenant_id = ?", bindings: [tenantId] });
  return row && { seq: Number(row.seq), headNow: Number(row.head_now), sealedSeq: Number(row.sealed_seq) };
}

/** Makes `owner` the one who writes from now on. Call after a recovery. */
export async function takeHead(tx: Tx, tenantId: string, seq: number, headNow: number, owner: string): Promise<void> {
  await tx.run({ sql: take, bindings: [tenantId, seq, headNow, owner] });
}

/** Advances the head in the transaction of a step; refuses the step when another process has taken over. */
export async function writeHead(tx: Tx, tenantId: string, seq: number, headNow: number, owner: string): Promise<void> {
  if ((await tx.run({ sql: advance, bindings: [seq, headNow, tenantId, owner] })) === 0) throw new EngineTakenOver(`another process runs the alarms of ${tenantId}`);
}

export async function writeSealed(tx: Tx, tenantId: string, sealedSeq: number): Promise<void> {
  await tx.run({ sql: "update engine_heads set sealed_seq = ? where tenant_id = ?", bindings: [sealedSeq, tenantId] });
}
