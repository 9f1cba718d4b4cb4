import type { Confidence } from "../../model/limit.ts";
import type { Priority } from "../../model/rule.ts";

interface Sourced {
  readonly source: string;
  readonly confidence: Confidence;
}

/** How long notices of one kind are gathered before they go out as one, ms; P1 is never gathered. */
export const gatherMs: Sourced & { readonly of: { readonly [p in Priority]: number }; readonly update: number } = {
  of: { P1: 0, P2: 2_000, P3: 10_000, P4: 10_000 },
  update: 60_000, // least time between two notices of one group
  source: "alarms 8", confidence: "project",
};

/**
 * What a person may get beside P1, in any window: notices of their own by
 * priority, and digests spaced so that both together stay at `most`.
 */
export const noticeBudget: Sourced & { readonly windowMs: number; readonly most: number; readonly own: { readonly [p in Priority]: number }; readonly digestEveryMs: number } = {
  windowMs: 600_000, most: 10,
  own: { P1: Number.POSITIVE_INFINITY, P2: 5, P3: 3, P4: 3 },
  digestEveryMs: 120_000,
  source: "alarms 8, robustness F14", confidence: "project",
};

/** Longest silence, ms. */
export const maxSilenceMs = 24 * 3_600_000;

/** A siren, a call or a text is for what is happening: later than this it goes out only while the alarm is still active (alarms 8). */
export const liveMs = 5 * 60_000;

/** How often a notice is looked at whose hold has no end by the clock. */
export const lookAgainMs = 1_000;
