import { dayMs, minuteMs, parseDay } from "../instant.ts";
import { localTime } from "../localTime.ts";

/**
 * From the wall clock of a zone to instants. Minutes count from midnight of the
 * local day, 0 to 2880, as a wall clock shows them.
 *
 * A start is the first instant at which the wall clock reads that time or a
 * later one; an end is the instant after the last at which it still read an
 * earlier one. So a time that a spring change skips is the instant of the
 * change, whether start or end, and a window gets shorter, or empty. A time that
 * an autumn change repeats is the earlier of the two as a start and the later as
 * an end, and a window gets longer; an end at the very minute to which the clock
 * goes back is the earlier, since nothing before it is repeated.
 */
export interface ZoneClock {
  startAt(day: number, minute: number): number;
  endAt(day: number, minute: number): number;
  /** Local day of an instant. */
  dayAt(ms: number): number;
}

/** Milliseconds east of UTC around a day, before and from `change` on. */
interface Offsets {
  readonly before: number;
  readonly after: number;
  readonly change: number; // Infinity when there is none
}

const remembered = 20_000; // days

/** The clock of an IANA zone that exists. What it looked up it keeps, so that asking again is quick. */
export function zoneClock(zone: string): ZoneClock {
  const offsetAt = remembering((utcDay: number) => offsetOf(utcDay * dayMs, zone));
  const around = remembering((day: number) => offsetsAround(day, zone, offsetAt));
  return {
    startAt: (day, minute) => {
      const { before, after, change } = around(day);
      const wall = day * dayMs + minute * minuteMs;
      return wall - before < change ? wall - before : Math.max(change, wall - after);
    },
    endAt: (day, minute) => {
      const { before, after, change } = around(day);
      const wall = day * dayMs + minute * minuteMs;
      return wall - after > change ? wall - after : Math.min(change, wall - before);
    },
    dayAt: (ms) => {
      const utcDay = Math.floor(ms / dayMs);
      const offset = offsetAt(utcDay);
      return Math.floor((ms + (offset === offsetAt(utcDay + 1) ? offset : offsetOf(ms, zone))) / dayMs);
    },
  };
}

function remembering<T>(make: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    if (known.size >= remembered) known.clear();
    const made = make(day);
    known.set(day, made);
    return made;
  };
}

/** Milliseconds east of UTC at an instant, whole minutes as every zone has had since 1972. */
function offsetOf(ms: number, zone: string): number {
  const local = localTime(ms, zone);
  const day = local ? parseDay(local.date) : undefined;
  if (!local || day === undefined) return Number.NaN;
  return (day * 1440 + local.hour * 60 + local.minute - Math.floor(ms / minuteMs)) * minuteMs;
}

/** The day itself, the next, and room for any offset. No zone has changed twice within a week since 1970. */
function offsetsAround(day: number, zone: string, offsetAt: (utcDay: number) => number): Offsets {
  const [before, after] = [offsetAt(day - 1), offsetAt(day + 3)];
  if (before === after) return { before, after, change: Infinity };
  let [low, high] = [(day - 1) * 1440, (day + 3) * 1440];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(middle * minuteMs, zone) === before) low = middle;
    else high = middle;
  }
  return { before, after, change: high * minuteMs };
}
