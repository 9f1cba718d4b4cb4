import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localInstant } from "./localInstant.ts";
import { localTime } from "./localTime.ts";

describe("a wall-clock time without an offset", () => {
  it("is the instant at which that zone's clock shows it", () => {
    expect(localInstant("2026-09-21 08:30:05.250", "Asia/Shanghai")).toBe(Date.parse("2026-09-21T08:30:05.250+08:00"));
    expect(localInstant("2026/9/1 8:05", "Asia/Shanghai")).toBe(Date.parse("2026-09-01T08:05:00+08:00"));
    expect(localInstant("2026-07-01T12:00", "Europe/Berlin")).toBe(Date.parse("2026-07-01T12:00:00+02:00"));
  });

  it("shows itself again, or is nobody's instant: skipped or shown twice", () => {
    fc.assert(fc.property(fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"), fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) }), (zone, ms) => {
      const minute = Math.floor(ms / 60_000) * 60_000;
      const { date, hour, minute: m } = localTime(minute, zone)!;
      const at = localInstant(`${date} ${String(hour).padStart(2, "0")}:${String(m).padStart(2, "0")}`, zone);
      const shown = [-3_600_000, -1_800_000, 0, 1_800_000, 3_600_000].filter((shift) => JSON.stringify(localTime(minute + shift, zone)) === JSON.stringify(localTime(minute, zone)));
      expect(at).toBe(shown.length === 1 ? minute : undefined);
    }), { numRuns: 500 });
    expect(localInstant("2026-03-29 02:30", "Europe/Berlin")).toBeUndefined();
    expect(localInstant("2026-10-25 02:30", "Europe/Berlin")).toBeUndefined();
  });

  it.each(["", "2026-02-30 08:00", "2026-09-21", "2026-09-21 24:00", "21.09.2026 08:00", "2026-09-21 08:30Z"])("is not %j", (text) => {
    expect(localInstant(text, "Asia/Shanghai")).toBeUndefined();
    expect(localInstant("2026-09-21 08:30", "Nowhere/Here")).toBeUndefined();
  });
});
