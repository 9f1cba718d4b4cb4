import type { Candidate, Candidates } from "../../model/candidates.ts";
import type { Directory, Person } from "../../model/org.ts";
import type { RoleId } from "../../model/role.ts";
import type { Receivers } from "./notice.ts";

/**
 * People that candidates name for a unit at an instant (epoch ms). A role on
 * duty is looked up on the roster of the unit or the nearest one above; where
 * nobody is on it, everyone who holds the role is told. Nobody at all: the
 * administrators, so that no alarm has no receiver. A flow's own words
 * (initiator, field) mean nobody here.
 */
export function receiversOf(directory: Directory, candidates: Candidates, orgId: string, at: number): Receivers {
  const people = idsOf(candidates.flatMap((one) => peopleOf(directory, one, orgId, at)));
  return people.length > 0 ? { people, nobody: false } : { people: idsOf(directory.anywhere?.("admin") ?? []), nobody: true };
}

function peopleOf(directory: Directory, one: Candidate, orgId: string, at: number): readonly Person[] {
  if (one.kind === "person") return activePerson(directory, one.person);
  if (one.kind === "role") return one.at === "anywhere" ? (directory.anywhere?.(one.role) ?? []) : directory.holders(one.role, orgId);
  return one.kind === "onDuty" ? dutyOf(directory, one.role, orgId, at) : [];
}

function dutyOf(directory: Directory, role: RoleId, orgId: string, at: number): readonly Person[] {
  const rostered = directory.onDuty?.(role, orgId, at) ?? [];
  return rostered.length > 0 ? rostered : directory.holders(role, orgId);
}

function activePerson(directory: Directory, id: string): readonly Person[] {
  const person = directory.person(id);
  return person?.status === "active" ? [person] : [];
}

function idsOf(people: readonly Person[]): readonly string[] {
  return [...new Set(people.map((person) => person.id))];
}
