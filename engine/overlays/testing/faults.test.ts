import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faults } from "./faults.testkit.ts";
import { laws, sound } from "./laws.testkit.ts";

const cases = Object.entries(faults).flatMap(([name, { engine, red }]) => red.map((number) => ({ name, number, engine })));

describe("the laws see a planted fault", () => {
  it.each(cases)("law $number is red when $name", ({ number, engine }) => {
    const law = laws[number] ?? (() => fc.property(fc.nat(), () => true));
    expect(fc.check(law(engine), { numRuns: 5_000, endOnFailure: true, seed: 1 }).failed).toBe(true);
    expect(fc.check(law(sound), { numRuns: 50 }).failed).toBe(false);
  });
});
