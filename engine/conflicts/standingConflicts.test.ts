import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictsOf, conflictTable, standingConflicts, type Work } from "./index.ts";
import { at, tableForm, work } from "./table.testkit.ts";

const table = conflictTable([tableForm]);
const found = (works: readonly Work[], now = 0): string[] => standingConflicts(table, works, now).map(({ row, mine, other, overlap }) => `${mine.number} ${row.id} ${other.number} ${overlap.from}–${overlap.to}`);

describe("works that stand in each other's way", () => {
  const hot = work("hot-work", { ticket: "h", number: "H", from: 10, to: 60 });

  it("are told once a pair, with the time both go on", () => {
    expect(found([work("venting", { ticket: "v", number: "V", from: 40, to: 100 }), hot])).toEqual(["H vent V 40–60"]);
  });
  it("that are over are not told; one without a known end is", () => {
    const vent = work("venting", { ticket: "v", number: "V", from: 0, to: 50 });
    expect(found([hot, vent], 49)).toEqual(["H vent V 10–50"]);
    expect(found([hot, vent], 50)).toEqual([]);
    expect(found([{ ...hot, to: null }, { ...vent, to: null }], 500)).toEqual(["H vent V 10–null"]);
  });
  it("of one ticket are told by the nearest", () => {
    const [far, near] = [work("venting", { ticket: "v", number: "V", spot: at(28, 0) }), work("venting", { ticket: "v", number: "V", spot: at(7, 0) })];
    expect(standingConflicts(table, [hot, far, near], 0).map((one) => one.distanceM)).toEqual([7]);
  });
  it("come in the order in which they begin", () => {
    expect(found([hot, work("venting", { number: "B", from: 50 }), work("solvent", { number: "A", from: 20 })])).toEqual(["H solvent A 20–60", "H vent B 50–60"]);
  });
  it("are the same pairs as when each work is asked about on its own", () => {
    const one = fc.record({ kind: fc.constantFrom("hot-work", "venting", "solvent", "blind-plate", "lifting", "work-at-height", "walk"), ticket: fc.constantFrom("a", "b", "c", "d", "e"), x: fc.integer({ min: 0, max: 60 }), from: fc.integer({ min: 0, max: 90 }), long: fc.integer({ min: 1, max: 60 }), pipe: fc.constantFrom("P1", "P2", null) });
    fc.assert(fc.property(fc.array(one, { maxLength: 14 }), fc.integer({ min: 0, max: 100 }), (drawn, now) => {
      const works = drawn.map((each) => work(each.kind, { ticket: each.ticket, number: each.ticket, spot: at(each.x, 0), from: each.from, to: each.from + each.long, keys: { pipe: each.pipe }, reachM: 20 }));
      const name = (row: string, a: Work, b: Work): string => [row, ...[a.ticket, b.ticket].sort()].join(" ");
      const goesOn = (a: Work, b: Work): boolean => Math.min(a.to ?? 0, b.to ?? 0) > now;
      const naive = works.flatMap((mine) => conflictsOf(table, [mine], works)).filter((each) => goesOn(each.mine, each.other)).map((each) => name(each.row.id, each.mine, each.other));
      const told = standingConflicts(table, works, now).map((each) => name(each.row.id, each.mine, each.other));
      expect([...told].sort()).toEqual([...new Set(naive)].sort());
    }));
  });
});
