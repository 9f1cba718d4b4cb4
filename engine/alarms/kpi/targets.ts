import type { Confidence } from "../../model/limit.ts";

/** One figure that an alarm system is held against, with where it comes from. */
export interface KpiTarget {
  readonly value: number;
  readonly source: string;
  readonly confidence: Confidence;
}

const guidance = "ANSI/ISA-18.2, EEMUA 191";

/** Targets of catalogue 5.4. ISA-18.2 (2016) no longer fixes daily figures, so they are targets, not limits. */
export const kpiTargets = {
  /** Announcements per operator per ten minutes. */
  rate: { value: 1, source: guidance, confidence: "read" },
  overDemanding: { value: 2, source: guidance, confidence: "known-verify" },
  flood: { opens: 10, closes: 5 },
  /** Share of the time spent in floods. */
  floodTime: { value: 0.01, source: guidance, confidence: "known-verify" },
  chattering: { value: 0, source: guidance, confidence: "known-verify" },
  /** Alarms active for more than a day. */
  stale: { value: 5, source: guidance, confidence: "known-verify" },
  /** Share of the ten busiest alarms in all announcements. */
  topTen: { value: 0.05, source: guidance, confidence: "known-verify" },
  falseShare: { value: 0.03, source: "product goal", confidence: "project" },
  /** Seconds from a sample to the stored alarm, 95 of 100. */
  latencyS: { value: 1, source: "product goal", confidence: "project" },
} as const satisfies { readonly [id: string]: KpiTarget | { readonly opens: number; readonly closes: number } };
