import type { MigrationBackup } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";

interface BackupRow {
  readonly form_hash: string;
  readonly submission_version: number;
  readonly backup: string;
}

/** What an undo needs: the engine's part, and how the submission was. */
export interface KeptBackup {
  readonly backup: MigrationBackup;
  readonly formHash: string; // before the migration
  readonly submissionVersion: number; // after it
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const keep = `insert into flow_backups (instance_id, tenant_id, seq, form_hash, submission_version, backup, at) values (?,?,?,?,?,?,?)
  on conflict (instance_id) do update set seq = excluded.seq, form_hash = excluded.form_hash, submission_version = excluded.submission_version, backup = excluded.backup, at = excluded.at`;
const stale = "delete from flow_backups where tenant_id = ? and not exists (select 1 from instances i where i.id = flow_backups.instance_id and i.seq = flow_backups.seq)";

/** Keeps what puts the instance back; one of an earlier migration is of no use any more. */
export async function keepBackup(tx: Tx, tenantId: string, kept: KeptBackup, at: number): Promise<void> {
  const { backup } = kept;
  await tx.run(query(keep, backup.before.id, tenantId, backup.seq, kept.formHash, kept.submissionVersion, JSON.stringify(backup), at));
}

/** The backup of the instance's latest migration, if it is still kept. */
export async function backupOf(reader: Reader, tenantId: string, instanceId: string): Promise<KeptBackup | undefined> {
  const row = await reader.first<BackupRow>(query("select form_hash, submission_version, backup from flow_backups where instance_id = ? and tenant_id = ?", instanceId, tenantId));
  return row ? { backup: fromJson<MigrationBackup & { [k: string]: never }>(row.backup), formHash: row.form_hash, submissionVersion: row.submission_version } : undefined;
}

export async function dropBackup(tx: Tx, instanceId: string): Promise<void> {
  await tx.run(query("delete from flow_backups where instance_id = ?", instanceId));
}

/** Drops backups of instances that have moved on: steps do not look for them, so that a step costs nothing more. */
export async function dropStaleBackups(tx: Tx, tenantId: string): Promise<void> {
  await tx.run(query(stale, tenantId));
}
