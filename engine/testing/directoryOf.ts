import type { Area, Directory, OrgUnit, Person } from "../model/org.ts";
import type { RoleId } from "../model/role.ts";

export interface DirectoryData {
  readonly units: readonly OrgUnit[];
  readonly areas: readonly Area[];
  readonly people: readonly Person[];
}

/** A directory held in memory, with the same meaning as the server's: a role reaches down the tree, only active people hold roles. */
export function directoryOf({ units, areas, people }: DirectoryData): Directory {
  const unitById = new Map(units.map((one) => [one.id, one]));
  const areaById = new Map(areas.map((one) => [one.id, one]));
  const personById = new Map(people.map((one) => [one.id, one]));
  return {
    person: (id) => personById.get(id),
    holders: (role, orgId) => holdersAt(people, role, upFrom(unitById, orgId)),
    anywhere: (role) => people.filter((one) => one.status === "active" && one.roles.some((held) => held.role === role)),
    managerOf: (id) => personById.get(personById.get(id)?.managerId ?? ""),
    orgUnit: (id) => unitById.get(id),
    area: (id) => areaById.get(id),
  };
}

function holdersAt(people: readonly Person[], role: RoleId, orgs: ReadonlySet<string>): Person[] {
  return people.filter((one) => one.status === "active" && one.roles.some((held) => held.role === role && orgs.has(held.orgId)));
}

/** The unit and every unit above it. */
function upFrom(units: ReadonlyMap<string, OrgUnit>, orgId: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at: string | null | undefined = orgId; at && !found.has(at); at = units.get(at)?.parentId) found.add(at);
  return found;
}
