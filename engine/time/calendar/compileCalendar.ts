import type { I18nText } from "../../model/text.ts";
import type { WorkCalendar } from "../../model/workCalendar.ts";
import { minuteMs } from "../instant.ts";
import { yearOf } from "./dates.ts";
import { type DayPlan, planOf } from "./plan.ts";
import type { Span } from "./windows.ts";
import { type ZoneClock, zoneClock } from "./zoneClock.ts";

/** Working time of one local day, as instants. */
export interface CalendarDay {
  readonly end: number; // where the next day begins
  readonly spans: readonly Stretch[]; // disjoint, in order
  readonly totalMs: number;
  /** Years without a holiday table that this rests on. */
  readonly assumed: readonly number[];
}

/** Working time `[from, to)` in epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A calendar made ready for arithmetic. It remembers the days it has worked out, and nothing else changes. */
export interface CompiledCalendar {
  readonly id: string;
  readonly title: I18nText;
  /** Years with a holiday table; "all" when public holidays change nothing. */
  readonly covers: ReadonlySet<number> | "all";
  /** Working time of a normal working day and of a week: what `P1D` and `P1W` mean to a deadline. */
  readonly workdayMs: number;
  readonly weekMs: number;
  /** Local day, since 1970-01-01, that an instant belongs to. */
  dayAt(ms: number): number;
  day(day: number): CalendarDay;
}

const remembered = 8_000; // days, some 22 years

/**
 * Makes a calendar ready. It must be one that `checkCalendar` found clean.
 * Where the windows of neighbouring days overlap, as a night shift and an early
 * start, the time counts once.
 */
export function compileCalendar(calendar: WorkCalendar): CompiledCalendar {
  const plan = planOf(calendar);
  const clock = zoneClock(calendar.timeZone);
  const known = new Map<number, CalendarDay>();
  const day = (number: number): CalendarDay => {
    const found = known.get(number);
    if (found) return found;
    if (known.size >= remembered) known.clear();
    const made = makeDay(plan, clock, number);
    known.set(number, made);
    return made;
  };
  return { id: calendar.id, title: calendar.title, covers: calendar.holidays === "none" ? "all" : plan.covers, workdayMs: plan.workdayMin * minuteMs, weekMs: plan.weekMin * minuteMs, day, dayAt: (ms) => dayAt(clock, day, ms) };
}

/** A clock that goes back over midnight shows the old date again; the day that has begun stays begun. */
function dayAt(clock: ZoneClock, day: (number: number) => CalendarDay, ms: number): number {
  let at = clock.dayAt(ms);
  while (ms >= day(at).end) at += 1;
  return at;
}

function makeDay(plan: DayPlan, clock: ZoneClock, number: number): CalendarDay {
  const bounds = { from: clock.startAt(number, 0), to: clock.startAt(number + 1, 0) };
  const stretch = (of: number) => (span: Span): Stretch => ({ from: clock.startAt(of, span.from), to: clock.endAt(of, span.to) });
  const all = [...plan.windowsOn(number - 1).map(stretch(number - 1)), ...plan.windowsOn(number).map(stretch(number))];
  const spans = merged(all.map((one) => clip(one, bounds)).filter((one) => one.to > one.from));
  return { end: bounds.to, spans, totalMs: spans.reduce((sum, one) => sum + one.to - one.from, 0), assumed: assumedOn(plan, number) };
}

function clip(one: Stretch, bounds: Stretch): Stretch {
  return { from: Math.max(one.from, bounds.from), to: Math.min(one.to, bounds.to) };
}

function merged(list: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const one of [...list].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && one.from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, one.to) };
    else out.push(one);
  }
  return out;
}

const nothing: readonly number[] = [];

/** The night shift of the day before counts too. */
function assumedOn(plan: DayPlan, number: number): readonly number[] {
  const unknown = (plan.crosses ? [number - 1, number] : [number]).filter((day) => !plan.isKnown(day));
  return unknown.length === 0 ? nothing : [...new Set(unknown.map(yearOf))];
}
