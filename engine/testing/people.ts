import type { Certificate, OrgUnit, Person } from "../model/org.ts";
import type { RoleId } from "../model/role.ts";

export interface PersonOptions {
  readonly orgId?: string;
  readonly name?: string;
  readonly managerId?: string | null;
  readonly status?: Person["status"];
  readonly roles?: readonly (RoleId | `${RoleId}@${string}`)[];
  readonly certificates?: readonly Certificate[];
}

/** A person; roles are held at his own unit unless written `role@org`. */
export function person(id: string, options: PersonOptions = {}): Person {
  const { orgId = "u1", name = id, managerId = null, status = "active", roles = [], certificates = [] } = options;
  return { id, tenantId: "t1", orgId, login: id, name, managerId, status, certificates, roles: roles.map((text) => roleAt(text, orgId)) };
}

function roleAt(text: string, orgId: string): Person["roles"][number] {
  const [role = "", at = orgId] = text.split("@");
  return { role: role as RoleId, orgId: at };
}

/** A unit, by default a workshop of site `s1`. */
export function unit(id: string, options: Partial<OrgUnit> = {}): OrgUnit {
  return { id, parentId: "s1", tenantId: "t1", level: "unit", code: id.toUpperCase(), title: { zh: id, en: id }, ...options };
}

/** Group `g1` over site `s1` over workshop `u1`: enough for most tests. */
export const smallPlant: readonly OrgUnit[] = [
  unit("g1", { parentId: null, level: "group" }),
  unit("s1", { parentId: "g1", level: "site", code: "S1" }),
  unit("u1"),
];
