import type { Bypass, Effect } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../../context.ts";

export type BypassEffect = Extract<Effect, { kind: "outOfService" }>;

interface BypassRow {
  readonly instance_id: string;
  readonly points: string;
  readonly rules: string;
  readonly from_at: number | string;
  readonly until_at: number | string;
}

/** The paper behind a bypass, as people know it. */
export interface BypassPaper {
  readonly submissionId: string;
  readonly number: string;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const insert = `insert into alarm_bypasses (instance_id, tenant_id, submission_id, number, points, rules, from_at, until_at) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (instance_id) do update set points = excluded.points, rules = excluded.rules, from_at = excluded.from_at, until_at = excluded.until_at, ended_at = null`;

/** Begins a bypass, or begins it anew. */
export async function writeBypass(tx: Tx, tenantId: string, { instance, submission, number, points, rules }: BypassEffect, from: number, until: number): Promise<void> {
  await tx.run(query(insert, instance, tenantId, submission, number, JSON.stringify(points), JSON.stringify(rules), from, until));
}

/** Ends the bypass of a flow; whether there was one. */
export async function endBypass(tx: Tx, tenantId: string, instanceId: string, now: number): Promise<boolean> {
  return (await tx.run(query("update alarm_bypasses set ended_at = ? where instance_id = ? and tenant_id = ? and ended_at is null", now, instanceId, tenantId))) > 0;
}

/** Bypasses of a tenant that are in their time now or will be. */
export async function openBypasses(reader: Reader, tenantId: string, now: number): Promise<readonly Bypass[]> {
  const rows = await reader.all<BypassRow>(query("select instance_id, points, rules, from_at, until_at from alarm_bypasses where tenant_id = ? and ended_at is null and until_at > ? order by instance_id", tenantId, now));
  return rows.map((row) => ({ id: row.instance_id, points: JSON.parse(row.points) as string[], rules: JSON.parse(row.rules) as string[], from: Number(row.from_at), until: Number(row.until_at) }));
}

/** The papers of some bypasses, by bypass id. */
export async function bypassPapers(reader: Reader, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, BypassPaper>> {
  const papers = new Map<string, BypassPaper>();
  for (const id of new Set(ids)) {
    const row = await reader.first<{ submission_id: string; number: string }>(query("select submission_id, number from alarm_bypasses where instance_id = ? and tenant_id = ?", id, tenantId));
    if (row) papers.set(id, { submissionId: row.submission_id, number: row.number });
  }
  return papers;
}
