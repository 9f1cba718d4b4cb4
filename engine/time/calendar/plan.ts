import { weekdayNames, type WorkCalendar } from "../../model/workCalendar.ts";
import { weekdayOf } from "../localTime.ts";
import { dayOf, daysOfRange, yearOf } from "./dates.ts";
import { type Span, spansOf } from "./windows.ts";

/** What a calendar says of each local day, given by its number since 1970-01-01. */
export interface DayPlan {
  /** Windows that begin on the day. */
  windowsOn(day: number): readonly Span[];
  /** False when the day's year has no holiday table and nothing names the day itself: its windows are assumed. */
  isKnown(day: number): boolean;
  /** Days that something other than the week or rotation decides. */
  readonly exceptions: ReadonlyMap<number, readonly Span[]>;
  /** Years with a holiday table. */
  readonly covers: ReadonlySet<number>;
  /** Working minutes of a normal working day: that of a make-up day, else the longest there is. */
  readonly workdayMin: number;
  /** Working minutes of seven ordinary days. */
  readonly weekMin: number;
  /** True when a window of some day reaches into the next. */
  readonly crosses: boolean;
}

type Pattern = (day: number) => readonly Span[];

const none: readonly Span[] = [];

/** The plan of a calendar that `checkCalendar` found clean. */
export function planOf(calendar: WorkCalendar): DayPlan {
  const base = patternOf(calendar);
  const exceptions = exceptionsOf(calendar);
  const { holidays } = calendar;
  const covers = new Set(holidays === "none" ? [] : holidays.map((table) => table.year));
  return {
    exceptions, covers, workdayMin: minutesIn(makeUpSpans(calendar)) || Math.max(...base.all.map(minutesIn)), weekMin: Math.round((7 * base.all.reduce((sum, spans) => sum + minutesIn(spans), 0)) / base.all.length),
    windowsOn: (day) => exceptions.get(day) ?? base.on(day),
    isKnown: (day) => holidays === "none" || exceptions.has(day) || covers.has(yearOf(day)),
    crosses: [...base.all, ...exceptions.values()].some((spans) => spans.some((span) => span.to > 1440)),
  };
}

function minutesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.to - span.from, 0);
}

function patternOf({ week, rotation }: WorkCalendar): { readonly on: Pattern; readonly all: readonly (readonly Span[])[] } {
  if (!rotation) {
    const all = weekdayNames.map((name) => spansOf(week?.[name] ?? []));
    return { all, on: (day) => all[weekdayOf(day) - 1] ?? none };
  }
  const all = rotation.days.map(spansOf);
  const anchor = dayOf(rotation.anchor) ?? 0;
  return { all, on: (day) => all[(((day - anchor) % all.length) + all.length) % all.length] ?? none };
}

function makeUpSpans({ makeUp, week }: WorkCalendar): readonly Span[] {
  return spansOf((typeof makeUp === "string" ? week?.[makeUp] : makeUp) ?? []);
}

/** Later entries win: the tables by year, then the single dates of the site. */
function exceptionsOf(calendar: WorkCalendar): Map<number, readonly Span[]> {
  const found = new Map<number, readonly Span[]>();
  const makeUp = makeUpSpans(calendar);
  const put = (dates: readonly string[], spans: readonly Span[]): void => dates.forEach((text) => daysOfRange(text)?.forEach((day) => found.set(day, spans)));
  const tables = calendar.holidays === "none" ? [] : [...calendar.holidays].sort((a, b) => a.year - b.year);
  for (const { off, work } of tables) {
    put(off, none);
    put(work, makeUp);
  }
  for (const { date, work } of calendar.days ?? []) put([date], work === "weekday" ? makeUp : spansOf(work === false ? [] : work));
  return found;
}
