import { describe, expect, it } from "vitest";
import type { WorkCalendar } from "../../model/workCalendar.ts";
import { at, compiled, daily, hour, morning, office, title } from "./calendars.testkit.ts";
import { addWorking, isWorkingAt, workingBetween } from "./workingTime.ts";

const shanghai = (text: string): number => at(`${text}+08:00`);
const plus = (calendar: WorkCalendar, from: number, hours: number): string | undefined => {
  const end = addWorking(compiled(calendar), from, hours * hour);
  return end && new Date(end.at).toISOString();
};
const inShanghai = (text: string): string => new Date(shanghai(text)).toISOString();

describe("working time", () => {
  it("ends with the window, not with the next day's beginning", () => {
    const nineToFive = daily("Asia/Shanghai", ["09:00", "17:00"]);
    expect(plus(nineToFive, shanghai("2026-06-01T09:00"), 8)).toBe(inShanghai("2026-06-01T17:00"));
    expect(plus(nineToFive, shanghai("2026-06-01T17:00"), 8)).toBe(inShanghai("2026-06-02T17:00"));
  });

  it("leaves out nights, breaks, weekends and holidays, and works make-up days", () => {
    expect(plus(office, shanghai("2026-06-05T11:00"), 2)).toBe(inShanghai("2026-06-05T14:30")); // over the noon break
    expect(plus(office, shanghai("2026-06-05T17:00"), 1)).toBe(inShanghai("2026-06-08T09:00")); // Friday to Monday
    expect(plus(office, shanghai("2026-09-30T17:00"), 1)).toBe(inShanghai("2026-10-08T09:00")); // over National Day
    expect(plus(office, shanghai("2026-09-18T17:00"), 1)).toBe(inShanghai("2026-09-20T09:00")); // a Sunday that works
    expect(plus(office, shanghai("2026-10-09T17:00"), 8)).toBe(inShanghai("2026-10-10T17:30")); // a Saturday that works
  });

  it("is half-open: the end of a window is outside it, unless the next begins there", () => {
    const calendar = compiled(daily("Asia/Shanghai", ["08:00", "12:00"], ["12:00", "16:00"]));
    const working = ["07:59", "08:00", "12:00", "15:59", "16:00"].map((time) => isWorkingAt(calendar, shanghai(`2026-06-01T${time}`)));
    expect(working).toEqual([false, true, true, true, false]);
  });

  it("adds nothing to an instant outside working time", () => {
    const night = shanghai("2026-06-01T03:00");
    expect(addWorking(compiled(office), night, 0)).toEqual({ at: night, assumed: [] });
  });

  it("counts a night shift to the day it begins on", () => {
    const nights: WorkCalendar = { ...daily("Asia/Shanghai"), rotation: { anchor: "2026-06-01", days: [[["20:00", "08:00"]], []] } };
    const calendar = compiled(nights);
    expect(["2026-06-01T19:59", "2026-06-01T20:00", "2026-06-02T07:59", "2026-06-02T08:00", "2026-06-02T20:00"].map((time) => isWorkingAt(calendar, shanghai(time)))).toEqual([false, true, true, false, false]);
    expect(workingBetween(calendar, shanghai("2026-06-01T00:00"), shanghai("2026-06-05T00:00"))?.ms).toBe((4 + 8 + 4 + 8) * hour);
    const off: WorkCalendar = { ...nights, days: [{ date: "2026-06-02", work: false }] };
    expect(isWorkingAt(compiled(off), shanghai("2026-06-02T05:00"))).toBe(true); // the shift of 1 June goes on
  });

  it("follows four teams on three shifts: two mornings, two afternoons, two nights, two rest days", () => {
    const [early, late, night] = [["08:00", "16:00"], ["16:00", "24:00"], ["00:00", "08:00"]] as const;
    const cycle = [[early], [early], [late], [late], [night], [night], [], []];
    const team = (first: number): WorkCalendar => ({ ...daily("Asia/Shanghai"), rotation: { anchor: `2026-06-0${first}`, days: cycle } });
    const teams = [1, 3, 5, 7].map((first) => compiled(team(first)));
    for (let from = shanghai("2026-05-20T00:00"), i = 0; i < 24 * 30; i += 1) {
      expect(teams.filter((one) => isWorkingAt(one, from + i * hour)).length).toBe(1);
    }
    expect(plus(team(1), shanghai("2026-06-06T07:00"), 2)).toBe(inShanghai("2026-06-09T09:00"));
  });

  it("lets a date of the site override a table, and a later year's table an earlier one's", () => {
    const calendar: WorkCalendar = {
      ...office,
      holidays: [
        { year: 2027, source: "later", confidence: "project", off: ["2026-12-31"], work: [] },
        { year: 2026, source: "earlier", confidence: "project", off: ["2026-10-01/2026-10-07"], work: ["2026-12-31"] },
      ],
      days: [{ date: "2026-10-05", work: "weekday" }, { date: "2026-10-06", work: [morning] }],
    };
    const ready = compiled(calendar);
    expect(["2026-12-31T09:00", "2026-10-05T14:00", "2026-10-06T09:00", "2026-10-06T14:00", "2026-10-07T09:00"].map((time) => isWorkingAt(ready, shanghai(time)))).toEqual([false, true, true, false, false]);
  });

  it("counts time once where the windows of two days overlap", () => {
    const calendar = compiled(daily("Asia/Shanghai", ["06:00", "14:00"], ["22:00", "07:00"]));
    expect(workingBetween(calendar, shanghai("2026-06-02T00:00"), shanghai("2026-06-03T00:00"))?.ms).toBe(16 * hour);
  });
});

