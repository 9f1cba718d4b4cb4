import { describe, expect, it, test } from "vitest";
import type { FormDefinition } from "../model/form.ts";
import { checkForm, formOf } from "../forms/index.ts";
import { conflictFact, conflictsOf, conflictTable, ownPeriod, standingAt, standingOf, worksOf, type Spot, type Work } from "./index.ts";
import { at, tableForm, tableRow, work } from "./table.testkit.ts";
import { nowhere } from "./work.ts";

const table = conflictTable([tableForm]);
const found = (a: Work, b: Work): string[] => conflictsOf(table, [a], [b]).map((one) => `${one.row.id} ${one.basis} ${one.distanceM === null ? "?" : String(Math.round(one.distanceM * 10) / 10)}`);

describe("the table of simultaneous work", () => {
  it("is data that a form carries, and is sound", () => {
    expect(checkForm(tableForm)).toEqual([]);
    expect(table.find((one) => one.id === "vent")?.relation).toEqual({ as: "within", m: 30, column: false });
  });

  it.each<[string, Partial<FormDefinition>, string]>([
    ["a length that is no limit of the form", { conflicts: [tableRow("x", "a", "b", { within: "gone" })] }, "FORM_LIMIT_UNKNOWN /conflicts/0/relation/within"],
    ["a length in another unit", { limits: { vent: { value: 3, unit: "km", sourceStd: "x", confidence: "read" } }, conflicts: [tableRow("x", "a", "b", { within: "vent" })] }, "FORM_SHAPE /conflicts/0/relation/within"],
    ["a row without a relation", { conflicts: [tableRow("x", "a", "b", {} as never)] }, "FORM_SHAPE /conflicts/0/relation"],
    ["two rows of one name", { conflicts: [tableRow("x", "a", "b", { sameKey: "k" }), tableRow("x", "a", "c", { sameKey: "k" })] }, "FORM_SHAPE /conflicts/0/id"],
    ["a place that is no place", { work: [{ kind: "k", place: "from", from: "from", to: "to" }] }, "FORM_FIELD_UNKNOWN /work/0/place"],
    ["a key that reads a field the form does not have", { work: [{ kind: "k", place: "place", from: "from", to: "to", keys: { dike: { var: "gone" } } }] }, "FORM_FIELD_UNKNOWN /work/0/dike"],
    ["a list that is none", { work: "all" as never }, "FORM_SHAPE /work"],
  ])("refuses %s", (_what, change, expected) => {
    expect(checkForm({ ...tableForm, ...change }).map((one) => `${one.code} ${one.path}`)).toContain(expected);
  });
});

describe("two works", () => {
  it("at 30 m are in conflict, beyond are not; heights count where both are known", () => {
    expect(found(work("hot-work"), work("venting", { spot: at(30, 0) }))).toEqual(["vent plan 30"]);
    expect(found(work("venting"), work("hot-work", { spot: at(30.01, 0) }))).toEqual([]);
    expect(found(work("hot-work", { spot: at(0, 0, 0) }), work("venting", { spot: at(18, 0, 24) }))).toEqual(["vent 3-D 30"]);
    expect(found(work("hot-work", { spot: at(0, 0, 0) }), work("venting", { spot: at(18, 0, 24.1) }))).toEqual([]);
    expect(found(work("hot-work", { spot: at(0, 0) }), work("venting", { spot: at(18, 0, 24.1) }))).toEqual(["vent plan 18"]);
  });

  it("directly above or below count at any height where the row says so", () => {
    expect(found(work("hot-work", { spot: at(0, 0, 0) }), work("solvent", { spot: at(3, 4, 60) }))).toEqual(["solvent plan 5"]);
    expect(found(work("hot-work", { spot: at(0, 0, 0) }), work("solvent", { spot: at(8, 8, 0) }))).toEqual([]);
  });

  it("whose places are marked on the globe are measured there, and otherwise cannot be told apart", () => {
    const north = (m: number): Spot => ({ ...nowhere, lat: 31.2 + m / 111_195, lng: 121.5 });
    expect(found(work("hot-work", { spot: north(0) }), work("venting", { spot: north(20) }))).toEqual(["vent plan 20"]);
    expect(found(work("hot-work", { spot: north(0) }), work("venting", { spot: north(31) }))).toEqual([]);
    expect(found(work("hot-work", { spot: north(0) }), work("venting", { spot: at(500, 500) }))).toEqual(["vent unknown ?"]);
    expect(found(work("hot-work", { spot: nowhere }), work("venting", { spot: at(500, 500) }))).toEqual(["vent unknown ?"]);
  });

  it("share a dike by its name; one that is not named may be any", () => {
    const inDike = work("hot-work-in-dike", { keys: { dike: "D-1" } });
    expect(found(inDike, work("sampling", { keys: { dike: "D-1" }, spot: nowhere }))).toEqual(["dike key ?"]);
    expect(found(inDike, work("sampling", { keys: { dike: "D-2" } }))).toEqual([]);
    expect(found(inDike, work("sampling", { keys: { dike: null } }))).toEqual(["dike unknown 0"]);
    expect(found(inDike, work("sampling"))).toEqual(["dike unknown 0"]);
    expect(found(work("blind-plate", { keys: { pipe: "P-1" } }), work("blind-plate", { keys: { pipe: "P-1" } }))).toEqual(["pipe key 0"]);
  });

  it("under work at height need a layer between them, and two where the drop is over 24 m or not known", () => {
    const high = (z: number | null, layers: number | null): Work => work("work-at-height", { spot: at(0, 0, z), layers });
    const under = (z: number | null, x = 5): Work => work("excavation", { spot: at(x, 0, z) });
    expect(found(high(20, null), under(0))).toEqual(["fall plan 5"]);
    expect(found(high(20, 1), under(0))).toEqual([]);
    expect(found(high(24, 1), under(0))).toEqual([]);
    expect(found(high(24.1, 1), under(0))).toEqual(["fall plan 5"]);
    expect(found(high(24.1, 2), under(0))).toEqual([]);
    expect(found(high(null, 1), under(0))).toEqual(["fall plan 5"]);
    expect(found(high(20, null), under(0, 6.1))).toEqual([]);
    expect(found(high(20, null), under(25))).toEqual([]);
    const upper = high(20, null);
    expect(found(upper, { ...under(0), linked: [upper.ticket] })).toEqual([]); // one job
  });

  it("are kept out of the reach of a boom, and of one whose reach is not known", () => {
    expect(found(work("lifting", { reachM: 12 }), work("road-breaking", { spot: at(12, 0) }))).toEqual(["boom plan 12"]);
    expect(found(work("lifting", { reachM: 12 }), work("road-breaking", { spot: at(12.1, 0) }))).toEqual([]);
    expect(found(work("road-breaking", { spot: at(900, 0) }), work("lifting"))).toEqual(["boom unknown 900"]);
  });

  it("one after the other are in nobody's way, to the instant; an unknown time may be any", () => {
    const first = work("hot-work", { from: 0, to: 10 });
    expect(found(first, work("venting", { from: 10, to: 20 }))).toEqual([]);
    expect(found(first, work("venting", { from: 9, to: 20 }))).toEqual(["vent plan 0"]);
    expect(found(first, work("venting", { from: null, to: null }))).toEqual(["vent plan 0"]);
    expect(found(first, { ...work("venting"), ticket: first.ticket })).toEqual([]);
  });
});

