import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "./instant.ts";
import { localTime } from "./localTime.ts";

const anyMs = fc.integer({ min: Date.parse("0000-01-01T00:00:00Z"), max: Date.parse("9999-12-31T23:59:59.999Z") });

describe("instants", () => {
  it("are written and read as the platform's Date does", () => {
    fc.assert(fc.property(anyMs, (ms) => {
      expect(formatInstant(ms)).toBe(new Date(ms).toISOString());
      expect(parseInstant(formatInstant(ms))).toBe(ms);
    }), { numRuns: 3_000 });
  });

  it.each([
    ["2026-03-01T08:00:00+08:00", Date.parse("2026-03-01T00:00:00Z")],
    ["2026-03-01t08:00:00.5z", Date.parse("2026-03-01T08:00:00.500Z")],
    ["1998-12-31T23:59:60Z", Date.parse("1998-12-31T23:59:59Z")],
    ["1998-12-31T15:59:60.1-08:00", Date.parse("1998-12-31T23:59:59.100Z")],
  ])("%s is read", (text, ms) => expect(parseInstant(text)).toBe(ms));

  it.each(["2026-02-29T00:00:00Z", "2026-03-01", "2026-03-01T08:00:00", "2026-03-01T24:00:00Z", "1998-12-31T22:59:60Z", "2026-03-01T08:00:00+24:00", "", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-03-01T08:60:00Z", "2026-03-01T08:00:61Z", "2026-03-01T08:00:00.Z", "2026-03-01T08:00:00Zx", "2026-03-01T08:00:00+0800", "2026-03-01 08:00:00Z", "２026-03-01T08:00:00Z"])(
    "%s is none", (text) => expect(parseInstant(text)).toBeUndefined());

  it("have the same wall clock in Shanghai by rule and by the zone table", () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse("1992-01-01T00:00:00Z"), max: Date.parse("2100-01-01T00:00:00Z") }), (ms) => {
      expect(localTime(ms, "Asia/Shanghai")).toEqual(localTime(ms, "PRC"));
    }), { numRuns: 500 });
  });
});
