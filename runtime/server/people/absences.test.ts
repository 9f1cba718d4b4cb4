import fc from "fast-check";
import { deputiesOf, Refusal, type Directory } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { type Absence, Absences, withDeputies } from "./absences.ts";
import { checkAmongOthers, circleOf } from "./absencesChecks.ts";

const ids = ["a", "b", "c", "d", "e"];
const instants = Array.from({ length: 13 }, (_, n) => n);

const absence = fc
  .record({ personId: fc.constantFrom(...ids), deputyId: fc.constantFrom(...ids), from: fc.integer({ min: 0, max: 10 }), length: fc.integer({ min: 1, max: 5 }) })
  .filter((one) => one.personId !== one.deputyId)
  .map(({ personId, deputyId, from, length }): Absence => ({ personId, deputyId, from, to: from + length }));

const directoryOf = (absences: readonly Absence[]): Directory => {
  const known = new Absences(absences);
  return { person: () => undefined, holders: () => [], managerOf: () => undefined, orgUnit: () => undefined, area: () => undefined, deputy: (id, at) => known.deputy(id, at) };
};

/** What the checks say of a new absence: its code, or nothing. */
function refusalOf(made: Absence, others: readonly Absence[]): string | undefined {
  try {
    checkAmongOthers(made, { others, directory: directoryOf(others), now: 0, siteTz: "Asia/Shanghai" });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** True when somebody's deputies lead back to him at the instant. */
function hasCircle(absences: readonly Absence[], at: number): boolean {
  const directory = directoryOf(absences);
  return ids.some((id) => {
    const last = deputiesOf(directory, id, at).at(-1);
    return last !== undefined && directory.deputy?.(last, at) === id;
  });
}

describe("deputies and principals", () => {
  it("are inverse for any absences, circles and overlaps among them", () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 12 }), (absences) => {
        const known = new Absences(absences);
        const directory = directoryOf(absences);
        for (const at of instants) {
          const pairs = ids.flatMap((principal) => deputiesOf(directory, principal, at).map((deputy) => `${deputy}<${principal}`));
          const back = ids.flatMap((deputy) => known.principalsOf(deputy, at).map((principal) => `${deputy}<${principal}`));
          expect(back.sort()).toEqual(pairs.sort());
        }
      }),
      { numRuns: 500 },
    );
  });

  it("hold from the first instant to before the last", () => {
    const known = new Absences([{ personId: "a", deputyId: "b", from: 10, to: 20 }, { personId: "b", deputyId: "c", from: 15, to: 20 }]);
    expect([9, 10, 19, 20].map((at) => known.deputy("a", at))).toEqual([undefined, "b", "b", undefined]);
    expect([9, 10, 14, 15, 19, 20].map((at) => [...known.principalsOf("c", at)].sort().join())).toEqual(["", "", "", "a,b", "a,b", ""]);
    expect(withDeputies(directoryOf([{ personId: "a", deputyId: "b", from: 10, to: 20 }]), ["a", "b"], 10)).toEqual(["a", "b"]);
  });
});

describe("the checks of a new absence", () => {
  it("let in no overlap and no circle at any instant, and refuse for no other cause", () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 25 }), (asked) => {
        let admitted: readonly Absence[] = [];
        for (const made of asked) {
          const code = refusalOf(made, admitted);
          const overlaps = admitted.some((one) => one.personId === made.personId && one.from < made.to && made.from < one.to);
          const together = [...admitted, made];
          const circle = !overlaps && instants.concat(13, 14, 15).some((at) => hasCircle(together, at));
          expect(code).toBe(overlaps ? "ABSENCE_OVERLAP" : circle ? "ABSENCE_CIRCLE" : undefined);
          if (code === undefined) admitted = together;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("name the people of the circle in order", () => {
    const others = [{ personId: "b", deputyId: "c", from: 0, to: 5 }, { personId: "c", deputyId: "a", from: 4, to: 9 }];
    expect(circleOf({ personId: "a", deputyId: "b", from: 3, to: 6 }, others)).toEqual(["a", "b", "c", "a"]);
    expect(circleOf({ personId: "a", deputyId: "b", from: 0, to: 4 }, others)).toBeUndefined();
  });

  it("stop at fifty present and future ones; past ones don't count", () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ personId: "a", deputyId: "b", from: n * 10, to: n * 10 + 1 }));
    const next = { personId: "a", deputyId: "b", from: 1_000, to: 1_001 };
    expect(refusalOf(next, many)).toBe("ABSENCE_TOO_MANY");
    expect(refusalOf(next, many.slice(1))).toBeUndefined();
    expect(refusalOf(next, [...many.slice(1), { personId: "a", deputyId: "b", from: -5, to: 0 }])).toBeUndefined();
  });
});
