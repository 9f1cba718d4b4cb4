import { nearestRank } from "../../model/nearestRank.ts";

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
  return { n: sorted.length, median: nearestRank(sorted, 50), p90: nearestRank(sorted, 90), p95: nearestRank(sorted, 95), p99: nearestRank(sorted, 99) };
}