describe("a year without a holiday table", () => {
  it("is named as assumed as soon as a day of it is needed, and works by the week", () => {
    expect(addWorking(compiled(office), shanghai("2026-12-31T17:00"), hour / 2)).toEqual({ at: shanghai("2026-12-31T17:30"), assumed: [] });
    expect(addWorking(compiled(office), shanghai("2026-12-31T17:00"), hour)).toEqual({ at: shanghai("2027-01-01T09:00"), assumed: [2027] });
    expect(workingBetween(compiled(office), shanghai("2025-12-31T00:00"), shanghai("2028-01-01T00:00"))?.assumed).toEqual([2025, 2027]);
    expect(workingBetween(compiled(office), shanghai("2026-12-01T00:00"), shanghai("2027-01-01T00:00"))?.assumed).toEqual([]);
  });

  it("is not needed for a day that is listed by itself", () => {
    const calendar: WorkCalendar = { ...office, days: [{ date: "2027-01-01", work: [["08:30", "10:00"]] }] };
    expect(addWorking(compiled(calendar), shanghai("2026-12-31T17:00"), hour)?.assumed).toEqual([]);
  });

  it("is needed on New Year's morning where a night shift of the old year may still run", () => {
    const nights: WorkCalendar = { id: "nights", title, timeZone: "Asia/Shanghai", week: { thu: [["20:00", "08:00"]], fri: [["20:00", "08:00"]] }, holidays: [{ year: 2027, source: "a notice", confidence: "project", off: [], work: [] }] };
    expect(addWorking(compiled(nights), shanghai("2027-01-01T06:00"), hour)).toEqual({ at: shanghai("2027-01-01T07:00"), assumed: [2026] });
  });

  it("does not come up where public holidays change nothing", () => {
    const around = compiled(daily("Asia/Shanghai", ["00:00", "24:00"]));
    expect(around.covers).toBe("all");
    expect(addWorking(around, shanghai("2031-01-01T00:00"), 100 * hour)).toEqual({ at: shanghai("2031-01-05T04:00"), assumed: [] });
  });
});

