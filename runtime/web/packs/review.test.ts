import type { PackPlanItem, PackPlanView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { neighbour, nextOpen, reviewCounts, reviewLines, withDecision } from "./review.ts";

const title = { zh: "动火", en: "Hot work" };
const item = (code: string, el: string, rest: Partial<PackPlanItem> = {}): PackPlanItem => ({ code, key: `set|${el}|value`, el, prop: "value", definition: { kind: "form", id: "hot", title }, title, kind: "limit", choices: ["mine", "theirs", "edit"], ...rest });
const plan = (change: Partial<PackPlanView> = {}): PackPlanView => ({ id: "p", title, from: "1.0.0", to: "2.0.0", planHash: "h", changes: [], conflicts: [], decided: [], notices: [], locks: [], running: 0, parked: 0, cases: { played: 0, same: 0, stricter: [], unjudged: 0, apart: 0 }, ...change });
const two = plan({
  changes: [item("NEW_IN_BASE", "b"), item("NEW_IN_BASE", "s"), item("NEW_IN_BASE", "z", { key: "edited" }), item("NEW_IN_BASE", "p", { kind: "pack", prop: "version" })],
  conflicts: [item("BOTH_CHANGED", "b"), item("BOTH_CHANGED", "a")],
  notices: [item("NEW_IN_BASE", "z"), item("ORPHAN", "o"), item("SUBSUMED", "s")], locks: [item("LOCK_RAISED", "l")], running: 19,
});

describe("the review of an upgrade", () => {
  it("lists what must be chosen first, then what is noted, then what merges by itself", () => {
    expect(reviewLines(two).map((one) => [one.kind, one.item.el])).toEqual([["open", "a"], ["open", "b"], ["orphan", "o"], ["note", "s"], ["lock", "l"], ["merged", "z"]]);
  });
  it("tells each change once: as a choice or a notice where it meets an own one, and the version in the title", () => {
    expect(reviewCounts(two)).toEqual({ merged: 1, open: 2, orphans: 1, locks: 1, cases: 0, running: 19 });
  });
  it("lists the cases that are refused now, and asks nothing about them", () => {
    const after = plan({ ...two, cases: { played: 14, same: 13, stricter: [item("CASE_STRICTER", "c", { key: "case-1", choices: [] })], unjudged: 0, apart: 0 } });
    expect(reviewLines(after).map((one) => one.kind)).toEqual(["open", "open", "orphan", "note", "case", "lock", "merged"]);
    expect([reviewCounts(after).open, reviewCounts(after).cases]).toEqual([2, 14]);
  });
  it("keeps a line in its place when it is decided, and what is decided is no longer open", () => {
    const after = plan({ ...two, conflicts: [item("BOTH_CHANGED", "b")], decided: [item("BOTH_CHANGED", "a", { decided: "mine" })] });
    expect(reviewLines(after).slice(0, 2).map((one) => [one.kind, one.item.el])).toEqual([["decided", "a"], ["open", "b"]]);
    expect(reviewCounts(after).open).toBe(1);
  });
  it("goes to the next line that still asks, around the end, and to none when nothing does", () => {
    const lines = reviewLines(two);
    const [a = "", b = ""] = lines.map((one) => one.id);
    expect([nextOpen(lines, a), nextOpen(lines, b), nextOpen(lines, "gone")]).toEqual([b, a, a]);
    expect(nextOpen(lines.filter((one) => one.id === a), a)).toBeUndefined();
  });
  it("gives every line an id of its own and stops at the ends", () => {
    const lines = reviewLines(two);
    const ids = lines.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([neighbour(lines, ids[0] ?? "", -1), neighbour(lines, ids[0] ?? "", 1), neighbour(lines, ids.at(-1) ?? "", 1)]).toEqual([ids[0], ids[1], ids.at(-1)]);
  });
  it("holds one decision for each thing", () => {
    const once = withDecision([], { code: "BOTH_CHANGED", key: "a", choice: "mine" });
    expect(withDecision(once, { code: "BOTH_CHANGED", key: "a", choice: "theirs" })).toEqual([{ code: "BOTH_CHANGED", key: "a", choice: "theirs" }]);
    expect(withDecision(once, { code: "INVALID", key: "a", choice: "theirs" })).toHaveLength(2);
  });
});
