import type { Confidence } from "../../model/limit.ts";
import type { HolidayTable, WorkCalendar } from "../../model/workCalendar.ts";
import { dateText, dayOf, daysOfRange, yearOf } from "./dates.ts";
import { planOf } from "./plan.ts";

/** A day a notice names: "YYYY-MM-DD", off or a make-up working day. */
export interface NoticedDay {
  readonly date: string;
  readonly off: boolean;
}

/** What a notice says of a year, day by day. */
export interface NoticedYear {
  readonly year: number;
  readonly source: string;
  readonly confidence: Confidence;
  readonly days: readonly NoticedDay[];
}

/**
 * The holiday table of a year from the days its notice names, neighbouring days
 * written as one range. Undefined when no day is named: there is no notice yet,
 * which is not a year without holidays. Text that is no date stays as it is, for
 * `checkCalendar` to refuse.
 */
export function holidayTableOf({ year, source, confidence, days }: NoticedYear): HolidayTable | undefined {
  if (days.length === 0) return undefined;
  const listed = (off: boolean): readonly string[] => rangesOf(days.filter((day) => day.off === off).map((day) => day.date));
  return { year, source, confidence, off: listed(true), work: listed(false) };
}

function rangesOf(dates: readonly string[]): readonly string[] {
  const runs: (readonly [string, string])[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const last = runs.at(-1);
    if (last && dayOf(date) !== undefined && dayOf(date) === (dayOf(last[1]) ?? Number.NaN) + 1) runs[runs.length - 1] = [last[0], date];
    else runs.push([date, date]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}/${last}`));
}

/**
 * Days off of a year that the holiday tables of a checked calendar name, as
 * "YYYY-MM-DD" in order; undefined when the year has no table and so is unknown.
 * A calendar with `holidays: "none"` has none in any year.
 */
export function holidaysOf(calendar: WorkCalendar, year: number): readonly string[] | undefined {
  if (calendar.holidays === "none") return [];
  if (!calendar.holidays.some((table) => table.year === year)) return undefined;
  const { exceptions } = planOf({ ...calendar, days: [] });
  const off = calendar.holidays.flatMap((table) => table.off.flatMap((text) => daysOfRange(text) ?? []));
  const ofYear = [...new Set(off)].filter((day) => yearOf(day) === year && exceptions.get(day)?.length === 0);
  return ofYear.sort((a, b) => a - b).map(dateText);
}
