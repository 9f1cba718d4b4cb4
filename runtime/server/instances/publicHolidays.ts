import type { FactContext } from "@safeloop/engine";
import { siteDay } from "../views/siteDay.ts";

/**
 * Public holidays of mainland China by year, first and last day each, from
 * the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知). A year
 * that is not listed is unknown, never "no holidays".
 */
const holidaysOf: { readonly [year: string]: readonly (readonly [string, string])[] } = {
  "2025": [["01-01", "01-01"], ["01-28", "02-04"], ["04-04", "04-06"], ["05-01", "05-05"], ["05-31", "06-02"], ["10-01", "10-08"]],
  "2026": [["01-01", "01-03"], ["02-15", "02-23"], ["04-04", "04-06"], ["05-01", "05-05"], ["06-19", "06-21"], ["09-25", "09-27"], ["10-01", "10-07"]],
};

const dayMs = 86_400_000;

function daysOf(year: string): string[] {
  return (holidaysOf[year] ?? []).flatMap(([first, last]) => {
    const from = Date.parse(`${year}-${first}T00:00:00Z`);
    const count = (Date.parse(`${year}-${last}T00:00:00Z`) - from) / dayMs + 1;
    return Array.from({ length: count }, (_, i) => new Date(from + i * dayMs).toISOString().slice(0, 10));
  });
}

const listed = new Map(Object.keys(holidaysOf).map((year) => [year, daysOf(year)]));

/**
 * The holidays of every year that now and the given instants fall in, at the
 * site. `known` only when all those years are listed.
 */
export function calendarAt(now: number, timeZone: string, alsoAt: readonly number[] = []): NonNullable<FactContext["calendar"]> {
  const thisYear = siteDay(now, timeZone).slice(0, 4);
  if (alsoAt.length === 0) return { holidays: listed.get(thisYear) ?? [], known: listed.has(thisYear) };
  const years = [...new Set([thisYear, ...alsoAt.map((at) => siteDay(at, timeZone).slice(0, 4))])];
  return { holidays: years.flatMap((year) => listed.get(year) ?? []), known: years.every((year) => listed.has(year)) };
}
