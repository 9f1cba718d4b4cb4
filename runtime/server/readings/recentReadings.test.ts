import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readingsOfColumns } from "./columns.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { type RecentReading, RecentReadings } from "./recentReadings.ts";

const value = fc.oneof(fc.double({ noNaN: true }), fc.constant(null), fc.string({ maxLength: 4 }), fc.boolean(), fc.constant({ type: "no-helmet", confidence: 0.8 }));
const reading: fc.Arbitrary<LoggedReading> = fc.record({ tagNo: fc.integer({ min: 1, max: 3 }), ts: fc.integer({ min: 0, max: 100 }), v: value, q: fc.constantFrom(0 as const, 1 as const, 2 as const), flags: fc.nat(63), late: fc.boolean() });
const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), readings: fc.array(reading, { maxLength: 60 }), rx: fc.nat(100) }),
  fc.record({ kind: fc.constant("drop" as const), tagNo: fc.integer({ min: 1, max: 3 }), before: fc.nat(100) }),
);

describe("recent readings in columns", () => {
  it("say the same as a plain list, whatever is added and dropped", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const columns = new RecentReadings();
        let list: RecentReading[] = [];
        for (const one of steps) {
          if (one.kind === "add") {
            columns.add(one.readings, one.rx);
            list.push(...one.readings.map((each) => ({ ...each, rx: one.rx })));
          } else {
            columns.drop(one.tagNo, one.before);
            list = list.filter((each) => each.tagNo !== one.tagNo || each.rx >= one.before);
          }
          for (const tagNo of [1, 2, 3]) {
            const mine = list.filter((each) => each.tagNo === tagNo);
            expect(columns.of(tagNo)).toEqual(mine);
            const before = columns.before(tagNo, 50);
            expect(before ? readingsOfColumns(tagNo, before) : []).toEqual(mine.filter((each) => each.rx < 50).map(({ rx: _, ...each }) => each));
            expect([columns.count(tagNo), columns.hasBefore(tagNo, 50)]).toEqual([mine.length, mine.some((each) => each.rx < 50)]);
          }
          expect(columns.size).toBe(list.length);
        }
      }),
    );
  });
});
