import type { Area, OrgUnit, Person, RoleId } from "@safeloop/engine";
import type { TenantDirectory } from "../context.ts";
import type { Rosters } from "./rosters.ts";
import { Absences, type Absence } from "../people/absences.ts";
import { grouped } from "../people/grouped.ts";

/** The in-memory directory of one tenant: immutable, replaced as a whole after a change. */
export class DirectorySnapshot implements TenantDirectory {
  readonly #people: ReadonlyMap<string, Person>;
  readonly #units: ReadonlyMap<string, OrgUnit>;
  readonly #areas: ReadonlyMap<string, Area>;
  readonly #children: ReadonlyMap<string, readonly OrgUnit[]>;
  readonly #byRole: ReadonlyMap<string, readonly Person[]>;
  readonly #below = new Map<string, ReadonlySet<string>>();
  readonly #absences: Absences;
  readonly #rosters: Rosters;

  constructor(
    readonly people: readonly Person[],
    readonly units: readonly OrgUnit[],
    readonly areas: readonly Area[],
    absences: readonly Absence[],
    rosters: Rosters,
  ) {
    this.#rosters = rosters;
    this.#absences = new Absences(absences);
    this.#people = new Map(people.map((one) => [one.id, one]));
    this.#units = new Map(units.map((one) => [one.id, one]));
    this.#areas = new Map(areas.map((one) => [one.id, one]));
    this.#children = grouped(units, (unit) => unit.parentId ?? "");
    const active = people.filter((one) => one.status === "active");
    const pairs = active.flatMap((person) => person.roles.map(({ role, orgId }) => ({ person, key: `${role}@${orgId}` })));
    this.#byRole = new Map([...grouped(pairs, (pair) => pair.key)].map(([key, list]) => [key, list.map((pair) => pair.person)]));
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  orgUnit(id: string): OrgUnit | undefined {
    return this.#units.get(id);
  }

  area(id: string): Area | undefined {
    return this.#areas.get(id);
  }

  managerOf(personId: string): Person | undefined {
    const managerId = this.#people.get(personId)?.managerId;
    const manager = managerId ? this.#people.get(managerId) : undefined;
    return manager?.status === "active" ? manager : undefined;
  }

  holders(role: RoleId, orgId: string): readonly Person[] {
    const found = new Map<string, Person>();
    for (const unit of this.#upFrom(orgId)) for (const person of this.#byRole.get(`${role}@${unit}`) ?? []) found.set(person.id, person);
    return [...found.values()];
  }

  /** The unit and every unit above it. */
  #upFrom(orgId: string): readonly string[] {
    const line: string[] = [];
    for (let unit = this.#units.get(orgId); unit; unit = unit.parentId ? this.#units.get(unit.parentId) : undefined) line.push(unit.id);
    return line;
  }

  anywhere(role: RoleId): readonly Person[] {
    return this.people.filter((one) => one.status === "active" && one.roles.some((held) => held.role === role));
  }

  onDuty(role: RoleId, orgId: string, at: number): readonly Person[] {
    return this.#rosters.onDuty(role, this.#upFrom(orgId), at, (id) => this.#people.get(id));
  }

  deputy(personId: string, at: number): string | undefined {
    return this.#absences.deputy(personId, at);
  }

  principalsOf(personId: string, at: number): readonly string[] {
    return this.#absences.principalsOf(personId, at);
  }

  below(orgId: string): ReadonlySet<string> {
    const known = this.#below.get(orgId);
    if (known) return known;
    const ids = new Set<string>();
    const open = this.#units.has(orgId) ? [orgId] : [];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      ids.add(id);
      open.push(...(this.#children.get(id) ?? []).map((unit) => unit.id));
    }
    this.#below.set(orgId, ids);
    return ids;
  }
}
