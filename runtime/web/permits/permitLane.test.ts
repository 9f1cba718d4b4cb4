import { describe, expect, it } from "vitest";
import type { PermitRow } from "../api/types.ts";
import { laneOf, lanesOf, nextDeadline, shortNumber, sortPermits, urgencyOf, usedShare, workKind } from "./permitLane.ts";

const now = Date.parse("2026-07-14T00:00:00Z");
const iso = (min: number): string => new Date(now + min * 60_000).toISOString();
const life = (state: string, tone: PermitRow["life"]["tone"] = "live"): PermitRow["life"] => ({ state, title: { zh: state, en: state }, tone, since: iso(-60), causes: [] });
const permit = (part: Partial<PermitRow>): PermitRow => ({
  id: "p", number: "S1-HW-20260714-019", form: { id: "permit-hot-work", title: { zh: "动火", en: "Hot work" } }, title: "T-103", state: "running", stateTitle: { zh: "", en: "" }, tone: "waiting", instanceId: "i", life: undefined as never, holders: [], guardians: [], by: { id: "x", name: "李明" },
  createdAt: iso(-90), updatedAt: iso(-1), fields: {}, ...part,
});

describe("the lane of a permit", () => {
  it("follows the life state, then the approval state", () => {
    expect(laneOf(permit({ life: life("suspended", "stopped") }))).toBe("stopped");
    expect(laneOf(permit({ state: "approving" }))).toBe("approving");
    expect(laneOf(permit({ life: life("blocked", "stopped") }))).toBe("approving"); // nobody to approve: no work was stopped
    expect(laneOf(permit({ life: life("expired", "void") }))).toBe("ended");
  });
  it("follows the tone for a state only the template knows", () => expect(laneOf(permit({ life: life("standby", "stopped") }))).toBe("stopped"));
  it("keeps an unplaceable permit in sight", () => expect(laneOf(permit({ state: "constructor" }))).toBe("approving"));
});

describe("the next deadline", () => {
  it("is the earliest of gas, validity and due time", () => {
    const one = permit({ life: life("active"), due: iso(40), validUntil: iso(300), gasDueAt: iso(20) });
    expect(nextDeadline(one)).toEqual({ kind: "gas", at: now + 20 * 60_000 });
  });
  it("is none for an ended permit", () => expect(nextDeadline(permit({ life: life("closed", "done"), validUntil: iso(5) }))).toBeUndefined());
  it("warns at 60 and 15 minutes and after the time", () => {
    const at = (min: number) => urgencyOf({ kind: "valid", at: now + min * 60_000 }, now);
    expect([at(61), at(60), at(15), at(0)]).toEqual(["far", "near", "soon", "over"]);
    expect(urgencyOf(undefined, now)).toBe("none");
  });
  it("says how much is used only where start and end are known", () => {
    const one = permit({ life: life("active"), validUntil: iso(60) });
    expect(usedShare(one, nextDeadline(one), now)).toBeCloseTo(0.5);
    expect(usedShare(permit({ validUntil: iso(60) }), { kind: "valid", at: now }, now)).toBeUndefined();
  });
});

describe("the board", () => {
  it("puts stopped work first, then the nearest deadline, then those without one", () => {
    const list = [permit({ id: "late", number: "3", life: life("active"), validUntil: iso(99) }), permit({ id: "none", number: "2" }), permit({ id: "stop", number: "9", life: life("suspended", "stopped") }), permit({ id: "gas", number: "4", life: life("active"), gasDueAt: iso(3) })];
    expect(sortPermits(list).map((one) => one.id)).toEqual(["stop", "gas", "late", "none"]);
    expect(lanesOf(list).live.map((one) => one.id)).toEqual(["gas", "late"]);
  });
  it("names the kind of work without the word permit", () => expect([workKind("动火安全作业票"), workKind("Hot work permit"), workKind("作业票")]).toEqual(["动火", "Hot work", "作业票"]));
  it("shortens the usual number and leaves another alone", () => expect([shortNumber("S1-HW-20260714-019"), shortNumber("A/7")]).toEqual(["HW-019", "A/7"]));
});
