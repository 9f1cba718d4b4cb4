import { createHmac } from "node:crypto";

/** A row as stored. Before it is sealed, `seq` and `chain_hash` are null. */
export interface AuditRowRecord {
  readonly id: number;
  readonly tenant_id: string;
  readonly at: number;
  readonly actor_id: string;
  readonly actor_kind: string;
  readonly actor_name: string;
  readonly ip: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly detail: string;
  readonly own_hash: string;
  readonly seq: number | null;
  readonly chain_hash: string | null;
}

export type AuditFacts = Omit<AuditRowRecord, "id" | "own_hash" | "seq" | "chain_hash">;

/** Canonical JSON of flat facts, written at once: its members stand here in the order of their names. */
export function factsText({ action, actor_id, actor_kind, actor_name, at, detail, ip, subject_id, subject_type, tenant_id }: AuditFacts): string {
  return JSON.stringify({ action, actor_id, actor_kind, actor_name, at, detail, ip, subject_id, subject_type, tenant_id });
}

/**
 * The row's own hash, keyed: whoever can write the database but not read the
 * key file cannot forge a row, not even one that is not sealed yet.
 */
export function ownHash(key: Uint8Array, facts: AuditFacts): string {
  return createHmac("sha256", key).update(factsText(facts)).digest("hex");
}

/** The hash that links a sealed row to the one before it. */
export function chainHash(key: Uint8Array, previous: string, seq: number, own: string): string {
  return createHmac("sha256", key).update(`${previous}\n${seq}\n${own}`).digest("hex");
}

/** What stands before the first row. */
export const chainStart = "0".repeat(64);
