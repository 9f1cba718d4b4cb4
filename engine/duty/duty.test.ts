import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDutyPlan } from "./checkDutyPlan.ts";
import type { DutyPlan } from "./dutyPlan.ts";
import { onDutyBy } from "./onDuty.ts";

const zone = "Asia/Shanghai";
const each = (person: string): string[][] => ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [`${person}-${day}`]);
const plan = (more: Partial<DutyPlan> = {}): DutyPlan => ({
  shifts: [{ id: "day", name: "白班", from: "08:00", to: "20:00" }, { id: "night", name: "夜班", from: "20:00", to: "08:00" }], handoverMin: 0, week: { day: each("d"), night: each("n") }, exceptions: [], ...more,
});
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe("a duty plan", () => {
  it.each([
    ["2026-06-01T08:00:00", ["d-mon"]], ["2026-06-01T19:59:59", ["d-mon"]], ["2026-06-01T20:00:00", ["n-mon"]], ["2026-06-02T07:59:59", ["n-mon"]], ["2026-06-02T08:00:00", ["d-tue"]],
    ["2026-06-08T03:00:00", ["n-sun"]], // the night of Sunday runs into Monday
  ])("says who is on duty at %s", (time, people) => {
    expect(onDutyBy(plan(), at(time), zone)).toEqual(people);
  });

  it("keeps those who go on duty through the hand-over", () => {
    const handover = plan({ handoverMin: 15 });
    expect([...onDutyBy(handover, at("2026-06-01T20:14:00"), zone)].sort()).toEqual(["d-mon", "n-mon"]);
    expect(onDutyBy(handover, at("2026-06-01T20:15:00"), zone)).toEqual(["n-mon"]);
    expect([...onDutyBy(handover, at("2026-06-02T08:05:00"), zone)].sort()).toEqual(["d-tue", "n-mon"]);
  });

  it("takes other people on a date that differs, or nobody", () => {
    const other = plan({ exceptions: [{ date: "2026-06-01", shift: "night", people: ["x"] }, { date: "2026-06-02", shift: "day", people: [] }] });
    expect([onDutyBy(other, at("2026-06-02T02:00:00"), zone), onDutyBy(other, at("2026-06-02T12:00:00"), zone), onDutyBy(other, at("2026-06-02T21:00:00"), zone)]).toEqual([["x"], [], ["n-tue"]]);
  });

  it("follows the wall clock of the site through a change of its clock", () => {
    expect(onDutyBy(plan(), Date.parse("2026-03-29T05:59:00Z"), "Europe/Berlin")).toEqual(["n-sat"]); // 07:59 summer time
    expect(onDutyBy(plan(), Date.parse("2026-03-29T06:00:00Z"), "Europe/Berlin")).toEqual(["d-sun"]);
  });

  it("that covers the day has somebody on duty at every instant, and two shifts only in a hand-over", () => {
    fc.assert(fc.property(fc.integer({ min: at("2026-01-01T00:00:00"), max: at("2027-01-01T00:00:00") }), fc.integer({ min: 0, max: 120 }), (time, handoverMin) => {
      const count = onDutyBy(plan({ handoverMin }), time, zone).length;
      expect(count === 1 || (count === 2 && handoverMin > 0)).toBe(true);
    }));
  });

  it("is checked: shifts named twice or unknown, dates that do not exist or come twice, people who are not there", () => {
    const isPerson = (id: string): boolean => id !== "gone";
    const paths = (more: Partial<DutyPlan>): string[] => checkDutyPlan(plan(more), isPerson).map((one) => `${one.code} ${one.path}`);
    expect(paths({})).toEqual([]);
    expect(paths({ shifts: [...plan().shifts, plan().shifts[0]!] })).toEqual(["ROSTER_INVALID /shifts/2/id"]);
    expect(paths({ week: { noon: each("d") } })).toEqual(["ROSTER_INVALID /week/noon"]);
    expect(paths({ week: { day: each("d").map(() => ["gone"]).slice(0, 1) } })).toEqual(["ROSTER_PERSON /week/day/0"]);
    expect(paths({ exceptions: [{ date: "2026-02-30", shift: "day", people: [] }, { date: "2026-06-01", shift: "noon", people: ["gone"] }] })).toEqual(["ROSTER_INVALID /exceptions/0", "ROSTER_INVALID /exceptions/1/shift", "ROSTER_PERSON /exceptions/1/people"]);
  });
});
