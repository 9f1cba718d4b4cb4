import { type Directory, type Person, Refusal } from "@safeloop/engine";
import type { Absence } from "./absences.ts";
import { siteMinute } from "./absencesTime.ts";

const maxYears = 2;
const maxMs = 731 * 86_400_000; // two years, a leap day among them
/** Present and future absences a person may have. */
const maxAhead = 50;

/** The window must be one, end in the future and not be too long. Times in epoch ms; one that cannot be read refuses too. */
export function checkWindow(from: number, to: number, now: number): void {
  if (!(from < to)) throw new Refusal("ABSENCE_WINDOW");
  if (to <= now) throw new Refusal("ABSENCE_PAST");
  if (to - from > maxMs) throw new Refusal("ABSENCE_TOO_LONG", { years: maxYears });
}

/** An active person of the same tenant, and not the absent one. `deputy` is what the tenant's directory knows. */
export function checkDeputy(personId: string, deputy: Person | undefined): void {
  if (!deputy) throw new Refusal("NOT_FOUND", { what: "person" });
  if (deputy.id === personId) throw new Refusal("ABSENCE_SELF");
  if (deputy.status !== "active") throw new Refusal("ABSENCE_DEPUTY", { name: deputy.name });
}

export interface Surroundings {
  /** Absences of the tenant that end after the new one begins or after now, whichever is first. */
  readonly others: readonly Absence[];
  readonly directory: Directory;
  readonly now: number; // epoch ms
  readonly siteTz: string;
}

/** Against what is registered: no overlap for one person, no circle at any instant, not too many. */
export function checkAmongOthers(made: Absence, { others, directory, now, siteTz }: Surroundings): void {
  const own = others.filter((one) => one.personId === made.personId);
  const overlapping = own.find((one) => one.from < made.to && made.from < one.to);
  if (overlapping) throw new Refusal("ABSENCE_OVERLAP", { from: siteMinute(overlapping.from, siteTz), to: siteMinute(overlapping.to, siteTz) });
  if (own.filter((one) => one.to > now).length >= maxAhead) throw new Refusal("ABSENCE_TOO_MANY", { max: maxAhead });
  const circle = circleOf(made, others);
  if (circle) throw new Refusal("ABSENCE_CIRCLE", { people: circle.map((id) => directory.person(id)?.name ?? id).join(" → ") });
}

/** The people of a circle the new absence would close at some instant, first and last the absent one. */
export function circleOf(made: Absence, others: readonly Absence[]): readonly string[] | undefined {
  return follow([made.personId, made.deputyId], made.from, made.to);

  function follow(path: readonly string[], from: number, to: number): readonly string[] | undefined {
    const last = path.at(-1);
    for (const next of others.filter((one) => one.personId === last && one.from < to && from < one.to)) {
      if (next.deputyId === made.personId) return [...path, next.deputyId];
      // A circle among the others, which the checks never let in, is not walked round.
      const found = path.includes(next.deputyId) ? undefined : follow([...path, next.deputyId], Math.max(from, next.from), Math.min(to, next.to));
      if (found) return found;
    }
    return undefined;
  }
}
