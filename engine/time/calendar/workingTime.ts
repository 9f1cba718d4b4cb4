import type { CalendarDay, CompiledCalendar } from "./compileCalendar.ts";
import { isInstant, maxSpanDays } from "./limits.ts";

/** An instant and the years without a holiday table it rests on: there the plain week or rotation was used. */
export interface WorkingEnd {
  readonly at: number; // epoch ms
  readonly assumed: readonly number[]; // ascending
}

/** Working milliseconds, and the years without a holiday table they rest on. */
export interface WorkingTime {
  readonly ms: number;
  readonly assumed: readonly number[]; // ascending
}

/** True while people work. An instant equal to a window's end is outside it. False for what is no instant of 1970 to 8999. */
export function isWorkingAt(calendar: CompiledCalendar, ms: number): boolean {
  if (!isInstant(ms)) return false;
  return calendar.day(calendar.dayAt(ms)).spans.some((span) => ms >= span.from && ms < span.to);
}

/**
 * The first instant after `ms` at which working time begins or ends. Undefined
 * when none comes within ten years of calendar, or `ms` is no instant of 1970
 * to 8999.
 */
export function nextChange(calendar: CompiledCalendar, ms: number): number | undefined {
  if (!isInstant(ms)) return undefined;
  const working = isWorkingAt(calendar, ms);
  for (let day = calendar.dayAt(ms), last = day + maxSpanDays; day <= last; day += 1) {
    for (const span of calendar.day(day).spans) {
      if (!working && span.from > ms) return span.from;
      // What goes on over midnight has not ended there.
      if (working && span.to > ms && !isWorkingAt(calendar, span.to)) return span.to;
    }
  }
  return undefined;
}

/**
 * The earliest instant by which `workingMs` of working time have gone by since
 * `fromMs`. Nothing added gives `fromMs` itself, working or not. Real time
 * counts, so an hour that the clock repeats counts twice. Undefined when that
 * takes more than ten years of calendar, or an argument is no whole number of
 * milliseconds from 0 to the year 8999.
 */
export function addWorking(calendar: CompiledCalendar, fromMs: number, workingMs: number): WorkingEnd | undefined {
  if (!isInstant(fromMs) || !isInstant(workingMs)) return undefined;
  if (workingMs === 0) return { at: fromMs, assumed: [] };
  const years = new Set<number>();
  let left = workingMs;
  for (let day = calendar.dayAt(fromMs), last = day + maxSpanDays; day <= last; day += 1) {
    const here = calendar.day(day);
    for (const year of here.assumed) years.add(year);
    const gone = workedBetween(here, fromMs, Infinity);
    if (gone >= left) return { at: endWithin(here, fromMs, left), assumed: ascending(years) };
    left -= gone;
  }
  return undefined;
}

/**
 * Working time in `[fromMs, toMs)`; nothing when `toMs` is not later. Undefined
 * over more than ten years of calendar, or when an argument is no instant of
 * 1970 to 8999.
 */
export function workingBetween(calendar: CompiledCalendar, fromMs: number, toMs: number): WorkingTime | undefined {
  if (!isInstant(fromMs) || !isInstant(toMs)) return undefined;
  const years = new Set<number>();
  let ms = 0;
  if (toMs <= fromMs) return { ms, assumed: [] };
  for (let day = calendar.dayAt(fromMs), last = day + maxSpanDays; day <= last; day += 1) {
    const here = calendar.day(day);
    for (const year of here.assumed) years.add(year);
    ms += workedBetween(here, fromMs, toMs);
    if (toMs <= here.end) return { ms, assumed: ascending(years) };
  }
  return undefined;
}

function workedBetween(day: CalendarDay, fromMs: number, toMs: number): number {
  const [first, last] = [day.spans[0], day.spans.at(-1)];
  if (!first || !last) return 0;
  if (fromMs <= first.from && toMs >= last.to) return day.totalMs;
  return day.spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, toMs) - Math.max(span.from, fromMs)), 0);
}

/** Where the last of `left` milliseconds is over, which the day holds. */
function endWithin(day: CalendarDay, fromMs: number, left: number): number {
  let rest = left;
  for (const span of day.spans) {
    const from = Math.max(span.from, fromMs);
    if (span.to - from >= rest) return from + rest;
    rest -= Math.max(0, span.to - from);
  }
  return day.end;
}

function ascending(years: ReadonlySet<number>): readonly number[] {
  return years.size === 0 ? [] : [...years].sort((a, b) => a - b);
}
