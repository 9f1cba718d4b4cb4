import { extremesOf, lineOf, type LinePoint, type Readings, type Span } from "./trendData.ts";

/** SVG paths of a small trend in a box of 1000 × 100, one per unbroken run: a gap stays a gap. */
export function overviewPath(readings: Readings, span: Span): string {
  const extremes = extremesOf(readings.points);
  if (!extremes || span.to <= span.from) return "";
  const height = extremes.max - extremes.min || 1;
  const place = ([t, value]: LinePoint): string =>
    `${(((t - span.from) / (span.to - span.from)) * 1000).toFixed(1)} ${(94 - (((value as number) - extremes.min) / height) * 88).toFixed(1)}`;
  let path = "";
  let isBroken = true;
  for (const point of lineOf(readings)) {
    if (point[1] === null) isBroken = true;
    else {
      path += `${isBroken ? "M" : "L"}${place(point)}`;
      isBroken = false;
    }
  }
  return path;
}

/** Moves a span by a quarter of its length, not past `latest`. */
export function panSpan(span: Span, step: 1 | -1, latest: number): Span {
  const by = ((span.to - span.from) / 4) * step;
  const to = Math.min(span.to + by, latest);
  return { from: to - (span.to - span.from), to };
}

/** Zooms around the middle: half the length in, double out; between a minute and 31 days. */
export function zoomSpan(span: Span, step: 1 | -1, latest: number): Span {
  const length = Math.min(31 * 86_400_000, Math.max(60_000, (span.to - span.from) * (step === 1 ? 0.5 : 2)));
  const middle = (span.from + span.to) / 2;
  const to = Math.min(middle + length / 2, latest);
  return { from: to - length, to };
}
