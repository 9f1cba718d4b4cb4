import type { Area, Directory, OrgUnit, Person } from "../../model/org.ts";
import type { RoleId } from "../../model/role.ts";

/** Everything a run has asked of a directory, and the answers. */
export interface Asked {
  readonly people: Map<string, Person>;
  readonly managers: Map<string, string | null>;
  readonly units: Map<string, OrgUnit>;
  readonly areas: Map<string, Area>;
  readonly lists: (readonly string[])[]; // people as they came, in order
  readonly deputies: { readonly person: string; readonly at: number; readonly deputy: string | undefined }[];
  readonly duty: { readonly role: RoleId; readonly orgId: string; readonly at: number; readonly people: readonly string[] }[];
}

/** A directory that answers like the given one and notes what it was asked. */
export function recordDirectory(from: Directory): { readonly directory: Directory; readonly asked: Asked } {
  const asked: Asked = { people: new Map(), managers: new Map(), units: new Map(), areas: new Map(), lists: [], deputies: [], duty: [] };
  const notes = new Notes(from, asked);
  return { asked, directory: { ...asking(from, notes), ...rosters(from, notes) } };
}

class Notes {
  constructor(private readonly from: Directory, readonly asked: Asked) {}

  person(one: Person | undefined): Person | undefined {
    if (one && !this.asked.people.has(one.id)) {
      this.asked.people.set(one.id, one);
      for (const orgId of [one.orgId, ...one.roles.map((held) => held.orgId)]) this.upFrom(orgId);
    }
    return one;
  }

  list(found: readonly Person[]): readonly Person[] {
    for (const one of found) this.person(one);
    if (found.length > 1) this.asked.lists.push(found.map((one) => one.id));
    return found;
  }

  /** A unit with every unit above it: roles reach down from there. */
  upFrom(orgId: string): OrgUnit | undefined {
    const first = this.from.orgUnit(orgId);
    for (let at = first; at && !this.asked.units.has(at.id); at = at.parentId === null ? undefined : this.from.orgUnit(at.parentId)) this.asked.units.set(at.id, at);
    return first;
  }
}

function asking(from: Directory, notes: Notes): Directory {
  return {
    person: (id) => notes.person(from.person(id)),
    holders: (role, orgId) => {
      notes.upFrom(orgId);
      return notes.list(from.holders(role, orgId));
    },
    managerOf: (id) => {
      const found = notes.person(from.managerOf(id));
      notes.person(from.person(id));
      notes.asked.managers.set(id, found?.id ?? null);
      return found;
    },
    orgUnit: (id) => notes.upFrom(id),
    area: (id) => {
      const found = from.area(id);
      if (found) notes.asked.areas.set(id, found);
      return found;
    },
  };
}

function rosters(from: Directory, notes: Notes): Partial<Directory> {
  return {
    ...(from.anywhere ? { anywhere: (role) => notes.list(from.anywhere?.(role) ?? []) } : {}),
    ...(from.deputy ? { deputy: (person, at) => {
      const deputy = from.deputy?.(person, at);
      notes.asked.deputies.push({ person, at, deputy });
      return deputy;
    } } : {}),
    ...(from.onDuty ? { onDuty: (role, orgId, at) => {
      const found = notes.list(from.onDuty?.(role, orgId, at) ?? []);
      notes.asked.duty.push({ role, orgId, at, people: found.map((one) => one.id) });
      return found;
    } } : {}),
  };
}
