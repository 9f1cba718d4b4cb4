import { nearestRank } from "../../model/nearestRank.ts";
import type { Spread } from "./types.ts";

/** Median and 90th percentile by nearest rank: always values that occurred. Sorts `values`. */
export function spreadOf(values: number[]): Spread {
  values.sort((a, b) => a - b);
  return { medianMs: nearestRank(values, 50), p90Ms: nearestRank(values, 90) };
}
