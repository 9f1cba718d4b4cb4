import { onDutyBy, type Person, type RoleId } from "@safeloop/engine";
import type { StoredRoster } from "./dutyRows.ts";

/** The duty rosters of one tenant. */
export class Rosters {
  readonly #byPlace: ReadonlyMap<string, StoredRoster>;

  constructor(
    rosters: readonly StoredRoster[],
    readonly siteTz: string,
  ) {
    this.#byPlace = new Map(rosters.map((one) => [`${one.role}@${one.orgId}`, one]));
  }

  /** Who is on duty by the roster of the first of `units` that has somebody; a unit comes before those above it. */
  onDuty(role: RoleId, units: readonly string[], at: number, person: (id: string) => Person | undefined): readonly Person[] {
    for (const unit of units) {
      const roster = this.#byPlace.get(`${role}@${unit}`);
      const ids = roster ? onDutyBy(roster.plan, at, this.siteTz) : [];
      const people = ids.flatMap((id) => person(id) ?? []).filter((one) => one.status === "active");
      if (people.length > 0) return people;
    }
    return [];
  }
}
