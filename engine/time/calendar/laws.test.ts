import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DayException, HolidayTable, WorkCalendar, WorkWindow } from "../../model/workCalendar.ts";
import { compiled, hour, title } from "./calendars.testkit.ts";
import { checkCalendar } from "./checkCalendar.ts";
import { addWorking, isWorkingAt, nextChange, workingBetween } from "./workingTime.ts";

const minute = 60_000;
const two = (value: number): string => String(value).padStart(2, "0");
const clock = (value: number): string => `${two(Math.floor(value / 60))}:${two(value % 60)}`;

/** Windows cut out of a day at random minutes; the last may run past midnight. */
const windows: fc.Arbitrary<readonly WorkWindow[]> = fc.tuple(fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 60, 90, 120, 150, 180)), { maxLength: 6 }), fc.boolean(), fc.boolean()).map(([cuts, night, whole]) => {
  const sorted = [...cuts].sort((a, b) => a - b);
  const pairs = Array.from({ length: Math.floor(sorted.length / 2) }, (_, i): WorkWindow => [clock(sorted[2 * i] ?? 0), clock(sorted[2 * i + 1] ?? 0)]);
  const last = sorted.at(-1) ?? 0;
  if (night && sorted.length % 2 === 1 && sorted.length > 1) return [...pairs, [clock(last), clock(sorted[0] ?? 0)]];
  return whole && sorted.length === 1 ? [[clock(last), "24:00"]] : pairs;
});

/** Around the clock changes of 2026 in each zone. */
const horizons = [
  ["Europe/Berlin", "2026-03-24"], ["Europe/Berlin", "2026-10-20"], ["America/New_York", "2026-03-03"], ["America/New_York", "2026-10-27"],
  ["Australia/Lord_Howe", "2026-03-31"], ["Australia/Lord_Howe", "2026-09-29"], ["Asia/Shanghai", "2025-12-27"], ["America/Havana", "2026-10-27"],
] as const;
const days = 11;

function dateIn(first: string, i: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
}

interface Case {
  readonly calendar: WorkCalendar;
  readonly first: string; // of the horizon
}

const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...horizons).chain(([timeZone, first]) => {
  const date = fc.integer({ min: 0, max: days }).map((i) => dateIn(first, i));
  const days_ = fc.uniqueArray(fc.record({ date, work: fc.oneof(windows, fc.constantFrom("weekday" as const, false as const)) }), { maxLength: 3, selector: (one: DayException) => one.date });
  const holidays = fc.uniqueArray(date, { maxLength: 4 }).map((dates): HolidayTable[] => [{ year: 2026, source: "a notice", confidence: "project", off: dates.slice(0, 2), work: dates.slice(2) }]);
  const week = fc.record({ mon: windows, tue: windows, wed: windows, thu: windows, fri: windows, sat: windows, sun: windows }).map((one) => ({ week: one }));
  const rotation = fc.record({ anchor: fc.constantFrom("2026-01-01", "2026-06-30"), days: fc.array(windows, { minLength: 1, maxLength: 8 }) }).map((one) => ({ rotation: one }));
  return fc.record({ pattern: fc.oneof(week, rotation), makeUp: windows.filter((list) => list.length > 0), days: days_, holidays: fc.oneof(holidays, fc.constant("none" as const)) })
    .map(({ pattern, ...rest }) => ({ calendar: { id: "any", title, timeZone, ...pattern, ...rest }, first }));
}).filter(({ calendar }) => checkCalendar(calendar).length === 0);

const start = (one: Case): number => Date.parse(`${one.first}T12:00:00Z`);
const inside = fc.integer({ min: 0, max: (days - 2) * 86_400_000 });

describe("the arithmetic of working time", () => {
  it("finds the next boundary: nothing changes before it, and it is one", () => {
    fc.assert(fc.property(anyCase, inside, (one, offset) => {
      const [calendar, from] = [compiled(one.calendar), start(one) + offset];
      const next = nextChange(calendar, from);
      const working = isWorkingAt(calendar, from);
      const end = next ?? from + 3 * 86_400_000;
      const between = Array.from({ length: 200 }, (_, k) => from + Math.floor(((end - from - 1) * k) / 199));
      expect(between.filter((at) => isWorkingAt(calendar, at) !== working)).toEqual([]);
      if (next !== undefined) expect([next > from, isWorkingAt(calendar, next)]).toEqual([true, !working]);
    }), { numRuns: 400 });
  });

  it("adds up to what lies between: the end of w is w away, and no earlier instant is", () => {
    fc.assert(fc.property(anyCase, inside, fc.integer({ min: 1, max: 60 * hour }), (one, offset, work) => {
      const [calendar, from] = [compiled(one.calendar), start(one) + offset];
      const end = addWorking(calendar, from, work);
      if (!end) throw new Error("a checked calendar works within 366 days");
      expect(workingBetween(calendar, from, end.at)).toEqual({ ms: work, assumed: end.assumed });
      expect(workingBetween(calendar, from, end.at - 1)?.ms).toBe(work - 1);
      expect(isWorkingAt(calendar, end.at - 1)).toBe(true);
    }), { numRuns: 400 });
  });

  it("takes steps of any size: a, then b, is a and b together", () => {
    fc.assert(fc.property(anyCase, inside, fc.integer({ min: 1, max: 40 * hour }), fc.integer({ min: 1, max: 40 * hour }), (one, offset, a, b) => {
      const [calendar, from] = [compiled(one.calendar), start(one) + offset];
      const first = addWorking(calendar, from, a);
      expect(addWorking(calendar, first?.at ?? -1, b)?.at).toBe(addWorking(calendar, from, a + b)?.at);
    }), { numRuns: 400 });
  });

  it("never goes back: more work, or a later beginning, ends no earlier", () => {
    fc.assert(fc.property(anyCase, inside, inside, fc.nat({ max: 40 * hour }), fc.nat({ max: 40 * hour }), (one, i, j, a, b) => {
      const calendar = compiled(one.calendar);
      const [early, late] = [start(one) + Math.min(i, j), start(one) + Math.max(i, j)];
      const end = (from: number, work: number): number => addWorking(calendar, from, work)?.at ?? Number.NaN;
      expect(end(late, a)).toBeGreaterThanOrEqual(end(early, a));
      expect(end(early, a + b)).toBeGreaterThanOrEqual(end(early, a));
    }), { numRuns: 400 });
  });

  it("splits anywhere: what lies between a and c is a to b and b to c", () => {
    fc.assert(fc.property(anyCase, fc.uniqueArray(inside, { minLength: 3, maxLength: 3 }), (one, points) => {
      const calendar = compiled(one.calendar);
      const [a = 0, b = 0, c = 0] = points.sort((x, y) => x - y).map((point) => start(one) + point);
      const between = (from: number, to: number): number => workingBetween(calendar, from, to)?.ms ?? Number.NaN;
      expect(between(a, c)).toBe(between(a, b) + between(b, c));
    }), { numRuns: 400 });
  });
});

