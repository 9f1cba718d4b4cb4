import type { EChartsCoreOption } from "echarts/core";
import type { Priority } from "@safeloop/engine";
import type { Tokens } from "../theme/tokens.ts";
import { extremesOf, lineOf, type Readings, type Span, toMs, type TrendLimit, unknownSpans, valueAt } from "./trendData.ts";

/** One line of the chart. The first is the asked tag, the rest are compared with it. */
export interface TrendSeries {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly readings: Readings;
}

export interface AlarmBand extends Span {
  readonly priority: Priority;
  readonly acked: boolean;
}

/** The words the chart writes, in the reader's language. */
export interface TrendTexts {
  readonly gap: (minutes: number) => string;
  readonly unknown: string;
  readonly quality: { readonly good: string; readonly uncertain: string; readonly bad: string };
  readonly alarms: string;
  readonly qualityBand: string;
  readonly axisTime: (ms: number) => string;
  readonly fullTime: (ms: number) => string;
}

export interface TrendInput {
  readonly series: readonly TrendSeries[];
  readonly limits: readonly TrendLimit[];
  readonly span: Span;
  readonly bands?: readonly AlarmBand[];
  readonly tokens: Tokens;
  readonly texts: TrendTexts;
  /** Small: no bands, fewer labels (the console's side panel). */
  readonly compact?: boolean;
}

const riskText = { P1: "risk1Text", P2: "risk2Text", P3: "risk3Text", P4: "risk4Text" } as const satisfies Record<Priority, keyof Tokens>;
const riskFill = { P1: "risk1", P2: "risk2", P3: "risk3", P4: "risk4" } as const satisfies Record<Priority, keyof Tokens>;

/** The ECharts option of a trend (screens 7): grey by default, unknown never joined, limits labelled on their line. */
export function trendOption(input: TrendInput): EChartsCoreOption {
  const { compact, tokens } = input;
  const bottom = compact ? 24 : 92;
  const grids = [{ left: compact ? 34 : 52, right: compact ? 26 : 20, top: compact ? 14 : 26, bottom }];
  const axes = [timeAxis(input, 0)];
  const values = [valueAxis(input)];
  const lines: object[] = input.series.map((one, index) => lineSeries(input, one, index));
  if (!compact) {
    grids.push({ left: 52, right: 20, top: -1, bottom: 44 }, { left: 52, right: 20, top: -1, bottom: 20 });
    axes.push(hiddenAxis(input.span, 1), hiddenAxis(input.span, 2));
    values.push(bandAxis(input.texts.alarms, tokens, 1), bandAxis(input.texts.qualityBand, tokens, 2));
    lines.push(bandSeries("alarms", 1, alarmAreas(input), tokens), bandSeries("quality", 2, qualityAreas(input), tokens));
  }
  return {
    animation: false,
    textStyle: { color: tokens.text2, fontFamily: "inherit" },
    grid: grids.map((grid) => (grid.top < 0 ? { left: grid.left, right: grid.right, bottom: grid.bottom, height: 14 } : grid)),
    xAxis: axes,
    yAxis: values,
    series: lines,
    tooltip: tooltip(input),
  };
}

function timeAxis({ span, tokens, texts, compact }: TrendInput, gridIndex: number): object {
  return {
    type: "time", gridIndex, min: span.from, max: span.to,
    splitNumber: compact ? 3 : 6,
    axisLine: { lineStyle: { color: tokens.line } },
    axisTick: { show: false },
    axisLabel: { color: tokens.text2, hideOverlap: true, formatter: (ms: number) => texts.axisTime(ms), fontSize: compact ? 11 : 12 },
    splitLine: { show: false },
    axisPointer: { show: true, type: "line", label: { show: false }, lineStyle: { color: tokens.text2, type: "dotted" } },
  };
}

function hiddenAxis(span: Span, gridIndex: number): object {
  return { type: "time", gridIndex, min: span.from, max: span.to, show: false };
}

function valueAxis({ series, limits, tokens, compact }: TrendInput): object {
  const range = valueRange(series, limits, compact ? 3 : 6);
  return {
    type: "value", gridIndex: 0, ...range,
    name: compact ? undefined : series[0]?.unit, nameLocation: "end", nameGap: 8,
    nameTextStyle: { color: tokens.text2, align: "right" },
    axisLabel: { color: tokens.text2, fontSize: compact ? 11 : 12, hideOverlap: true },
    splitLine: { lineStyle: { color: tokens.line } },
  };
}

