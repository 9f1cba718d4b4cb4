import type { AlarmView } from "../api/types.ts";
import type { Span } from "../charts/trendData.ts";

const hour = 3_600_000;

/** The spans offered; each ends now and moves on. */
export const ranges: { readonly [name: string]: number } = { "1h": hour, "8h": 8 * hour, "24h": 24 * hour, "7d": 168 * hour, "30d": 720 * hour };
export const defaultRange = "24h";

export interface TrendSpan extends Span {
  /** Ends now and moves on; false for a span chosen by hand. */
  readonly isLive: boolean;
  readonly name: string;
}

/** The span the address asks for: `range=8h`, or `from` and `to` (ISO-8601). What makes no sense is the default span. */
export function trendSpanOf(search: { readonly range: string; readonly from: string; readonly to: string }, now: number): TrendSpan {
  const [from, to] = [Date.parse(search.from), Date.parse(search.to)];
  if (Number.isFinite(from) && Number.isFinite(to) && to > from) return { from, to, isLive: false, name: "" };
  const name = Object.hasOwn(ranges, search.range) ? search.range : defaultRange;
  const length = ranges[name] as number;
  // A live span moves in steps, so that a day is not read anew every second.
  const step = Math.max(5_000, Math.min(60_000, length / 1_000));
  const end = Math.floor(now / step) * step;
  return { from: end - length, to: end, isLive: true, name };
}

/** Whether the condition was there at some time of the span; one that is still there reaches to its end. */
export function isWithin(alarm: Pick<AlarmView, "raisedAt" | "clearedAt">, span: Span): boolean {
  const end = alarm.clearedAt ? Date.parse(alarm.clearedAt) : Number.POSITIVE_INFINITY;
  return Date.parse(alarm.raisedAt) <= span.to && end >= span.from;
}
