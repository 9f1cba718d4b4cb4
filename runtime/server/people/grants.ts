import { Refusal, type RoleAssignment } from "@safeloop/engine";
import type { Actor, ServerContext, TenantDirectory, Tx } from "../context.ts";
import { rolePermissions } from "./rolePermissions.ts";

/** Nobody gives away more than they have: role and place must both lie within the granter's own. */
export function checkGrants(ctx: ServerContext, actor: Actor, before: readonly RoleAssignment[], after: readonly RoleAssignment[]): void {
  const reach = ctx.reach(actor, "people.edit");
  const key = ({ role, orgId }: RoleAssignment): string => `${role}@${orgId}`;
  const had = new Set(before.map(key));
  const has = new Set(after.map(key));
  const changed = [...after.filter((one) => !had.has(key(one))), ...before.filter((one) => !has.has(key(one)))];
  for (const { role, orgId } of changed) {
    const within = reach.has(orgId) && rolePermissions[role].permissions.every((permission) => actor.permissions.has(permission));
    if (!within) throw new Refusal("ROLE_NOT_GRANTABLE", { role });
  }
}

/** A manager is an active person of the same tenant, and the line of managers has no circle. */
export function checkManager(directory: TenantDirectory, personId: string, managerId: string | null): void {
  if (managerId === null) return;
  if (directory.person(managerId)?.status !== "active") throw new Refusal("MANAGER_INVALID");
  const seen = new Set([personId]);
  for (let id: string | null | undefined = managerId; id; id = directory.person(id)?.managerId) {
    if (seen.has(id)) throw new Refusal("MANAGER_INVALID");
    seen.add(id);
  }
}

/** A tenant keeps one active administrator at its root. Checked in the unit, after the change. */
export async function checkAdminRemains(tx: Tx, tenantId: string): Promise<void> {
  const sql = "select count(*) as n from role_assignments r join people p on p.id = r.person_id where r.tenant_id = ? and r.role = 'admin' and r.org_id = ? and p.status = 'active'";
  const row = await tx.first<{ n: number }>({ sql, bindings: [tenantId, tenantId] });
  if (!row || row.n === 0) throw new Refusal("LAST_ADMIN");
}
