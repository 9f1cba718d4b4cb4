import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCalendars } from "../calendars/calendars.ts";
import { calendarAt as calendarFrom } from "./publicHolidays.ts";

const suite = process.env["SAFELOOP_HOLIDAY_SUITE"] ?? "../shared/suites/holiday-cn";

const { holidays } = loadCalendars({ dataDir: "/no/such/folder" });
const calendarAt = (now: number, timeZone: string, alsoAt?: readonly number[]) => calendarFrom(holidays, now, timeZone, alsoAt);

describe("public holidays", () => {
  test("a year that is not listed is unknown, also when only the planned time falls in it", () => {
    expect(calendarAt(Date.parse("2026-06-01T00:00:00Z"), "Asia/Shanghai").known).toBe(true);
    expect(calendarAt(Date.parse("2026-12-15T00:00:00Z"), "Asia/Shanghai").known).toBe(true);
    expect(calendarAt(Date.parse("2026-12-15T00:00:00Z"), "Asia/Shanghai", [Date.parse("2027-01-02T00:00:00Z")]).known).toBe(false);
    expect(calendarAt(Date.parse("2031-06-01T00:00:00Z"), "Asia/Shanghai")).toEqual({ holidays: [], known: false });
  });
  test("the day is the site's, not UTC's", () => {
    expect(calendarAt(Date.parse("2025-12-31T20:00:00Z"), "Asia/Shanghai").holidays).toContain("2026-01-01");
  });
  test("the days equal the published list", (context) => {
    if (!existsSync(join(suite, "2026.json"))) {
      console.error(`!!! The holiday suite was not found at ${suite}: SKIPPED. Set SAFELOOP_HOLIDAY_SUITE.`);
      context.skip();
    }
    for (const year of ["2025", "2026"]) {
      const { days } = JSON.parse(readFileSync(join(suite, `${year}.json`), "utf8")) as { days: { date: string; isOffDay: boolean }[] };
      const off = days.filter((day) => day.isOffDay && day.date.startsWith(year)).map((day) => day.date).sort();
      expect([...calendarAt(Date.parse(`${year}-06-15T00:00:00Z`), "Asia/Shanghai").holidays].filter((day) => day.startsWith(year)).sort()).toEqual(off);
    }
  });
});
