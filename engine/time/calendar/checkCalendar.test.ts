import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../issues/issue.ts";
import { checkCalendar } from "./checkCalendar.ts";
import { office, title } from "./calendars.testkit.ts";

const paths = (value: unknown): string[] => checkCalendar(value).map((one) => one.path);
const [table] = office.holidays as readonly object[];

describe("a work calendar", () => {
  it("is accepted with a week or a rotation, tables, single dates and night shifts", () => {
    expect(checkCalendar(office)).toEqual([]);
    expect(checkCalendar({ id: "shift", title, timeZone: "Europe/Berlin", holidays: "none", rotation: { anchor: "2026-01-01", days: [[["20:00", "08:00"]], [["00:00", "24:00"]], []] }, days: [{ date: "2026-05-01", work: false, name: title }, { date: "2026-05-02", work: [["09:00", "10:00"]] }] })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["an id with a blank", { id: "my calendar" }, "/id"],
    ["a title without English", { title: { zh: "办公" } }, "/title"],
    ["a zone that does not exist", { timeZone: "Mars/Base" }, "/timeZone"],
    ["neither week nor rotation", { week: undefined }, ""],
    ["both week and rotation", { rotation: { anchor: "2026-01-01", days: [[]] } }, ""],
    ["a misspelt member", { hollidays: [] }, ""],
    ["a misspelt weekday", { week: { monday: [] } }, "/week"],
    ["no word about holidays", { holidays: undefined }, "/holidays"],
    ["a time that is none", { week: { mon: [["08:60", "12:00"]] } }, "/week/mon/0"],
    ["a start at 24:00", { week: { mon: [["24:00", "12:00"]] } }, "/week/mon/0"],
    ["an empty window", { week: { mon: [["08:00", "08:00"]] } }, "/week/mon/0"],
    ["windows that overlap", { week: { mon: [["08:00", "12:00"], ["11:59", "13:00"]] } }, "/week/mon"],
    ["windows that overlap past midnight", { week: { mon: [["20:00", "08:00"], ["23:00", "23:30"]] } }, "/week/mon"],
    ["a make-up day without hours", { makeUp: undefined }, "/makeUp"],
    ["a make-up day by a free weekday", { makeUp: "sun" }, "/makeUp"],
    ["a single date that does not exist", { days: [{ date: "2026-02-30", work: false }] }, "/days/0/date"],
    ["a single date twice", { days: [{ date: "2026-02-01", work: false }, { date: "2026-02-01", work: "weekday" }] }, "/days/1"],
    ["a single date that works \"holiday\"", { days: [{ date: "2026-02-01", work: "holiday" }] }, "/days/0/work"],
    ["two tables of one year", { holidays: [table, table] }, "/holidays/1/year"],
    ["a table without its notice", { holidays: [{ ...table, source: " " }] }, "/holidays/0/source"],
    ["a table of unknown confidence", { holidays: [{ ...table, confidence: "sure" }] }, "/holidays/0/confidence"],
    ["a range that runs backwards", { holidays: [{ ...table, off: ["2026-10-07/2026-10-01"] }] }, "/holidays/0/off/0"],
    ["a date both off and working", { holidays: [{ ...table, work: ["2026-10-03"] }] }, "/holidays/0/work/0"],
    ["a date of another year", { holidays: [{ ...table, off: ["2028-01-01"] }] }, "/holidays/0/off/0"],
    ["no working time at all", { week: { mon: [] }, makeUp: [["08:00", "09:00"]] }, "/week"],
    ["more than a year of rest", { holidays: [{ ...table, off: ["2026-01-01/2026-12-31"], work: [] }, { ...table, year: 2027, off: ["2027-01-01/2027-01-04"], work: [] }] }, ""],
  ])("is refused with %s", (_, change, path) => {
    expect(paths({ ...office, ...change })).toContain(path);
  });

  it("may rest 365 days but not 366", () => {
    const rest = (last: string): string[] => paths({ ...office, week: undefined, rotation: { anchor: "2026-01-01", days: [[["08:00", "09:00"]]] }, makeUp: undefined, holidays: [{ year: 2026, source: "a notice", confidence: "project", off: [`2026-01-01/${last}`], work: [] }] });
    expect(rest("2026-12-31")).toEqual([]);
    expect(rest("2027-01-01")).toEqual([""]);
  });

  it("has at most 50 windows a day and 100 tables", () => {
    const windows = (count: number): string[][] => Array.from({ length: count }, (_, i) => [`${String(Math.floor(i / 3)).padStart(2, "0")}:${(i % 3) * 2}0`, `${String(Math.floor(i / 3)).padStart(2, "0")}:${(i % 3) * 2}5`]);
    expect(paths({ ...office, week: { mon: windows(50) } })).toEqual([]);
    expect(paths({ ...office, week: { mon: windows(51) } })).toContain("/week/mon");
    const tables = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ ...table, year: 1980 + i, off: [], work: [] }));
    expect(paths({ ...office, holidays: tables(100) })).toEqual([]);
    expect(paths({ ...office, holidays: tables(101) })).toEqual(["/holidays"]);
  });

  it("says in both languages what is wrong", () => {
    const [one] = checkCalendar({ ...office, timeZone: "Mars/Base" });
    expect(one && messageOf(one.code, one.params, "zh-CN")).toBe("工作日历的“/timeZone”不能用：应为 IANA 时区，如 Asia/Shanghai。请改正后再试。");
    expect(one && messageOf(one.code, one.params, "en")).toContain("it must be an IANA time zone");
  });

  it("is checked without a throw whatever it says", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "2026-01-01", "2026-01-01/9999-12-31", "08:00", "weekday", "none", "mon"));
    const any = fc.oneof(text, fc.jsonValue(), fc.array(fc.oneof(text, fc.array(text), fc.dictionary(text, text))));
    const parts = fc.record({ id: any, title: any, timeZone: any, week: fc.dictionary(fc.constantFrom("mon", "sun", "x"), any), rotation: fc.record({ anchor: any, days: any }), makeUp: any, days: fc.oneof(any, fc.array(fc.record({ date: any, work: any }))), holidays: fc.oneof(any, fc.array(fc.record({ year: any, source: any, confidence: any, off: any, work: any }))) }, { requiredKeys: [] });
    fc.assert(fc.property(fc.oneof(fc.anything(), parts, parts.map((one) => ({ ...office, ...one }))), (value) => {
      expect(Array.isArray(checkCalendar(value))).toBe(true);
    }), { numRuns: 1000 });
  });
});
