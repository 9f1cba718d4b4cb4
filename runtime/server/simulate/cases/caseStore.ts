import type { PackCase } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../../context.ts";
import { fromJson, toJson } from "../../storage/json.ts";

/** A kept case of a flow, with who kept it and when. */
export interface StoredCase {
  readonly case: PackCase;
  readonly at: number;
  readonly by: string;
}

/** Of whose flow. */
export interface CasesOf {
  readonly tenantId: string;
  readonly flowId: string;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });
const mine = "tenant_id = ? and kind = 'flows' and definition_id = ?";

/** All cases of a flow, by id. */
export async function casesOf(reader: Reader, { tenantId, flowId }: CasesOf): Promise<readonly StoredCase[]> {
  const rows = await reader.all<{ body: string; at: number; by_id: string }>(query(`select body, at, by_id from definition_cases where ${mine} order by case_id`, tenantId, flowId));
  return rows.map((row) => ({ case: fromJson<PackCase & {}>(row.body), at: Number(row.at), by: row.by_id }));
}

/** How many cases a flow has beside this one. */
export async function countOthers(reader: Reader, { tenantId, flowId }: CasesOf, caseId: string): Promise<number> {
  const row = await reader.first<{ n: number | string }>(query(`select count(*) as n from definition_cases where ${mine} and case_id <> ?`, tenantId, flowId, caseId));
  return Number(row?.n ?? 0);
}

/** Keeps a case; one of the same id is replaced. */
export async function writeCase(tx: Tx, { tenantId, flowId }: CasesOf, { case: one, at, by }: StoredCase): Promise<void> {
  await tx.run(query(
    "insert into definition_cases (tenant_id, kind, definition_id, case_id, body, at, by_id) values (?,'flows',?,?,?,?,?) on conflict (tenant_id, kind, definition_id, case_id) do update set body = excluded.body, at = excluded.at, by_id = excluded.by_id",
    tenantId, flowId, one.id, toJson(one), at, by,
  ));
}

/** Drops a case; false where there was none. */
export async function dropCase(tx: Tx, { tenantId, flowId }: CasesOf, caseId: string): Promise<boolean> {
  return (await tx.run(query(`delete from definition_cases where ${mine} and case_id = ?`, tenantId, flowId, caseId))) > 0;
}
