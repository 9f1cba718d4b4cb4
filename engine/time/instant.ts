/** Minutes, hours and days in milliseconds. */
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

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

const zero = 48;

/** `count` decimal digits from `at`; NaN when one is none. Character codes, since this runs for every time in every form. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - zero;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Days since 1970 of the `YYYY-MM-DD` that begins `text`; undefined when it begins with none that exists. */
export function parseDay(text: string): number | undefined {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)];
  if (text[4] !== "-" || text[7] !== "-" || !(year >= 0) || !isCalendarDay(year, month, day)) return undefined;
  return daysFromEpoch(year, month, day);
}

/** Where the digits of a fraction end; `at` itself when there is none, undefined for a dot without digits. */
function fractionEnd(text: string, at: number): number | undefined {
  if (text[at] !== ".") return at;
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end += 1;
  return end > at + 1 ? end : undefined;
}

/** Minutes east of UTC of `Z`, `+08:00` …, which must end the text. */
function offsetAt(text: string, at: number): number | undefined {
  const sign = text[at];
  if (sign === "Z" || sign === "z") return text.length === at + 1 ? 0 : undefined;
  const [hours, minutes] = [digits(text, at + 1, 2), digits(text, at + 4, 2)];
  if ((sign !== "+" && sign !== "-") || text[at + 3] !== ":" || text.length !== at + 6 || !(hours <= 23 && minutes <= 59)) return undefined;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Epoch milliseconds of an RFC 3339 date-time, or undefined when it is none.
 * A leap second is accepted at 23:59:60 UTC only and counts as the second
 * before midnight, so order never depends on it.
 */
export function parseInstant(text: string): number | undefined {
  const days = text.length <= 64 ? parseDay(text) : undefined;
  if (days === undefined || (text[10] !== "T" && text[10] !== "t")) return undefined;
  const [hour, minute, second] = [digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)];
  if (text[13] !== ":" || text[16] !== ":" || !(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  const end = fractionEnd(text, 19);
  const offset = end === undefined ? undefined : offsetAt(text, end);
  if (end === undefined || offset === undefined) return undefined;
  const minutes = hour * 60 + minute - offset;
  if (second === 60 && ((minutes % 1440) + 1440) % 1440 !== 1439) return undefined;
  const milliseconds = end === 19 ? 0 : digits(text.slice(20, end).padEnd(3, "0"), 0, 3);
  return days * dayMs + minutes * minuteMs + Math.min(second, 59) * 1000 + milliseconds;
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
