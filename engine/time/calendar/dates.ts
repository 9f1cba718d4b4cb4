import { dateOfDay, parseDay } from "../instant.ts";
import { maxCycle, years } from "./limits.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** Day number since 1970 of "YYYY-MM-DD" and nothing more; undefined when there is no such day or its year is out of range. */
export function dayOf(text: unknown): number | undefined {
  if (typeof text !== "string" || text.length !== 10) return undefined;
  const day = parseDay(text);
  return day !== undefined && yearOf(day) >= years.first && yearOf(day) <= years.last ? day : undefined;
}

/** "YYYY-MM-DD" of a day number. */
export function dateText(day: number): string {
  const { year, month, day: date } = dateOfDay(day);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** The Gregorian year of a day number. */
export function yearOf(day: number): number {
  return dateOfDay(day).year;
}

/** Day numbers of "YYYY-MM-DD" or "YYYY-MM-DD/YYYY-MM-DD", both ends included; undefined when malformed, backwards or over 366 days. */
export function daysOfRange(text: unknown): readonly number[] | undefined {
  if (typeof text !== "string") return undefined;
  const [first, last] = [dayOf(text.slice(0, 10)), text.length === 10 ? dayOf(text) : text[10] === "/" ? dayOf(text.slice(11)) : undefined];
  if (first === undefined || last === undefined || last < first || last - first >= maxCycle) return undefined;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
