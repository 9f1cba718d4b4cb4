import type { Alarm, Candidates, Person, RoleId } from "@safeloop/engine";
import type { TenantDirectory } from "../context.ts";

/** Who is told at once (catalogue 5.2). P4 is a list only. */
const firstRoles: { readonly [p in Alarm["priority"]]: readonly RoleId[] } = {
  P1: ["operator", "shift-leader", "guardian"],
  P2: ["operator", "shift-leader"],
  P3: ["operator", "shift-leader"],
  P4: [],
};

/** People to tell at once; where nobody is found, the administrators, so that no alarm has no receiver. */
export function firstReceivers(directory: TenantDirectory, alarm: Alarm, orgId: string): { readonly people: readonly string[]; readonly nobody: boolean } {
  const roles = firstRoles[alarm.priority];
  if (roles.length === 0) return { people: [], nobody: false };
  const people = idsOf(roles.flatMap((role) => directory.holders(role, orgId)));
  return people.length > 0 ? { people, nobody: false } : { people: administrators(directory), nobody: true };
}

/** People an escalation step names. A flow's own words (initiator, field) mean nobody here. */
export function receiversOf(directory: TenantDirectory, candidates: Candidates, orgId: string): readonly string[] {
  const found = candidates.flatMap((one): readonly Person[] => {
    if (one.kind === "person") return activePerson(directory, one.person);
    if (one.kind === "role") return one.at === "anywhere" ? (directory.anywhere?.(one.role) ?? []) : directory.holders(one.role, orgId);
    if (one.kind === "onDuty") return directory.holders(one.role, orgId);
    return [];
  });
  const people = idsOf(found);
  return people.length > 0 ? people : administrators(directory);
}

function activePerson(directory: TenantDirectory, id: string): readonly Person[] {
  const person = directory.person(id);
  return person?.status === "active" ? [person] : [];
}

function administrators(directory: TenantDirectory): readonly string[] {
  return idsOf(directory.people.filter((person) => person.status === "active" && person.roles.some(({ role }) => role === "admin")));
}

function idsOf(people: readonly Person[]): readonly string[] {
  return [...new Set(people.map((person) => person.id))];
}
