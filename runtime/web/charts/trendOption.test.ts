import { describe, expect, it } from "vitest";
import { lightTokens } from "../theme/tokens.ts";
import type { Readings, TrendPoint } from "./trendData.ts";
import { hoverText, qualitySpans, trendOption, type TrendTexts, valueRange } from "./trendOption.ts";

const texts: TrendTexts = {
  gap: (minutes) => `no data ${minutes} min, not joined`,
  unknown: "no data",
  quality: { good: "good", uncertain: "uncertain", bad: "bad" },
  alarms: "Alarms",
  qualityBand: "Quality",
  axisTime: String,
  fullTime: (ms) => `t=${ms}`,
};
const at = (t: number, value: number, q: TrendPoint["q"] = "good"): TrendPoint => ({ t, min: value, max: value, last: value, q, n: 1 });
const readings: Readings = { points: [at(0, 3), at(60_000, 4), at(600_000, 5)], gaps: [{ from: 90_000, to: 590_000, why: "gateway" }], raw: true, count: 3 };
const input = {
  series: [{ id: "GT-1", title: "GT-1", unit: "%LEL", readings }],
  limits: [{ value: 50, label: "HH 50 · P1", priority: "P1" as const }],
  span: { from: 0, to: 900_000 },
  tokens: lightTokens,
  texts,
};

describe("the trend chart", () => {
  it("never connects values over missing data", () => {
    const [line] = trendOption(input)["series"] as { connectNulls: boolean; data: [number, number | null][] }[];
    expect(line?.connectNulls).toBe(false);
    expect(line?.data.filter(([, value]) => value === null).map(([t]) => t)).toEqual([90_000, 590_000]);
  });

  it("shows a gap as a violet dashed area with its length in words", () => {
    const [line] = trendOption(input)["series"] as { markArea: { data: { itemStyle?: object; label?: { formatter: string } }[][] } }[];
    expect(line?.markArea.data[0]?.[0]?.itemStyle).toMatchObject({ borderColor: lightTokens.unknown, borderType: "dashed" });
    expect(line?.markArea.data[0]?.[0]?.label?.formatter).toBe("no data 8 min, not joined");
  });

  it("labels each limit on its own dashed line in the priority's text tone", () => {
    const [line] = trendOption(input)["series"] as { markLine: { data: object[] } }[];
    expect(line?.markLine.data[0]).toMatchObject({
      yAxis: 50, lineStyle: { color: lightTokens.risk1Text, type: "dashed" }, label: { formatter: "HH 50 · P1" },
    });
  });

  it("draws its tooltip on the canvas, since style attributes are refused by the content policy", () => {
    expect(trendOption(input)["tooltip"]).toMatchObject({ renderMode: "richText" });
  });

  it("keeps every limit inside the value axis, and starts at 0 when the data does", () => {
    expect(valueRange(input.series, input.limits)).toMatchObject({ min: 0 });
    expect(valueRange(input.series, input.limits).max).toBeGreaterThan(50);
  });

  it("does not force 0 onto data far from it", () => {
    const far = [{ ...input.series[0]!, readings: { ...readings, points: [at(0, 801), at(1, 803)] } }];
    expect(valueRange(far, []).min).toBeGreaterThan(700);
  });

  it("has no value range when nothing is known", () => {
    expect(valueRange([{ ...input.series[0]!, readings: { points: [], gaps: [], raw: true, count: 0 } }], [])).toEqual({});
  });
});

describe("the quality band", () => {
  it("calls nothing good after the last reading", () => {
    const spans = qualitySpans({ ...readings, gaps: [] }, { from: 0, to: 900_000 });
    expect(spans).toEqual([{ from: 0, to: 600_000, quality: "good" }]);
  });

  it("tells uncertain from good", () => {
    const mixed = { points: [at(0, 1), at(10, 1, "uncertain"), at(20, 1)], gaps: [], raw: true, count: 3 };
    expect(qualitySpans(mixed, { from: 0, to: 30 }).map((span) => span.quality)).toEqual(["good", "uncertain"]);
  });
});

describe("hover", () => {
  it("says no data inside a gap instead of the last value", () => {
    expect(hoverText(input, 300_000)).toBe("t=300000\nGT-1  ? no data");
  });
  it("says value, unit and quality where known", () => {
    expect(hoverText(input, 61_000)).toBe("t=61000\nGT-1  4 %LEL · good");
  });
});
