/** How a set of figures lies; null figures where there are none. */
export interface Spread {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** The spread of figures in any order: each quantile is one of them (nearest rank). */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { n: sorted.length, median: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}
