import type { CompiledCalendar } from "../time/calendar/index.ts";

const pattern = /^P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;
const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of working time a duration means on a calendar: a day is a normal working day, a week an ordinary week; hours are hours worked. */
export function workingMs(text: unknown, calendar: Pick<CompiledCalendar, "workdayMs" | "weekMs">): number | undefined {
  return sumOf(text, [calendar.weekMs, calendar.workdayMs, ...unitsMs.slice(2)]);
}

/** Milliseconds of an ISO-8601 duration in weeks, days, hours, minutes and seconds (`PT30M`); undefined when malformed. */
export function durationMs(text: unknown): number | undefined {
  return sumOf(text, unitsMs);
}

function sumOf(text: unknown, units: readonly number[]): number | undefined {
  const match = typeof text === "string" && text.length > 2 && !text.endsWith("T") ? pattern.exec(text) : null;
  if (!match) return undefined;
  return units.reduce((sum, unit, i) => sum + unit * Number(match[i + 1] ?? 0), 0);
}