describe("a period", () => {
  const planned = { from: 100, to: 200 };
  it("is as planned until the work has begun, then until it is over, also when it overruns", () => {
    expect(standingOf(planned, {})).toBeUndefined();
    expect(standingOf(planned, { tone: "waiting" })).toEqual({ from: 100, to: 200, live: false });
    const live = standingOf(planned, { tone: "live", startedAt: 120 });
    expect(live).toEqual({ from: 120, to: 200, live: true });
    if (!live) throw new Error("a live work counts");
    expect(standingAt(live, 199)).toEqual({ from: 120, to: 200 });
    expect(standingAt(live, 200)).toEqual({ from: 120, to: null });
    expect(standingOf(planned, { tone: "stopped", startedAt: 120 })).toEqual(live);
    expect(standingOf(planned, { tone: "waiting", startedAt: 120 })).toBeUndefined();
    expect(standingOf(planned, { tone: "done", startedAt: 120 })).toBeUndefined();
  });

  it("of approved work may begin at once, and of late work has no known end", () => {
    expect(ownPeriod(planned, {}, 50)).toEqual(planned);
    expect(ownPeriod(planned, { tone: "waiting" }, 50)).toEqual({ from: 50, to: 200 });
    expect(ownPeriod(planned, { tone: "stopped", startedAt: 120 }, 150)).toEqual({ from: 150, to: 200 });
    expect(ownPeriod(planned, { tone: "live", startedAt: 120 }, 230)).toEqual({ from: 230, to: null });
  });
});

test("a filled form stands for its works; a condition that cannot be judged applies", () => {
  const answers = { what: ["venting", "sampling"], place: { area: "a", point: { x: 1, y: 2, z: 3 } }, from: "2026-07-14T08:00:00+08:00", to: "2026-07-14T09:00:00+08:00", dike: " d-1 " };
  const works = worksOf(formOf(tableForm), { id: "s1", number: "N-1" }, answers, { now: "2026-07-14T00:00:00Z" });
  expect(works.map((one) => [one.kind, one.keys["dike"], one.spot.z])).toEqual([["venting", "D-1", 3], ["sampling", "D-1", 3], ["hot-work-in-dike", "D-1", null]]);
  expect(works[0]).toMatchObject({ from: Date.parse("2026-07-14T00:00:00Z"), to: Date.parse("2026-07-14T01:00:00Z"), spot: { x: 1, y: 2 } });
  expect(worksOf(formOf(tableForm), { id: "s1", number: "N-1" }, { ...answers, inDike: false }, { now: "" }).map((one) => one.kind)).toEqual(["venting", "sampling"]);
});

test("the words name the ticket, what is in the way, how far and the clause", () => {
  const [one] = conflictsOf(table, [work("hot-work")], [work("venting", { number: "S1-ACT-7", spot: at(12.34, 0) })]);
  if (!one) throw new Error("they are in conflict");
  expect(conflictFact(one)).toMatchObject({ with: "S1-ACT-7", distanceM: 12.3, basis: "plan", clause: "GB 30871—2022 5.2.9", zh: "S1-ACT-7 vent（相距 12.3 m，按平面距离；GB 30871—2022 5.2.9）", en: "S1-ACT-7 vent (12.3 m apart on the plan; GB 30871—2022 5.2.9)" });
});
