import { dutyPeopleOf, type RosterView } from "@safeloop/engine";
import { dateText } from "../components/time.ts";

const dayMs = 86_400_000;

/** One day of a week as a roster shows it. `date` is YYYY-MM-DD by the site's clock. */
export interface RosterDay {
  readonly date: string;
  readonly isToday: boolean;
  /** By shift, in the roster's order: who is on duty, and whether the date differs from the pattern. */
  readonly shifts: readonly { readonly id: string; readonly people: readonly string[]; readonly isException: boolean }[];
}

/** The days from Monday to Sunday of the week that holds `now`. */
export function weekOf(roster: Pick<RosterView, "plan">, now: number): readonly RosterDay[] {
  const today = Math.round(Date.parse(`${dateText(now)}T00:00:00Z`) / dayMs);
  const monday = today - ((today + 3) % 7); // 1970-01-01 was a Thursday
  return Array.from({ length: 7 }, (_, n) => {
    const date = new Date((monday + n) * dayMs).toISOString().slice(0, 10);
    return {
      date, isToday: monday + n === today,
      shifts: roster.plan.shifts.map(({ id }) => ({ id, people: dutyPeopleOf(roster.plan, id, monday + n), isException: roster.plan.exceptions.some((one) => one.date === date && one.shift === id) })),
    };
  });
}
