import { deputiesOf, type Directory } from "@safeloop/engine";
import { grouped } from "./grouped.ts";

/** Somebody is away in [from, to) (epoch ms) and another stands in. */
export interface Absence {
  readonly personId: string;
  readonly deputyId: string;
  readonly from: number;
  readonly to: number;
}

/** The absences of a tenant, asked in both directions. */
export class Absences {
  readonly #ofPerson: ReadonlyMap<string, readonly Absence[]>;
  readonly #ofDeputy: ReadonlyMap<string, readonly Absence[]>;

  constructor(absences: readonly Absence[]) {
    this.#ofPerson = grouped(absences, (one) => one.personId);
    this.#ofDeputy = grouped(absences, (one) => one.deputyId);
  }

  /** Who stands in for the person at this instant (epoch ms). */
  deputy(personId: string, at: number): string | undefined {
    return this.#ofPerson.get(personId)?.find((one) => one.from <= at && at < one.to)?.deputyId;
  }

  /** Everyone whose chain of deputies at this instant holds the person; himself never, also in a circle. */
  principalsOf(personId: string, at: number): readonly string[] {
    const found = new Set<string>();
    const open = [personId];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const { personId: principal } of this.#ofDeputy.get(id) ?? []) {
        if (principal === personId || found.has(principal) || this.deputy(principal, at) !== id) continue;
        found.add(principal);
        open.push(principal);
      }
    }
    return [...found];
  }
}

/** The people together with everybody who stands in for one of them at this instant: in whose inboxes their tasks lie. */
export function withDeputies(directory: Directory, people: Iterable<string>, at: number): string[] {
  return [...new Set([...people].flatMap((person) => [person, ...deputiesOf(directory, person, at)]))];
}
