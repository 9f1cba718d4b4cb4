import type { OrgUnit, Person, PersonView } from "@safeloop/engine";
import type { Actor, ServerContext, TenantDirectory } from "../context.ts";

export function personView(person: Person): PersonView {
  const { id, login, name, orgId, status, roles } = person;
  return { id, login, name, orgId, status, roles, managerId: person.managerId ?? null, certificates: person.certificates ?? [] };
}

/** The site a unit belongs to, or the unit itself where no site is above it. */
export function siteOf(directory: TenantDirectory, orgId: string): string {
  for (let unit = directory.orgUnit(orgId); unit; unit = unit.parentId === null ? undefined : directory.orgUnit(unit.parentId)) {
    if (unit.level === "site") return unit.id;
  }
  return orgId;
}

/** Units from the root down to the given one. */
export function ancestorsOf(directory: TenantDirectory, orgId: string): readonly OrgUnit[] {
  const line: OrgUnit[] = [];
  for (let unit = directory.orgUnit(orgId); unit; unit = unit.parentId === null ? undefined : directory.orgUnit(unit.parentId)) line.unshift(unit);
  return line;
}

/** Units whose people the actor may look up: where a role reaches, and the whole of their own site, since work there crosses units. */
export function visibleUnits(ctx: Pick<ServerContext, "directory" | "reach">, actor: Actor): ReadonlySet<string> {
  const directory = ctx.directory(actor.tenantId);
  return new Set([...ctx.reach(actor, "people.read"), ...directory.below(siteOf(directory, actor.orgId))]);
}