describe("clock changes", () => {
  const berlin = (time: string): number => at(`${time}Z`);

  it("make a window shorter in spring, longer in autumn", () => {
    const calendar = compiled(daily("Europe/Berlin", ["00:00", "08:00"]));
    expect(workingBetween(calendar, berlin("2026-03-28T12:00"), berlin("2026-03-29T12:00"))?.ms).toBe(7 * hour);
    expect(workingBetween(calendar, berlin("2026-10-24T12:00"), berlin("2026-10-25T12:00"))?.ms).toBe(9 * hour);
  });

  it("leave nothing of a window that lies in the skipped hour", () => {
    const calendar = compiled(daily("Europe/Berlin", ["02:10", "02:50"]));
    expect(addWorking(calendar, berlin("2026-03-28T12:00"), 1)?.at).toBe(berlin("2026-03-30T00:10") + 1);
  });

  it("end a window with the later of two equal times, and with the first when nothing before it is repeated", () => {
    const stretch = (from: string, to: string): string[] => {
      const { spans } = compiled(daily("Europe/Berlin", [from, to])).day(Date.UTC(2026, 9, 25) / 86_400_000);
      return spans.flatMap((one) => [new Date(one.from).toISOString().slice(11, 16), new Date(one.to).toISOString().slice(11, 16)]);
    };
    expect(stretch("02:30", "05:00")).toEqual(["00:30", "04:00"]);
    expect(stretch("01:00", "02:30")).toEqual(["23:00", "01:30"]);
    expect(stretch("01:00", "02:00")).toEqual(["23:00", "00:00"]);
    expect(stretch("01:00", "03:00")).toEqual(["23:00", "02:00"]);
  });

  it("that repeat or skip midnight, or drop a whole day, keep days apart", () => {
    const total = (zone: string, day: string): number => compiled(daily(zone, ["00:00", "24:00"])).day(Date.parse(`${day}T00:00:00Z`) / 86_400_000).totalMs / hour;
    expect([total("America/Havana", "2026-10-31"), total("America/Havana", "2026-11-01")]).toEqual([24, 25]);
    expect([total("America/Santiago", "2026-04-04"), total("America/Santiago", "2026-09-06")]).toEqual([25, 23]);
    expect([total("Pacific/Apia", "2011-12-29"), total("Pacific/Apia", "2011-12-30"), total("Pacific/Apia", "2011-12-31")]).toEqual([24, 0, 24]);
    expect(total("America/St_Johns", "2010-11-06") + total("America/St_Johns", "2010-11-07")).toBe(49); // back from 00:01 to 23:01
  });
});

describe("what arithmetic refuses", () => {
  it("is a duration or a stretch over ten years of calendar", () => {
    const calendar = compiled(daily("Asia/Shanghai", ["12:00", "12:01"]));
    const noon = shanghai("2026-06-01T12:00");
    expect(addWorking(calendar, noon, 3_653 * 60_000)).toBeDefined();
    expect(addWorking(calendar, noon, 3_655 * 60_000)).toBeUndefined();
    expect(workingBetween(calendar, noon, shanghai("2037-06-01T00:00"))).toBeUndefined();
    expect(addWorking(calendar, noon, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  it.each([Number.NaN, Infinity, -1, 0.5, 1e300])("is %d as an instant or a duration", (bad) => {
    const calendar = compiled(office);
    expect([addWorking(calendar, bad, hour), addWorking(calendar, 0, bad), workingBetween(calendar, bad, 0), workingBetween(calendar, 0, bad)]).toEqual([undefined, undefined, undefined, undefined]);
    expect(isWorkingAt(calendar, bad)).toBe(false);
  });
});

it("thirty working days are added in well under 50 µs once the days are known", () => {
  const calendar = compiled(office);
  const [from, month] = [shanghai("2026-03-02T09:00"), 30 * 7.5 * hour];
  let best = Infinity;
  for (let round = 0; round < 20; round += 1) {
    const start = performance.now();
    for (let i = 0; i < 100; i += 1) addWorking(calendar, from + i, month);
    best = Math.min(best, (performance.now() - start) / 100);
  }
  expect(best * 1_000).toBeLessThan(50);
});
