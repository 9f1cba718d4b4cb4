import { canonicalJson } from "@safeloop/engine";
import type { AuditWriter, Clock } from "../context.ts";
import { type AuditFacts, ownHash } from "./auditRow.ts";

const insert = "insert into audit_rows (tenant_id, at, actor_id, actor_kind, actor_name, ip, action, subject_type, subject_id, detail, own_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/** Writes the audit row with the change it describes; `written` wakes the sealer after the commit. */
export function auditWriter(clock: Clock, key: Uint8Array, written: () => void): AuditWriter {
  return async (tx, actor, entry) => {
    const facts: AuditFacts = {
      tenant_id: actor.tenantId,
      at: clock.now(),
      actor_id: actor.id,
      actor_kind: actor.kind,
      actor_name: actor.name,
      ip: actor.ip ?? null,
      action: entry.action,
      subject_type: entry.subject.type,
      subject_id: entry.subject.id,
      detail: canonicalJson(entry.detail ?? {}),
    };
    await tx.run({ sql: insert, bindings: [facts.tenant_id, facts.at, facts.actor_id, facts.actor_kind, facts.actor_name, facts.ip, facts.action, facts.subject_type, facts.subject_id, facts.detail, ownHash(key, facts)] });
    tx.afterCommit(written);
  };
}
