import { nextChange, type CompiledCalendar } from "../time/calendar/index.ts";

/** The work calendars a rule may name, by id. */
export type CalendarLookup = (id: string) => CompiledCalendar | undefined;

/** For what knows none: a rule that names one is at fault. */
export const noCalendars: CalendarLookup = () => undefined;

/** The first instant after `t` (epoch ms) at which one of them begins or ends; +∞ for never. */
export function nextBoundary(calendars: readonly CompiledCalendar[], t: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const calendar of calendars) next = Math.min(next, nextChange(calendar, t) ?? Number.POSITIVE_INFINITY);
  return next;
}
