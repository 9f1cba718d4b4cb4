import type { Query, Reader, Tx } from "../context.ts";
import type { Absence } from "./absences.ts";

/** A row of `absences`. */
export interface AbsenceRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly person_id: string;
  readonly deputy_id: string;
  readonly from_at: number;
  readonly to_at: number;
  readonly reason: string | null;
  readonly made_by: string;
  readonly made_at: number;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

export function absenceOf(row: AbsenceRow): Absence {
  return { personId: row.person_id, deputyId: row.deputy_id, from: row.from_at, to: row.to_at };
}

/** Absences of the tenant that end after this instant (epoch ms), by their beginning. */
export async function absencesAfter(reader: Reader, tenantId: string, at: number): Promise<AbsenceRow[]> {
  return reader.all(query("select * from absences where tenant_id = ? and to_at > ? order by from_at, id", tenantId, at));
}

/** Absences of a person and those in which he is the deputy. */
export async function absencesAround(reader: Reader, tenantId: string, personId: string): Promise<AbsenceRow[]> {
  return reader.all(query("select * from absences where tenant_id = ? and (person_id = ? or deputy_id = ?) order by from_at, id", tenantId, personId, personId));
}

export async function absenceById(reader: Reader, tenantId: string, id: string): Promise<AbsenceRow | undefined> {
  return reader.first(query("select * from absences where id = ? and tenant_id = ?", id, tenantId));
}

export async function insertAbsence(tx: Tx, row: AbsenceRow): Promise<void> {
  const sql = "insert into absences (id, tenant_id, person_id, deputy_id, from_at, to_at, reason, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  await tx.run(query(sql, row.id, row.tenant_id, row.person_id, row.deputy_id, row.from_at, row.to_at, row.reason, row.made_by, row.made_at));
}

export async function endAbsence(tx: Tx, id: string, at: number): Promise<void> {
  await tx.run(query("update absences set to_at = ? where id = ?", at, id));
}

export async function deleteAbsence(tx: Tx, id: string): Promise<void> {
  await tx.run(query("delete from absences where id = ?", id));
}