/** The wall clock of every minute of a horizon, as milliseconds of a zone-less clock. */
const walls = new Map<string, Float64Array>();
function wallsOf({ calendar: { timeZone }, first }: Case): Float64Array {
  const found = walls.get(timeZone + first);
  if (found) return found;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  const made = Float64Array.from({ length: (days + 2) * 1440 }, (_, i) => {
    const [day, month, year, hours, minutes] = format.format(Date.parse(`${first}T00:00:00Z`) - 720 * minute + i * minute).split(/[^0-9]+/).map(Number);
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hours, minutes);
  });
  walls.set(timeZone + first, made);
  return made;
}

/** Windows of a date, read off the definition. */
function windowsOf(calendar: WorkCalendar, date: string): readonly WorkWindow[] {
  const makeUp = typeof calendar.makeUp === "string" ? [] : calendar.makeUp ?? [];
  const single = calendar.days?.find((one) => one.date === date);
  if (single) return single.work === false ? [] : single.work === "weekday" ? makeUp : single.work;
  for (const table of calendar.holidays === "none" ? [] : calendar.holidays) {
    if (table.off.includes(date)) return [];
    if (table.work.includes(date)) return makeUp;
  }
  if (calendar.rotation) {
    const { anchor, days: cycle } = calendar.rotation;
    const passed = Math.round((Date.parse(date) - Date.parse(anchor)) / 86_400_000);
    return cycle[((passed % cycle.length) + cycle.length) % cycle.length] ?? [];
  }
  return calendar.week?.[(["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[new Date(date).getUTCDay()] ?? "mon"] ?? [];
}

/** Minute by minute: a window opens at the first minute that reads `from` or later and closes after the last that reads less than `to`. */
function naive(one: Case): Uint8Array {
  const wall = wallsOf(one);
  const working = new Uint8Array(wall.length);
  for (let i = -2; i <= days + 2; i += 1) {
    const date = dateIn(one.first, i);
    const near = Math.max(0, i * 1440 - 240); // no wall clock is further from UTC than 14 hours
    const there = wall.subarray(near, Math.max(0, i * 1440 + 4_500));
    const wallAt = (time: string, shift: number): number => Date.parse(date) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + shift) * minute;
    for (const [from, to] of windowsOf(one.calendar, date)) {
      const opens = there.findIndex((each) => each >= wallAt(from, 0));
      const closes = there.findLastIndex((each) => each < wallAt(to, to > from ? 0 : 1440));
      if (opens >= 0) working.fill(1, near + opens, near + closes + 1);
    }
  }
  return working;
}

describe("a minute-by-minute reading of the definition", () => {
  it("agrees on every minute, on what lies between and on where an addition ends, over clock changes too", () => {
    fc.assert(fc.property(anyCase, inside, fc.integer({ min: 1, max: 30 * hour }), (one, offset, work) => {
      const calendar = compiled(one.calendar);
      const working = naive(one);
      const zero = Date.parse(`${one.first}T00:00:00Z`) - 720 * minute;
      const [from, until] = [start(one) + offset, zero + (days + 1) * 1440 * minute];
      const wrong: string[] = [];
      for (let at = zero + 1440 * minute; at < until; at += minute) {
        if (isWorkingAt(calendar, at) !== (working[(at - zero) / minute] === 1)) wrong.push(new Date(at).toISOString());
      }
      expect(wrong).toEqual([]);
      let [ms, end] = [0, -1];
      for (let at = from; at < until; at = (Math.floor(at / minute) + 1) * minute) {
        if (working[Math.floor((at - zero) / minute)] !== 1) continue;
        const more = (Math.floor(at / minute) + 1) * minute - at;
        if (end < 0 && ms + more >= work) end = at + work - ms;
        ms += more;
      }
      expect(workingBetween(calendar, from, until)?.ms).toBe(ms);
      if (end >= 0) expect(addWorking(calendar, from, work)?.at).toBe(end);
    }), { numRuns: 150 });
  });
});
