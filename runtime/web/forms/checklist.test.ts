import { describe, expect, it } from "vitest";
import { checklistAnswer } from "@safeloop/engine";
import { isSettled, withAnswer } from "./checklist.ts";

const starred = { code: "HW02", text: { zh: "断开", en: "disconnect" }, star: true };

describe("a measure of a checklist", () => {
  it("is open until somebody confirms it", () => {
    expect(isSettled(starred, {})).toBe(false);
    expect(isSettled(starred, { applies: true })).toBe(false);
    expect(isSettled(starred, { applies: true, confirmedBy: "u-sun" })).toBe(true);
  });
  it("cannot be not applicable without a reason when starred", () => {
    expect(isSettled(starred, { applies: false })).toBe(false);
    expect(isSettled(starred, { applies: false, reason: "  " })).toBe(false);
    expect(isSettled(starred, { applies: false, reason: "无相连管线" })).toBe(true);
    expect(isSettled({ ...starred, star: false }, { applies: false })).toBe(true);
  });
  it("loses its confirmation when it stops applying, and the others stay", () => {
    const before = { HW01: { applies: true, confirmedBy: "a" }, HW02: { applies: true, confirmedBy: "b", time: "t" } };
    const after = withAnswer(before, "HW02", { applies: false, confirmedBy: undefined, time: undefined });
    expect(checklistAnswer(after, "HW02")).toEqual({ applies: false });
    expect(checklistAnswer(after, "HW01")).toEqual({ applies: true, confirmedBy: "a" });
  });
});
