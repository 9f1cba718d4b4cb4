import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conflictsOf, conflictTable, looksFor, type FormDefinition, type Work } from "@safeloop/engine";
import { makeTestStore, testDrivers, type TestStore } from "../testing/testApp.ts";
import { counted, lookAround, writeWorks, type CountedWork } from "./workRows.ts";

/** The shipped table. */
const table = conflictTable([JSON.parse(readFileSync(join(import.meta.dirname, "../../../templates/safeloop-permits/forms/activity-registration.json"), "utf8")) as FormDefinition]);
const kinds = ["hot-work", "venting-flammable-gas", "discharging-flammable-liquid", "solvent-or-spray-or-dust", "hot-work-in-dike", "draw-off-or-sampling", "blind-plate", "blind-plate-in-explosion-area", "hot-work-in-space", "painting-or-releasing", "work-at-height", "lifting", "excavation"];
const spot = (side: number): fc.Arbitrary<Work["spot"]> => fc.oneof(
  { weight: 8, arbitrary: fc.record({ x: fc.integer({ min: 0, max: side }), y: fc.integer({ min: 0, max: side }), z: fc.option(fc.integer({ min: 0, max: 60 })), lat: fc.constant(null), lng: fc.constant(null) }) },
  { weight: 3, arbitrary: fc.record({ x: fc.constant(null), y: fc.constant(null), z: fc.constant(null), lat: fc.integer({ min: 0, max: side }).map((m) => 31.2 + m / 111_195), lng: fc.integer({ min: 0, max: side }).map((m) => 121.5 + m / 95_000) }) },
  { weight: 1, arbitrary: fc.record({ x: fc.integer({ min: 0, max: side }), y: fc.constant(5), z: fc.constant(null), lat: fc.constant(31.2001), lng: fc.constant(121.5001) }) },
  { weight: 1, arbitrary: fc.constant({ x: null, y: null, z: null, lat: null, lng: null }) },
);
const key = (names: readonly string[]): fc.Arbitrary<string | null> => fc.constantFrom(...names, null);
const drawn = (side: number): fc.Arbitrary<Omit<Work, "ticket" | "number">> => fc.record({
  kind: fc.constantFrom(...kinds), spot: spot(side), from: fc.option(fc.integer({ min: 0, max: 40 })), length: fc.option(fc.integer({ min: 1, max: 30 })),
  reachM: fc.option(fc.integer({ min: 0, max: 40 })), layers: fc.option(fc.integer({ min: 0, max: 2 })),
  keys: fc.record({ dike: key(["D-1", "D-2", 'D"%\\_']), pipe: key(["P-1", "P-2"]), space: key(["V-1", "V-2"]) }, { requiredKeys: [] }), linked: fc.constantFrom([], ["t1"]),
}).map(({ length, ...one }) => ({ ...one, to: length === null ? null : (one.from ?? 0) + length }));

describe.each(await testDrivers())("works on %s", (driver) => {
  let made: TestStore;
  beforeAll(async () => { made = await makeTestStore(driver); });
  afterAll(() => made.remove());

  const put = (work: Work, live = false) => made.store.unit((tx) => writeWorks(tx, "t", work.ticket, null, [counted(work, { from: work.from, to: work.to, live })]));
  const around = async (work: Work, now = 0): Promise<Work[]> => {
    const lists = await Promise.all(looksFor(table, work).map((look) => lookAround(made.store, made.store.dialect, "t", work, look, now)));
    return [...new Map(lists.flat().map((one) => [one.ticket, one])).values()];
  };

  it("are found in every conflict that a look at all of them finds, and in no other", async () => {
    const works = fc.sample(drawn(120), { numRuns: 260, seed: 11 }).map((one, i) => ({ ...one, ticket: `t${i}`, number: `N-${i}` }));
    for (const work of works) await put(work);
    let conflicts = 0;
    for (const work of works) {
      const said = (others: readonly Work[]): string[] => conflictsOf(table, [work], others).map((one) => `${one.row.id} ${one.other.ticket} ${one.basis} ${String(one.distanceM)}`);
      const all = said(works);
      expect(said(await around(work))).toEqual(all);
      conflicts += all.length;
    }
    expect(conflicts).toBeGreaterThan(1_000);
  });

  it("are kept once a ticket, and say whether anything changed", async () => {
    const [one] = fc.sample(drawn(10), { numRuns: 1, seed: 5 });
    if (!one) throw new Error("one is drawn");
    const work: Work = { ...one, kind: "hot-work", ticket: "again", number: "again", from: 1_000, to: 2_000 };
    expect([await put(work), await put(work), await put({ ...work, to: 3_000 }), await put({ ...work, to: 3_000 }, true)]).toEqual([true, false, true, true]);
    expect(await made.store.unit((tx) => writeWorks(tx, "t", "again", null, []))).toBe(true);
    expect(await made.store.all({ sql: "select 1 as one from works where submission_id = 'again'", bindings: [] })).toEqual([]);
  });

  it("that are live and have overrun still count, until they are over", async () => {
    const base: Work = { ticket: "late", number: "late", kind: "venting-flammable-gas", from: 100_000, to: 101_000, spot: { x: 9_000, y: 9_000, z: null, lat: null, lng: null }, reachM: null, layers: null, keys: {}, linked: [] };
    const next: Work = { ...base, ticket: "next", kind: "hot-work", from: 102_000, to: 103_000 };
    const late = async (now: number): Promise<string[]> => conflictsOf(table, [next], await around(next, now)).map((one) => one.other.ticket).filter((ticket) => ticket === "late");
    await put(base, true);
    expect([await late(100_500), await late(102_000)]).toEqual([[], ["late"]]);
    await put(base, false);
    expect(await late(102_000)).toEqual([]);
  });

  it.each([["of every kind", kinds], ["of one kind", ["hot-work"]]] as const)("are found among 10,000 live ones %s soon enough to be asked at each step", async (what, some) => {
    const tenant = `many ${what}`;
    const side = 2_000;
    const made10k = Array.from({ length: 10_000 }, (_, i): CountedWork => ({
      ticket: `${what}${i}`, number: `W-${i}`, kind: some[i % some.length] ?? "hot-work", from: 0, to: 100_000_000, reachM: 15, layers: 2, linked: [], live: true,
      spot: i % 200 === 0 ? { x: null, y: null, z: null, lat: null, lng: null } : { x: (i * 7_919) % side, y: (i * 104_729) % side, z: null, lat: null, lng: null }, keys: { dike: `D-${i % 500}`, pipe: `P-${i % 500}`, space: `V-${i % 500}` },
    }));
    await made.store.unit(async (tx) => { for (const work of made10k) await writeWorks(tx, tenant, work.ticket, null, [work]); });
    const asking = made10k.slice(0, 130).map((work, i) => ({ ...work, ticket: "asking", kind: kinds[i % kinds.length] ?? "hot-work" }));
    const took: number[] = [];
    for (const work of asking) {
      const from = performance.now();
      const others: Work[] = [];
      for (const look of looksFor(table, work)) others.push(...(await lookAround(made.store, made.store.dialect, tenant, work, look, 50)));
      conflictsOf(table, [work], others);
      took.push(performance.now() - from);
    }
    took.sort((a, b) => a - b);
    const [median = 0, most = 0] = [took[65], took[123]];
    console.info(`${driver}: among 10,000 live works ${what} a check takes ${median.toFixed(1)} ms (median), ${most.toFixed(1)} ms (95 of 100)`);
    expect(median).toBeLessThan(50);
  }, 120_000);
});
