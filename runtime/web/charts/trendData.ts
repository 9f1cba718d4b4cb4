import type { Priority, Quality } from "@safeloop/engine";
import type { ReadingsView } from "../api/types.ts";

/** One bucket of `GET /tags/:id/readings`: extremes are kept, so no peak is lost by drawing fewer points. */
export interface TrendPoint {
  readonly t: string | number;
  readonly min: number | null;
  readonly max: number | null;
  readonly last: number | null;
  readonly q: Quality;
  readonly n: number;
}

export interface TrendGap {
  readonly from: string | number;
  readonly to: string | number;
  readonly why: string;
}

export interface Readings {
  readonly points: readonly TrendPoint[];
  readonly gaps: readonly TrendGap[];
  readonly raw: boolean;
  readonly count: number;
}

export interface TrendLimit {
  readonly value: number;
  readonly label: string;
  readonly priority: Priority;
  /** One to compare with, not the one that is in question: drawn in grey. */
  readonly isOther?: true;
}

/** A span of time in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type LinePoint = [t: number, value: number | null];

/** The answer of the API as trend data. What is no number (states, events) has no place on a value axis and counts as no value. */
export function trendOf(view: ReadingsView): Readings {
  const points = view.points.map((point) => ({ ...point, last: typeof point.last === "number" && Number.isFinite(point.last) ? point.last : null }));
  return { ...view, points };
}

/** Epoch ms of an instant given as ISO text or as a number of ms. */
export function toMs(instant: string | number): number {
  return typeof instant === "number" ? instant : Date.parse(instant);
}

/** True when a bucket has a value that may be drawn as measured. */
function isDrawable(point: TrendPoint): boolean {
  return point.q !== "bad" && point.last !== null;
}

/**
 * Spans in which the value is not known: the server's gaps and runs of bad
 * quality, merged. A run of bad points reaches to the next good one.
 */
export function unknownSpans(readings: Pick<Readings, "points" | "gaps">): Span[] {
  const spans: Span[] = readings.gaps.map((gap) => ({ from: toMs(gap.from), to: toMs(gap.to) }));
  let badFrom: number | undefined;
  let last = 0;
  for (const point of readings.points) {
    last = toMs(point.t);
    if (!isDrawable(point)) badFrom ??= last;
    else if (badFrom !== undefined) {
      spans.push({ from: badFrom, to: last });
      badFrom = undefined;
    }
  }
  if (badFrom !== undefined) spans.push({ from: badFrom, to: last });
  return mergeSpans(spans);
}

/** Sorted spans without overlap; touching ones become one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const before = merged[merged.length - 1];
    if (before && span.from <= before.to) merged[merged.length - 1] = { from: before.from, to: Math.max(before.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

/**
 * The line to draw: minimum and maximum of each bucket, and a `null` at both
 * ends of every unknown span, so that the line is never joined over missing
 * data, not even from a stray point inside it.
 */
export function lineOf(readings: Pick<Readings, "points" | "gaps">): LinePoint[] {
  const breaks = unknownSpans(readings).flatMap((span) => [span.from, span.to]);
  const line: LinePoint[] = [];
  let next = 0;
  for (const point of readings.points) {
    const t = toMs(point.t);
    for (let at = breaks[next]; at !== undefined && at <= t; at = breaks[++next]) line.push([at, null]);
    if (isDrawable(point)) line.push(...bucketOf(point, t));
  }
  return [...line, ...breaks.slice(next).map((at): LinePoint => [at, null])];
}

/** A bucket as one stroke through its extremes, ending at its last value. */
function bucketOf(point: TrendPoint, t: number): LinePoint[] {
  const { min, max, last } = point;
  if (point.n <= 1 || min === null || max === null || min === max) return [[t, last]];
  return [[t, min], [t, max], [t, last]];
}

/** Lowest and highest drawable value; undefined when there is none (never 0). */
export function extremesOf(points: readonly TrendPoint[]): { readonly min: number; readonly max: number } | undefined {
  const seen = points.filter(isDrawable);
  if (seen.length === 0) return undefined;
  return {
    min: Math.min(...seen.map((point) => point.min ?? (point.last as number))),
    max: Math.max(...seen.map((point) => point.max ?? (point.last as number))),
  };
}

/** Share of the span with known data, 0…1. */
export function coverageOf(span: Span, unknown: readonly Span[]): number {
  const length = span.to - span.from;
  if (length <= 0) return 0;
  const missing = unknown.reduce(
    (sum, gap) => sum + Math.max(0, Math.min(gap.to, span.to) - Math.max(gap.from, span.from)),
    0,
  );
  return 1 - missing / length;
}

/** The value at an instant: the last drawable bucket at or before it, or undefined inside an unknown span. */
export function valueAt(readings: Pick<Readings, "points" | "gaps">, t: number, unknown = unknownSpans(readings)): TrendPoint | undefined {
  if (unknown.some((span) => span.from <= t && t < span.to)) return undefined;
  let found: TrendPoint | undefined;
  for (const point of readings.points) {
    if (toMs(point.t) > t) break;
    if (isDrawable(point)) found = point;
  }
  return found;
}

/**
 * Change per hour by least squares over the end of the last known run, in the
 * tag's unit. The window is ten minutes, longer where the points are sparse.
 * Undefined with fewer than five points, and where a straight line explains
 * less than half of the movement (r² < 0.5): a step or noise has no rate.
 */
export function ratePerHour(readings: Pick<Readings, "points" | "gaps">): number | undefined {
  const run = lastRun(readings, rateWindow(readings.points));
  if (run.length < 5) return undefined;
  const t0 = run[0]?.[0] ?? 0;
  const xs = run.map(([t]) => (t - t0) / 3_600_000);
  const ys = run.map(([, value]) => value);
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const xy = xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] ?? meanY) - meanY), 0);
  const xx = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const yy = ys.reduce((sum, y) => sum + (y - meanY) ** 2, 0);
  if (xx === 0) return undefined;
  if (yy === 0) return 0;
  return (xy * xy) / (xx * yy) < 0.5 ? undefined : xy / xx;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Ten minutes, or the time of eight points where they are further apart. */
function rateWindow(points: readonly TrendPoint[]): number {
  const [last, before] = [points[points.length - 1], points[points.length - 9] ?? points[0]];
  return Math.max(600_000, last && before ? toMs(last.t) - toMs(before.t) : 0);
}

function lastRun(readings: Pick<Readings, "points" | "gaps">, windowMs: number): [number, number][] {
  const drawable = readings.points.filter(isDrawable);
  const end = drawable[drawable.length - 1];
  if (!end) return [];
  const broken = unknownSpans(readings);
  const from = Math.max(toMs(end.t) - windowMs, ...broken.filter((span) => span.to <= toMs(end.t)).map((span) => span.to));
  return drawable.filter((point) => toMs(point.t) >= from).map((point) => [toMs(point.t), point.last as number]);
}

/** Hours until the value meets a limit at the present rate; undefined when it moves away or stands still. */
export function hoursToLimit(value: number, rate: number | undefined, limit: number): number | undefined {
  if (rate === undefined || Math.abs(rate) < 1e-9) return undefined;
  const hours = (limit - value) / rate;
  return hours > 0 && hours <= 72 ? hours : undefined;
}
