import type { SampleValue } from "../../rules/sample.ts";
import { copyDrift, freshDrift, type DriftState } from "./drift.ts";
import { copyNoise, freshNoise, type NoiseState } from "./noiseFloor.ts";
import { copyJump, freshJump, type JumpState } from "./spike.ts";

/** What is remembered of a tag to judge its next sample. Plain data of bounded size; times in epoch ms of event time, −∞ for never. */
export interface HealthState {
  t: number; // newest sample taken in
  valueAt: number; // newest number
  value: number | null;
  sameSince: number; // since when the number has not changed
  sameCount: number; // samples that showed it
  anchor: SampleValue; // from where a movement is measured
  movedAt: number;
  restAt: number; // when it was last at rest
  jump: JumpState;
  noise: NoiseState | null;
  drift: DriftState | null;
}

export function freshHealth(): HealthState {
  return { t: -Infinity, valueAt: -Infinity, value: null, sameSince: -Infinity, sameCount: 0, anchor: null, movedAt: -Infinity, restAt: -Infinity, jump: freshJump(), noise: null, drift: null };
}

export function copyHealth(state: HealthState): HealthState {
  return { ...state, jump: copyJump(state.jump), noise: state.noise && copyNoise(state.noise), drift: state.drift && copyDrift(state.drift) };
}

export function noiseOf(state: HealthState): NoiseState {
  return (state.noise ??= freshNoise());
}

export function driftOf(state: HealthState): DriftState {
  return (state.drift ??= freshDrift());
}
