import { dateOfDay, dayMs, daysFromEpoch } from "./instant.ts";

/** Wall-clock parts in a zone. `weekday` is ISO: 1 Monday … 7 Sunday. */
export interface LocalTime {
  readonly date: string; // YYYY-MM-DD
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  if (formats.size < 64) formats.set(zone, made);
  return made;
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
  } catch (error) {
    if (error instanceof RangeError) return null; // no such zone
    throw error;
  }
}

/** ISO weekday of a day number since 1970-01-01, which was a Thursday. */
export function weekdayOf(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The wall clock of an instant in an IANA zone; undefined when there is no such zone. */
export function localTime(ms: number, zone: string): LocalTime | undefined {
  if (zone === "Asia/Shanghai" && ms >= 694_224_000_000) return fixedOffset(ms, 480); // no DST there since 1991
  const format = formatOf(zone);
  if (!format) return undefined;
  const parts = new Map(format.formatToParts(ms).map((part) => [part.type, Number(part.value)]));
  const [year = 0, month = 1, day = 1] = [parts.get("year"), parts.get("month"), parts.get("day")];
  return {
    date: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`,
    hour: parts.get("hour") ?? 0,
    minute: parts.get("minute") ?? 0,
    weekday: weekdayOf(daysFromEpoch(year, month, day)),
  };
}

function fixedOffset(ms: number, minutes: number): LocalTime {
  const local = ms + minutes * 60_000;
  const days = Math.floor(local / dayMs);
  const { year, month, day } = dateOfDay(days);
  const rest = Math.floor((local - days * dayMs) / 60_000);
  return { date: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`, hour: Math.floor(rest / 60), minute: rest % 60, weekday: weekdayOf(days) };
}
