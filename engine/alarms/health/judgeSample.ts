import { sampleFlags, type QualityRank, type Sample } from "../../rules/sample.ts";
import { isDrifting } from "./drift.ts";
import type { HealthPlan } from "./healthPlan.ts";
import { driftOf, noiseOf, type HealthState } from "./healthState.ts";
import { follow, type Neighbours } from "./movement.ts";
import { noiseIsGone } from "./noiseFloor.ts";
import { endDoubt, judgeJump, type JumpVerdict } from "./spike.ts";
import { standsStill } from "./stuck.ts";

/** What a sample turned out to be, and what it tells of the one in doubt before it. */
export interface HealthVerdict {
  readonly flags: number; // of `sampleFlags`, to be added
  readonly before: JumpVerdict["before"];
}

const sound: HealthVerdict = { flags: 0, before: null };

/** Takes the next sample in time into the state of its tag and judges it. */
export function judgeSample(plan: HealthPlan, state: HealthState, sample: Sample, neighbours: Neighbours): HealthVerdict {
  const again = sample.ts === state.t; // another value for one instant: left to the conflict rule
  state.t = sample.ts;
  follow(plan, state, sample);
  if (!plan.numeric) return sound;
  const expired = endDoubt(state.jump, sample.ts);
  if (typeof sample.v !== "number" || again) return expired ? { flags: 0, before: "spike" } : sound;
  return judgeNumber(plan, state, sample, sample.v, neighbours, expired);
}

function judgeNumber(plan: HealthPlan, state: HealthState, { ts, q }: Sample, v: number, neighbours: Neighbours, expired: boolean): HealthVerdict {
  const jump = judgeJump(plan, state.jump, v, ts, q < 2);
  const neighbour = ts - state.valueAt <= plan.silentMs ? state.value : null;
  const still = standsStill(plan, state, v, ts, neighbours);
  const silent = plan.noise && q < 2 && noiseIsGone(noiseOf(state), plan.stuckMs, v, neighbour, ts);
  const drifts = isDrifting(plan, driftOf(state), v, neighbour, ts, q < 2 && !still && !silent && !jump.inDoubt, neighbours);
  state.value = v;
  state.valueAt = ts;
  const flags = (still || silent ? sampleFlags.stuck : 0) | (jump.inDoubt ? sampleFlags.suspect : 0) | (drifts ? sampleFlags.drift : 0);
  const before = expired ? "spike" : jump.before;
  return flags === 0 && before === null ? sound : { flags, before };
}

/** The sample with what was found: stuck, in doubt, spike and drift are bad; a gas that drifts is uncertain, it may raise and not clear (alarms.md 6). */
export function withFlags(plan: HealthPlan, sample: Sample, flags: number): Sample {
  if (flags === 0) return sample;
  const isUncertain = (flags & sampleFlags.drift) !== 0 && plan.drift?.uncertainOnly === true;
  const isBad = (flags & (isUncertain ? bad : bad | sampleFlags.drift)) !== 0;
  const q: QualityRank = isBad ? 2 : isUncertain && sample.q === 0 ? 1 : sample.q;
  return { ...sample, q, flags: sample.flags | flags };
}

const bad = sampleFlags.stuck | sampleFlags.suspect | sampleFlags.spike;