export interface ValueRange {
  readonly min?: number;
  readonly max?: number;
  readonly interval?: number;
}

/** From a sensible zero: 0 when the data starts near it, else room of 5 % around data and limits; ends on whole steps. */
export function valueRange(series: readonly TrendSeries[], limits: readonly TrendLimit[], steps = 6): ValueRange {
  const seen = series.flatMap(({ readings }) => {
    const extremes = extremesOf(readings.points);
    return extremes ? [extremes.min, extremes.max] : [];
  });
  const all = [...seen, ...limits.map((limit) => limit.value)];
  if (all.length === 0) return {};
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  const from = low >= 0 && low <= (high - low) * 0.6 ? 0 : low - room;
  const interval = niceStep((high + room - from) / steps);
  const whole = (value: number, round: (n: number) => number): number => Number((round(value / interval) * interval).toPrecision(8));
  return { min: whole(from, Math.floor), max: whole(high + room, Math.ceil), interval };
}

/** The next of 1, 2, 2.5, 5, 10 × 10ⁿ. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 2.5, 5, 10].find((one) => one * power >= least) ?? 10) * power;
}

function lineSeries(input: TrendInput, one: TrendSeries, index: number): object {
  const own = index === 0;
  const { tokens } = input;
  return {
    id: one.id, name: one.title, type: "line", xAxisIndex: 0, yAxisIndex: 0,
    data: lineOf(one.readings), connectNulls: false, symbol: "circle", symbolSize: 3,
    showSymbol: isSparse(one.readings, input.span), silent: true, z: own ? 3 : 2,
    lineStyle: { width: own ? 2 : 1.5, color: own ? tokens.text : tokens.border },
    itemStyle: { color: own ? tokens.text : tokens.border },
    ...(own ? { markLine: limitLines(input), markArea: gapAreas(input, one) } : {}),
  };
}

/** Single points between gaps have no line: they are drawn as dots where there are few. */
function isSparse(readings: Readings, span: Span): boolean {
  return span.to > span.from && readings.points.length > 0 && readings.points.length <= 60;
}

function limitLines({ limits, tokens, compact }: TrendInput): object {
  return {
    silent: true, symbol: "none", animation: false,
    data: limits.map((limit) => ({
      yAxis: limit.value,
      lineStyle: { color: limitColor(limit, tokens), type: "dashed", width: 1.5 },
      label: { formatter: limit.label, position: "insideStartTop", color: limitColor(limit, tokens), fontWeight: 600, fontSize: compact ? 11 : 12 },
    })),
  };
}

function gapAreas({ tokens, texts, span, compact }: TrendInput, one: TrendSeries): object {
  return {
    silent: true, animation: false,
    data: unknownSpans(one.readings).map((gap) => [
      {
        xAxis: Math.max(gap.from, span.from),
        itemStyle: { color: tokens.unknownTint, borderColor: tokens.unknown, borderWidth: 1, borderType: "dashed" },
        label: {
          show: !compact && gap.to - gap.from > (span.to - span.from) / 40,
          formatter: texts.gap(Math.round((gap.to - gap.from) / 60_000)),
          color: tokens.unknown, ...(isWide(gap, span) ? { position: "insideTop", distance: 6 } : { position: ["100%", 4], padding: [0, 0, 0, 6] }),
        },
      },
      { xAxis: Math.min(gap.to, span.to) },
    ]),
  };
}

/** A wide gap holds its own label; beside a narrow one there is room. */
function isWide(gap: Span, span: Span): boolean {
  return gap.to - gap.from > (span.to - span.from) / 4;
}

function bandAxis(name: string, tokens: Tokens, gridIndex: number): object {
  return {
    type: "value", gridIndex, min: 0, max: 1, name, nameLocation: "middle", nameGap: 8, nameRotate: 0,
    nameTextStyle: { color: tokens.text2, align: "right", verticalAlign: "middle" },
    axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false },
  };
}

