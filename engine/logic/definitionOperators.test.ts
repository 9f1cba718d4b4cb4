import { describe, expect, it } from "vitest";
import type { JsonValue } from "../model/json.ts";
import { compileLogic } from "./compileLogic.ts";
import { UNKNOWN } from "./unknown.ts";
import { varsOf } from "./varsOf.ts";

const run = (logic: JsonValue, scope: JsonValue = {}, timeZone?: string): unknown =>
  compileLogic(logic, { mode: "kleene" }).run(scope, timeZone === undefined ? {} : { timeZone });

describe("operators for definitions", () => {
  it.each<[JsonValue, unknown]>([
    [{ minutesBetween: ["2026-03-01T08:00:00+08:00", "2026-03-01T00:31:30Z"] }, 31.5],
    [{ minutesBetween: ["2026-03-01", "2026-03-01T00:31:30Z"] }, UNKNOWN],
    [{ addMinutes: ["2026-02-28T23:50:00+08:00", 30] }, "2026-02-28T16:20:00.000Z"],
    [{ addMinutes: ["2024-02-28T23:50:00Z", 30] }, "2024-02-29T00:20:00.000Z"],
    [{ addMinutes: ["9999-12-31T23:59:00Z", 30] }, UNKNOWN],
    [{ before: ["2026-03-01T08:00:00+08:00", "2026-03-01T00:00:01Z"] }, true],
    [{ before: ["2026-03-01T08:00:00+08:00", "2026-03-01T00:00:00Z"] }, false],
    [{ after: ["2026-03-01T08:00:00+08:00", "2026-02-30T00:00:00Z"] }, UNKNOWN],
    [{ localHour: ["2026-03-01T16:30:00Z"] }, 0],
    [{ localWeekday: ["2026-03-01T16:30:00Z"] }, 1],
    [{ localDate: ["2026-03-01T16:30:00Z"] }, "2026-03-02"],
    [{ count: [[1, 2, 3]] }, 3],
    [{ count: [{ var: "absent" }] }, UNKNOWN],
    [{ unique: [["a", "b", "a"]] }, false],
    [{ unique: [["a", "b"]] }, true],
    [{ distinct: [["a", "b", "a"]] }, ["a", "b"]],
    [{ intersects: [["a", "b"], ["c", "b"]] }, true],
    [{ intersects: [["a"], { var: "absent" }] }, UNKNOWN],
    [{ round: [2.345, 2] }, 2.35],
    [{ abs: [-3] }, 3],
    [{ lookup: [{ var: "o" }, "k"] }, 7],
  ])("%j", (logic, result) => {
    expect(run(logic, { o: { k: 7 } })).toEqual(result);
  });

  it("reads the wall clock of the zone that is asked for", () => {
    expect(run({ localHour: ["2026-07-01T12:30:00Z"] }, {}, "America/New_York")).toBe(8);
    expect(run({ localHour: ["2026-01-01T12:30:00Z"] }, {}, "America/New_York")).toBe(7);
    expect(run({ localHour: ["2026-01-01T12:30:00Z"] }, {}, "No/Where")).toBe(UNKNOWN);
  });

  it("keeps the caller's facts readable inside rows, whatever a row calls itself", () => {
    const logic = { map: [{ var: "rows" }, { var: "ctx.now" }] };
    expect(run(logic, { ctx: { now: "n" }, rows: [{ v: 1 }, { ctx: { now: "forged" } }] })).toEqual(["n", "n"]);
  });
});

describe("varsOf", () => {
  it.each<[JsonValue, string[]]>([
    [{ "<": [{ var: "a.b" }, { var: ["c", 1] }] }, ["a.b", "c"]],
    [{ some: [{ var: "rows" }, { ">": [{ var: "v" }, { val: [[2], "limit"] }] }] }, ["rows", "limit"]],
    [{ map: [{ var: "rows" }, { map: [{ var: "inner" }, { val: [[4], "top"] }] }] }, ["rows", "top"]],
    [{ map: [{ var: "rows" }, { var: "ctx.now" }] }, ["rows", "ctx.now"]],
    [{ if: [{ missing: ["x", "y"] }, 1, { missing_some: [1, ["z"]] }] }, ["x", "y", "z"]],
    [{ exists: ["o", "k"] }, ["o.k"]],
    [{ preserve: { var: "a" } }, []],
    [{ reduce: [{ var: "l" }, { "+": [{ var: "current" }, { var: "accumulator" }] }, { var: "start" }] }, ["l", "start"]],
  ])("of %j", (logic, paths) => {
    expect(varsOf(logic)).toEqual(paths);
  });
});
