import type { FactContext } from "@safeloop/engine";
import type { PublicHolidays } from "../calendars/calendars.ts";
import { siteDay } from "../views/siteDay.ts";

/**
 * The holidays of every year that now and the given instants fall in, at the
 * site. `known` only when all those years have a holiday table.
 */
export function calendarAt(holidays: PublicHolidays, now: number, timeZone: string, alsoAt: readonly number[] = []): NonNullable<FactContext["calendar"]> {
  const yearAt = (at: number): number => Number(siteDay(at, timeZone).slice(0, 4));
  const years = [...new Set([now, ...alsoAt].map(yearAt))];
  const lists = years.map((year) => holidays.of(year));
  return { holidays: lists.flatMap((list) => list ?? []), known: !lists.includes(undefined) };
}
