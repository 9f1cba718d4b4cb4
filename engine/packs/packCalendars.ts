import { isClean } from "../issues/issue.ts";
import type { WorkCalendar } from "../model/workCalendar.ts";
import type { CalendarLookup } from "../rules/calendars.ts";
import { checkCalendar, compileCalendar } from "../time/calendar/index.ts";

/** The work calendars of a pack, by id; one that is at fault is not there. */
export function calendarsOf(calendars: readonly WorkCalendar[]): CalendarLookup {
  const sound = calendars.filter((one) => isClean(checkCalendar(one)));
  const ready = new Map(sound.map((one) => [one.id, compileCalendar(one)]));
  return (id) => ready.get(id);
}
