import fc from "fast-check";
import { expect, test } from "vitest";
import { conflictsOf, conflictTable, looksFor, type Look, type Work } from "./index.ts";
import { tableForm } from "./table.testkit.ts";
import { nowhere } from "./work.ts";

const table = conflictTable([tableForm]);
const kinds = ["hot-work", "venting", "solvent", "hot-work-in-dike", "sampling", "blind-plate", "work-at-height", "lifting"];

/** The rows two works are in conflict by, read from the catalogue again; shares nothing with the engine. */
function plainly(a: Work, b: Work): string[] {
  if (Math.max(a.from ?? -1e15, b.from ?? -1e15) >= Math.min(a.to ?? 1e15, b.to ?? 1e15)) return [];
  const known = a.spot.x !== null && b.spot.x !== null;
  const heights = a.spot.z !== null && b.spot.z !== null;
  const [dx, dy, dz] = [(a.spot.x ?? 0) - (b.spot.x ?? 0), (a.spot.y ?? 0) - (b.spot.y ?? 0), heights ? (a.spot.z ?? 0) - (b.spot.z ?? 0) : 0];
  const plan2 = dx * dx + dy * dy;
  const pair = (one: string, other: string): boolean => (a.kind === one && b.kind === other) || (a.kind === other && b.kind === one);
  const share = (name: string): boolean => a.keys[name] == null || b.keys[name] == null || a.keys[name] === b.keys[name];
  const sameJob = a.linked.includes(b.ticket) || b.linked.includes(a.ticket);
  const falls = (up: Work, down: Work): boolean => {
    const drop = (up.spot.z ?? 0) - (down.spot.z ?? 0);
    if (up.kind !== "work-at-height" || sameJob || (known && plan2 > 36) || (heights && drop <= 0)) return false;
    return (up.layers ?? 0) < (heights && drop <= 24 ? 1 : 2);
  };
  const swings = (crane: Work): boolean => crane.kind === "lifting" && !sameJob && (!known || crane.reachM === null || plan2 <= crane.reachM * crane.reachM);
  const all: readonly (readonly [string, boolean])[] = [
    ["boom", swings(a) || swings(b)], ["dike", pair("hot-work-in-dike", "sampling") && share("dike")], ["fall", falls(a, b) || falls(b, a)],
    ["pipe", pair("blind-plate", "blind-plate") && share("pipe")], ["solvent", pair("hot-work", "solvent") && (!known || plan2 <= 100)], ["vent", pair("hot-work", "venting") && (!known || plan2 + dz * dz <= 900)],
  ];
  return all.filter(([, holds]) => holds).map(([id]) => id);
}

const spot = fc.oneof(
  { weight: 6, arbitrary: fc.record({ x: fc.integer({ min: 0, max: 80 }), y: fc.integer({ min: 0, max: 80 }), z: fc.option(fc.integer({ min: 0, max: 60 })), lat: fc.constant(null), lng: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.constant(nowhere) },
);
const drawn = (ticket: string, other: string): fc.Arbitrary<Work> => fc.record({
  kind: fc.constantFrom(...kinds), spot, from: fc.option(fc.integer({ min: 0, max: 40 })), length: fc.option(fc.integer({ min: 1, max: 30 })),
  reachM: fc.option(fc.integer({ min: 0, max: 40 })), layers: fc.option(fc.integer({ min: 0, max: 2 })),
  dike: fc.constantFrom("D-1", "D-2", null), pipe: fc.constantFrom("P-1", "P-2", null), isLinked: fc.boolean(),
}).map(({ length, dike, pipe, isLinked, ...one }) => ({ ...one, ticket, number: ticket, to: length === null ? null : (one.from ?? 0) + length, keys: { dike, pipe }, linked: isLinked ? [other] : [] }));

/** What a store brings for a look. */
function brings(look: Look, mine: Work, other: Work): boolean {
  if (look.kinds && !look.kinds.includes(other.kind)) return false;
  if (look.key && other.keys[look.key.name] != null && other.keys[look.key.name] !== look.key.value) return false;
  const reach = look.inTheirReach ? (other.reachM ?? undefined) : look.withinM;
  if (reach === undefined || mine.spot.x === null || other.spot.x === null) return true;
  return Math.abs(mine.spot.x - other.spot.x) <= reach && Math.abs((mine.spot.y ?? 0) - (other.spot.y ?? 0)) <= reach;
}

test("of 1,000 drawn overlaps each is found with its row, none is found that is not, and every one lies where a store looks", () => {
  let conflicts = 0;
  for (let seed = 1; conflicts < 1_000 && seed <= 40; seed += 1) {
    fc.assert(fc.property(drawn("a", "b"), drawn("b", "a"), (a, b) => {
      const rows = [...new Set(conflictsOf(table, [a], [b]).map((one) => one.row.id))].sort();
      expect(rows).toEqual(plainly(a, b));
      expect([...new Set(conflictsOf(table, [b], [a]).map((one) => one.row.id))].sort()).toEqual(rows);
      if (rows.length === 0) return;
      conflicts += 1;
      expect(looksFor(table, a).some((look) => brings(look, a, b))).toBe(true);
    }), { numRuns: 1_000, seed });
  }
  expect(conflicts).toBeGreaterThanOrEqual(1_000);
});