function bandSeries(id: string, grid: number, areas: readonly object[][], tokens: Tokens): object {
  return {
    id, type: "line", xAxisIndex: grid, yAxisIndex: grid, data: [], silent: true,
    markArea: { silent: true, animation: false, itemStyle: { color: tokens.sunken }, data: areas },
  };
}

function limitColor({ priority, isOther }: TrendLimit, tokens: Tokens): string {
  return tokens[isOther ? "text3" : riskText[priority]];
}

/** Spans with an alarm, in the priority's colour: filled until acknowledged, outline after. */
function alarmAreas({ bands = [], span, tokens }: TrendInput): object[][] {
  return bands.map((band) => [
    {
      xAxis: Math.max(band.from, span.from), yAxis: 0.05,
      itemStyle: {
        color: band.acked ? tokens.card : tokens[riskFill[band.priority]],
        borderColor: tokens[riskText[band.priority]], borderWidth: 1.5,
      },
    },
    { xAxis: Math.min(band.to, span.to), yAxis: 0.95 },
  ]);
}

/** Known spans in the good tone, uncertain ones hollow, unknown ones violet and dashed. */
function qualityAreas(input: TrendInput): object[][] {
  const readings = input.series[0]?.readings;
  if (!readings) return [];
  return qualitySpans(readings, input.span).map(({ from, to, quality }) => [
    { xAxis: from, yAxis: 0.05, itemStyle: qualityStyle(quality, input.tokens) },
    { xAxis: to, yAxis: 0.95 },
  ]);
}

function qualityStyle(quality: QualitySpan["quality"], tokens: Tokens): object {
  if (quality === "unknown") return { color: tokens.unknownTint, borderColor: tokens.unknown, borderWidth: 1, borderType: "dashed" };
  return quality === "good"
    ? { color: tokens.goodTint, borderColor: tokens.good, borderWidth: 0.5 }
    : { color: tokens.card, borderColor: tokens.text3, borderWidth: 1, borderType: "dotted" };
}

export interface QualitySpan extends Span {
  readonly quality: "good" | "uncertain" | "unknown";
}

/**
 * The whole span told apart by quality. What comes before the first and after
 * the last point is not called good: there is no reading to say so.
 */
export function qualitySpans(readings: Readings, span: Span): QualitySpan[] {
  const known: QualitySpan[] = [];
  const points = readings.points.filter((point) => point.q !== "bad" && point.last !== null);
  points.forEach((point, index) => {
    const next = points[index + 1];
    const quality = point.q === "uncertain" ? "uncertain" : "good";
    const before = known[known.length - 1];
    const [from, to] = [toMs(point.t), next ? toMs(next.t) : toMs(point.t)];
    if (before && before.quality === quality && before.to === from) known[known.length - 1] = { ...before, to };
    else known.push({ from, to, quality });
  });
  const unknown = unknownSpans(readings).map((gap): QualitySpan => ({ ...gap, quality: "unknown" }));
  return [...known, ...unknown]
    .map((one) => ({ ...one, from: Math.max(one.from, span.from), to: Math.min(one.to, span.to) }))
    .filter((one) => one.to > one.from);
}

interface TooltipParam {
  readonly axisValue?: number | string;
}

function tooltip(input: TrendInput): object {
  const { tokens } = input;
  return {
    trigger: "axis", renderMode: "richText", confine: true, transitionDuration: 0,
    backgroundColor: tokens.card, borderColor: tokens.line, textStyle: { color: tokens.text, fontSize: 12 },
    formatter: (params: TooltipParam | TooltipParam[]) => hoverText(input, Number([params].flat()[0]?.axisValue)),
  };
}

/** What the pointer says at an instant: time, then value and quality of every line, unknown in words. */
export function hoverText({ series, texts }: Pick<TrendInput, "series" | "texts">, ms: number): string {
  if (!Number.isFinite(ms)) return "";
  const rows = series.map(({ title, unit, readings }) => {
    const point = valueAt(readings, ms);
    if (!point || point.last === null) return `${title}  ? ${texts.unknown}`;
    const peak = point.n > 1 && point.min !== point.max ? ` (${point.min}–${point.max})` : "";
    return `${title}  ${point.last}${peak} ${unit} · ${texts.quality[point.q]}`;
  });
  return [texts.fullTime(ms), ...rows].join("\n");
}
