import type { PermitConflict } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { barOf, conflictSpan, sortConflicts, standingOfConflict } from "./conflictLook.ts";

const now = Date.parse("2026-07-14T00:00:00Z");
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const side = (tone: "waiting" | "live" | "stopped", from: string | null, to: string | null): PermitConflict["a"] => ({ submissionId: "s", number: "N", form: { id: "f", title: { zh: "", en: "" } }, visible: true, tone, from, to });
const conflict = (from: string | null, to: string | null, a: "live" | "stopped" = "live"): PermitConflict => ({ row: "r", title: { zh: "", en: "" }, clause: "", verify: false, distanceM: 9, basis: "plan", from, to, a: side(a, at(-60), at(300)), b: side("waiting", from, to) });

describe("a conflict of works", () => {
  it("goes on, is stopped, or is ahead; what may be at any time goes on", () => {
    expect([conflict(at(-5), at(5)), conflict(null, null), conflict(at(-5), at(5), "stopped"), conflict(at(60), null), conflict(at(61), null)].map((one) => standingOfConflict(one, now))).toEqual(["both", "both", "stopped", "soon", "ahead"]);
  });
  it("that goes on stands before one that is ahead", () => {
    expect(sortConflicts([conflict(at(90), null), conflict(at(20), null), conflict(at(-5), null)], now).map((one) => one.from)).toEqual([at(-5), at(20), at(90)]);
  });
  it("is drawn on whole hours that hold now and what follows, at most a day", () => {
    expect(conflictSpan([conflict(at(-5), at(5))], now)).toEqual({ from: now - 3_600_000, to: now + 5 * 3_600_000 });
    const long = conflictSpan([{ ...conflict(null, null), a: side("live", at(-6000), at(6000)) }], now);
    expect([long.to - long.from, long.from < now && now < long.to]).toEqual([24 * 3_600_000, true]);
  });
  it("has bars that are open where no end is known, and none outside", () => {
    const span = { from: now, to: now + 100 };
    const ms = (n: number): string => new Date(now + n).toISOString();
    expect(barOf(ms(25), ms(75), span)).toEqual({ left: 0.25, right: 0.75, isOpenLeft: false, isOpenRight: false });
    expect(barOf(null, null, span)).toEqual({ left: 0, right: 1, isOpenLeft: true, isOpenRight: true });
    expect(barOf(ms(100), null, span)).toBeUndefined();
  });
});
