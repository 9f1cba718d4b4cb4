import type { Certificate, Person, RoleAssignment, RoleId } from "@safeloop/engine";
import { fromJson } from "../storage/json.ts";

export interface PersonRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly login: string;
  readonly name: string;
  readonly manager_id: string | null;
  readonly status: string;
  readonly certificates: string;
}

export interface RoleRow {
  readonly person_id: string;
  readonly role: string;
  readonly org_id: string;
}

export function personOf(row: PersonRow, roles: readonly RoleAssignment[]): Person {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    orgId: row.org_id,
    login: row.login,
    name: row.name,
    managerId: row.manager_id,
    status: row.status as Person["status"],
    roles,
    certificates: fromJson<Certificate[]>(row.certificates),
  };
}

/** Joins people with their roles. */
export function peopleOf(rows: readonly PersonRow[], roles: readonly RoleRow[]): readonly Person[] {
  const byPerson = new Map<string, RoleAssignment[]>();
  for (const { person_id, role, org_id } of roles) {
    const list = byPerson.get(person_id) ?? [];
    list.push({ role: role as RoleId, orgId: org_id });
    byPerson.set(person_id, list);
  }
  return rows.map((row) => personOf(row, byPerson.get(row.id) ?? []));
}
