import { describe, expect, it } from "vitest";
import { office } from "./calendars.testkit.ts";
import { holidaysOf, holidayTableOf } from "./holidayTable.ts";

describe("a holiday table", () => {
  const notice = { year: 2026, source: "a notice", confidence: "project" } as const;

  it("is made of the days a notice names, neighbours as one range", () => {
    const days = [["2026-05-02", true], ["2026-05-01", true], ["2026-05-09", false], ["2025-12-31", true], ["2026-01-01", true], ["2026-06-01", true]] as const;
    expect(holidayTableOf({ ...notice, days: days.map(([date, off]) => ({ date, off })) })).toEqual({ ...notice, off: ["2025-12-31/2026-01-01", "2026-05-01/2026-05-02", "2026-06-01"], work: ["2026-05-09"] });
  });

  it("does not come of a notice that names no day", () => {
    expect(holidayTableOf({ ...notice, days: [] })).toBeUndefined();
  });

  it("tells the days off of its year, and nothing of a year without one", () => {
    expect(holidaysOf(office, 2026)).toEqual(["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"]);
    expect(holidaysOf(office, 2027)).toBeUndefined();
    expect(holidaysOf({ ...office, holidays: "none" }, 2027)).toEqual([]);
  });

  it("leaves the days of its year to the notice that came later", () => {
    const tables = [{ ...notice, year: 2027, off: ["2026-12-31"], work: ["2026-10-07"] }, { ...notice, off: ["2026-10-06/2026-10-07"], work: [] }];
    expect(holidaysOf({ ...office, holidays: tables }, 2026)).toEqual(["2026-10-06", "2026-12-31"]);
  });
});
