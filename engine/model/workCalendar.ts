import type { Confidence } from "./limit.ts";
import type { I18nText } from "./text.ts";

/**
 * Working time of one day, half-open `[from, to)`, "HH:MM" on the wall clock
 * of the calendar's zone. `to` may be "24:00"; one that is not after `from`
 * lies on the next day, as in a night shift "20:00"–"08:00". A window belongs
 * whole to the day it begins on.
 */
export type WorkWindow = readonly [from: string, to: string];

/** Days of the week, Monday first. */
export const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type WeekdayName = (typeof weekdayNames)[number];

/** Windows by weekday; a weekday that is left out is free. */
export type WorkWeek = { readonly [day in WeekdayName]?: readonly WorkWindow[] };

/** Shifts that repeat in a cycle whatever the weekday; `days[0]` are the windows of `anchor`, "YYYY-MM-DD". */
export interface ShiftRotation {
  readonly anchor: string;
  readonly days: readonly (readonly WorkWindow[])[]; // an empty list is a rest day
}

/** A single date that differs. `"weekday"` works by the windows of a normal working day (`makeUp`), `false` is free. */
export interface DayException {
  readonly date: string; // YYYY-MM-DD
  readonly work: readonly WorkWindow[] | "weekday" | false;
  readonly name?: I18nText;
}

/**
 * What one year's notice says. Dates are "YYYY-MM-DD", or
 * "YYYY-MM-DD/YYYY-MM-DD" with both ends included; they may lie in the years
 * next to `year`, as notices do around New Year. Where two tables name the same
 * date, the later year's holds.
 */
export interface HolidayTable {
  readonly year: number;
  readonly source: string; // title and number of the notice
  readonly confidence: Confidence;
  readonly off: readonly string[];
  readonly work: readonly string[]; // make-up working days
}

/**
 * When people of a site work. Exactly one of `week` and `rotation`. A date is
 * looked up in `days`, then in the holiday tables, then in the week or rotation.
 * A year without a table is unknown, never "no holidays"; `holidays: "none"`
 * says that public holidays change nothing here, as with continuous shifts.
 */
export interface WorkCalendar {
  readonly id: string;
  readonly title: I18nText;
  readonly timeZone: string; // IANA
  readonly week?: WorkWeek;
  readonly rotation?: ShiftRotation;
  /** Windows of a make-up working day: those of a weekday, or its own. Needed as soon as one is listed. */
  readonly makeUp?: WeekdayName | readonly WorkWindow[];
  readonly days?: readonly DayException[];
  readonly holidays: readonly HolidayTable[] | "none";
}
