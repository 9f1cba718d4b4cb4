import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { coverageOf, extremesOf, hoursToLimit, lineOf, mergeSpans, ratePerHour, type TrendPoint, unknownSpans, valueAt } from "./trendData.ts";

const good = (t: number, value: number, n = 1): TrendPoint => ({ t, min: value, max: value, last: value, q: "good", n });

describe("a trend line", () => {
  it("is broken inside a gap the server reports", () => {
    const line = lineOf({ points: [good(0, 1), good(10, 2), good(60, 3)], gaps: [{ from: 12, to: 55, why: "dropout" }] });
    expect(line).toEqual([[0, 1], [10, 2], [12, null], [55, null], [60, 3]]);
  });

  it("never draws a bad point, and breaks there", () => {
    const bad: TrendPoint = { t: 5, min: 99, max: 99, last: 99, q: "bad", n: 1 };
    expect(lineOf({ points: [good(0, 1), bad, good(10, 2)], gaps: [] })).toEqual([[0, 1], [5, null], [10, null], [10, 2]]);
  });

  it("stays broken after a gap that has no later point", () => {
    expect(lineOf({ points: [good(0, 1)], gaps: [{ from: 5, to: 50, why: "gateway" }] })).toEqual([[0, 1], [5, null], [50, null]]);
  });

  it("keeps the minimum and the maximum of a bucket", () => {
    const line = lineOf({ points: [{ t: 0, min: -4, max: 52, last: 3, q: "good", n: 42 }], gaps: [] });
    expect(line.map(([, v]) => v)).toEqual([-4, 52, 3]);
  });

  it("never joins two values across a gap, wherever gaps and points fall", () => {
    const instant = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.uniqueArray(instant, { maxLength: 30 }), fc.array(fc.tuple(instant, instant), { maxLength: 5 }), (times, pairs) => {
        const points = times.sort((a, b) => a - b).map((t) => good(t, 1));
        const gaps = pairs.map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b), why: "x" }));
        const line = lineOf({ points, gaps });
        const spans = unknownSpans({ points, gaps }).filter((span) => span.to > span.from);
        for (let i = 1; i < line.length; i++) {
          const [a, b] = [line[i - 1], line[i]];
          if (!a || !b || a[1] === null || b[1] === null) continue;
          expect(spans.some((span) => a[0] <= span.from && b[0] >= span.to)).toBe(false);
        }
      }),
    );
  });
});

describe("unknown spans", () => {
  it("join a gap and the bad run that touches it", () => {
    const bad: TrendPoint = { t: 50, min: null, max: null, last: null, q: "bad", n: 3 };
    const spans = unknownSpans({ points: [good(0, 1), bad, good(60, 2)], gaps: [{ from: 10, to: 50, why: "dropout" }] });
    expect(spans).toEqual([{ from: 10, to: 60 }]);
  });

  it("count against coverage only inside the asked span", () => {
    expect(coverageOf({ from: 0, to: 100 }, mergeSpans([{ from: -50, to: 10 }, { from: 90, to: 200 }]))).toBeCloseTo(0.8);
  });

  it("make the hovered value unknown instead of holding the last one", () => {
    const readings = { points: [good(0, 7)], gaps: [{ from: 5, to: 50, why: "dropout" }] };
    expect(valueAt(readings, 4)?.last).toBe(7);
    expect(valueAt(readings, 20)).toBeUndefined();
  });
});

describe("figures over a span", () => {
  it("have no extremes when nothing is known, rather than 0", () => {
    expect(extremesOf([{ t: 0, min: null, max: null, last: null, q: "bad", n: 0 }])).toBeUndefined();
  });

  it("give the slope per hour of the last unbroken run only", () => {
    const falling = [0, 1, 2, 3, 4].map((i) => good(i * 60_000, 100 - i));
    const rising = [10, 11, 12, 13, 14].map((i) => good(i * 60_000, 50 + (i - 10) * 0.5));
    const rate = ratePerHour({ points: [...falling, ...rising], gaps: [{ from: 4.5 * 60_000, to: 9.5 * 60_000, why: "dropout" }] });
    expect(rate).toBeCloseTo(30);
  });

  it("give no slope to a step or to noise", () => {
    const step = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => good(i * 60_000, i === 3 ? 60 : 2));
    expect(ratePerHour({ points: step, gaps: [] })).toBeUndefined();
    expect(ratePerHour({ points: step.map((point) => ({ ...point, last: 2 })), gaps: [] })).toBe(0);
  });
  it("give no slope from fewer than five points", () => {
    expect(ratePerHour({ points: [good(0, 1), good(60_000, 9)], gaps: [] })).toBeUndefined();
  });

  it("say when a limit will be met, and nothing when moving away", () => {
    expect(hoursToLimit(85.6, 0.72, 90)).toBeCloseTo(6.11, 2);
    expect(hoursToLimit(85.6, -0.72, 90)).toBeUndefined();
    expect(hoursToLimit(85.6, undefined, 90)).toBeUndefined();
  });
});
