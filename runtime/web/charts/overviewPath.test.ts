import { describe, expect, it } from "vitest";
import { overviewPath, panSpan, zoomSpan } from "./overviewPath.ts";
import type { TrendPoint } from "./trendData.ts";

const at = (t: number, value: number): TrendPoint => ({ t, min: value, max: value, last: value, q: "good", n: 1 });

describe("the overview of a long span", () => {
  it("starts a new path after a gap", () => {
    const path = overviewPath({ points: [at(0, 0), at(25, 1), at(75, 1), at(100, 0)], gaps: [{ from: 25, to: 75, why: "x" }], raw: true, count: 4 }, { from: 0, to: 100 });
    expect(path.match(/M/g)).toHaveLength(3); // before the gap, on its first edge, after it
    expect(path).not.toMatch(/L750/);
  });
  it("draws nothing without data", () => expect(overviewPath({ points: [], gaps: [], raw: true, count: 0 }, { from: 0, to: 1 })).toBe(""));
});

describe("moving a span", () => {
  it("pans by a quarter and not past now", () => {
    expect(panSpan({ from: 0, to: 400_000 }, -1, 400_000)).toEqual({ from: -100_000, to: 300_000 });
    expect(panSpan({ from: 0, to: 400_000 }, 1, 410_000)).toEqual({ from: 10_000, to: 410_000 });
  });
  it("zooms in by half, out by double, within a minute and 31 days", () => {
    expect(zoomSpan({ from: 0, to: 400_000 }, 1, 400_000)).toEqual({ from: 100_000, to: 300_000 });
    expect(zoomSpan({ from: 0, to: 60_000 }, 1, 60_000)).toEqual({ from: 0, to: 60_000 });
    expect(zoomSpan({ from: 0, to: 400_000 }, -1, 400_000)).toEqual({ from: -400_000, to: 400_000 });
  });
});
