import type { Spread } from "./types.ts";

/** Median and 90th percentile by nearest rank: always values that occurred. Sorts `values`. */
export function spreadOf(values: number[]): Spread {
  values.sort((a, b) => a - b);
  return { medianMs: ranked(values, 50), p90Ms: ranked(values, 90) };
}

function ranked(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
}
