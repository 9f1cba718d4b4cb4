import type { AbsenceView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { absenceBody, type AbsenceForm, absenceGroups, quickEnds, windowFault } from "./absenceForm.ts";

const zone = "Asia/Shanghai";
const now = Date.parse("2026-07-14T02:00:00Z"); // Tuesday 10:00 at the site
const form: AbsenceForm = { deputy: [{ id: "p-li", title: "李明" }], from: "2026-07-14T10:00", to: "2026-07-15T18:00", reason: "  " };

describe("a new absence", () => {
  it("is sent with the site's offset, without an empty reason", () => {
    expect(absenceBody(form, now, zone)).toEqual({ deputyId: "p-li", from: "2026-07-14T10:00:00+08:00", to: "2026-07-15T18:00:00+08:00" });
    expect(absenceBody({ ...form, reason: " 休假 " }, now, zone)?.reason).toBe("休假");
  });
  it("waits for a deputy and for both times", () => {
    expect([absenceBody({ ...form, deputy: [] }, now, zone), absenceBody({ ...form, to: "" }, now, zone)]).toEqual([undefined, undefined]);
    expect(windowFault({ ...form, to: "" }, now, zone)).toBeUndefined();
  });
  it("ends after it begins, and in the future", () => {
    expect(windowFault({ ...form, to: "2026-07-14T10:00" }, now, zone)).toBe("order");
    expect(windowFault({ ...form, from: "2026-07-13T08:00", to: "2026-07-14T09:00" }, now, zone)).toBe("past");
    expect(absenceBody({ ...form, to: "2026-07-14T09:00" }, now, zone)).toBeUndefined();
  });
  it("offers the end of today only while it lies ahead, and the next Monday", () => {
    expect(quickEnds(now, zone)).toEqual({ today: "2026-07-14T18:00", week: "2026-07-20T08:00" });
    expect(quickEnds(Date.parse("2026-07-20T12:00:00Z"), zone)).toEqual({ today: undefined, week: "2026-07-27T08:00" }); // a Monday evening
  });
});

describe("the list of absences", () => {
  const one = (id: string, person: string, deputy: string, state: AbsenceView["state"]) => ({ id, person: { id: person }, deputy: { id: deputy }, state }) as unknown as AbsenceView;
  it("keeps mine from those of others, and what is over apart", () => {
    const groups = absenceGroups([one("1", "me", "li", "present"), one("2", "me", "li", "past"), one("3", "wang", "me", "future"), one("4", "wang", "me", "past")], "me");
    expect([groups.mine, groups.minePast, groups.forOthers].map((list) => list.map(({ id }) => id))).toEqual([["1"], ["2"], ["3"]]);
  });
});
