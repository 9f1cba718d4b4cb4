/** Minutes, hours and days in milliseconds. */
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const shape = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Gregorian leap year. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** True for a day that exists, month 1–12. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const days = month === 2 && isLeapYear(year) ? 29 : monthDays[month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** Minutes east of UTC of `Z`, `+08:00` …; undefined when out of range. */
function offsetOf(zone: string): number | undefined {
  if (zone.length === 1) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Epoch milliseconds of an RFC 3339 date-time, or undefined when it is none.
 * A leap second is accepted at 23:59:60 UTC only and counts as the second
 * before midnight, so order never depends on it.
 */
export function parseInstant(text: string): number | undefined {
  const found = text.length <= 64 ? shape.exec(text) : null;
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const offset = offsetOf(found[8] ?? "Z");
  if (offset === undefined || !isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 60) return undefined;
  const fraction = Math.floor(Number(`0${found[7] ?? ""}`) * 1000);
  if (second === 60 && (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 !== 1439) return undefined;
  return daysFromEpoch(year, month, day) * dayMs + (hour * 60 + minute - offset) * minuteMs + Math.min(second, 59) * 1000 + fraction;
}

/** Days from 1970-01-01 to a Gregorian date. */
export function daysFromEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The date of a day number, the inverse of `daysFromEpoch`. */
export function dateOfDay(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** ISO-8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export function formatInstant(ms: number): string {
  const { year, month, day } = dateOfDay(Math.floor(ms / dayMs));
  const rest = ms - Math.floor(ms / dayMs) * dayMs;
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / minuteMs) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${clock}.${String(Math.floor(rest % 1000)).padStart(3, "0")}Z`;
}
