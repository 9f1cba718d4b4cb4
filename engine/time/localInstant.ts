import { zoneClock, type ZoneClock } from "./calendar/zoneClock.ts";
import { daysFromEpoch, isCalendarDay, minuteMs } from "./instant.ts";
import { localTime } from "./localTime.ts";

const clocks = new Map<string, ZoneClock>();

function clockOf(zone: string): ZoneClock | undefined {
  const known = clocks.get(zone);
  if (known) return known;
  if (localTime(0, zone) === undefined) return undefined;
  const made = zoneClock(zone);
  if (clocks.size < 64) clocks.set(zone, made);
  return made;
}

/**
 * Epoch ms of a wall-clock time without an offset, `2026-09-21 08:30[:05[.250]]`
 * or with a `T`, in an IANA zone. Undefined when it is no such text or zone, and
 * for a time that a change of the clock skips or shows twice: nobody can say
 * which instant is meant.
 */
export function localInstant(text: string, zone: string): number | undefined {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,6})?)?$/.exec(text);
  const clock = match && clockOf(zone);
  if (!match || !clock) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part: string | undefined) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (!isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysFromEpoch(year, month, day);
  const at = clock.startAt(days, hour * 60 + minute);
  if (clock.endAt(days, hour * 60 + minute + 1) - minuteMs !== at) return undefined;
  return at + second * 1000 + Math.floor(Number(match[7] ?? 0) * 1000);
}
