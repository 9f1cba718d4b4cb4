import { noteConflict } from "../../rules/context.ts";
import type { QualityRank, Sample, SampleValue } from "../../rules/sample.ts";
import { copySlots } from "../../rules/node.ts";
import type { SlotState } from "../../rules/context.ts";
import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { ProcessRecord } from "../process/record.ts";
import { freshContext, type ProcessState } from "../process/state.ts";

/** JSON forms of the engine's memory. −∞ ("never") is written as null. */
export type PackedSample = readonly [ts: number, v: SampleValue, q: QualityRank, rx: number, flags: number];

export interface PackedInput {
  readonly now: readonly PackedSample[];
  readonly earlier: PackedSample | null;
  readonly fresh: boolean;
  readonly ring: readonly PackedSample[];
}

export interface PackedState {
  readonly t: number | null;
  readonly active: boolean;
  readonly runSince: number | null;
  readonly frozen: boolean;
  readonly suppressed: boolean;
  readonly calmSince: number | null;
  readonly gapAt: number | null;
  readonly inputs: readonly PackedInput[];
  readonly slots: readonly SlotState[];
}

export type PackedRecord = readonly [ts: number, input: number, sample: PackedSample | null];

export const packTime = (t: number): number | null => (Number.isFinite(t) ? t : null);
export const unpackTime = (t: number | null): number => t ?? -Infinity;

export function packSample(sample: Sample): PackedSample {
  return [sample.ts, sample.v, sample.q, sample.rx, sample.flags];
}

export function unpackSample([ts, v, q, rx, flags]: PackedSample): Sample {
  return { ts, v, q, rx, flags };
}

export function packState(state: ProcessState): PackedState {
  const { t, active, runSince, frozen, suppressed, calmSince, ctx } = state;
  const inputs = ctx.inputs.map((input) => ({ now: input.now.map(packSample), earlier: input.earlier && packSample(input.earlier), fresh: input.fresh, ring: input.ring.map(packSample) }));
  return { t: packTime(t), active, runSince, frozen, suppressed, calmSince, gapAt: packTime(ctx.gapAt), inputs, slots: copySlots(ctx.slots) };
}

export function unpackState(packed: PackedState, plan: ProcessPlan): ProcessState {
  const ctx = freshContext(plan);
  ctx.t = unpackTime(packed.t);
  ctx.gapAt = unpackTime(packed.gapAt);
  ctx.inputs = packed.inputs.map((input) => ({ now: input.now.map(unpackSample), earlier: input.earlier && unpackSample(input.earlier), fresh: input.fresh, ring: input.ring.map(unpackSample) }));
  noteConflict(ctx);
  ctx.slots = copySlots(packed.slots);
  const { active, runSince, frozen, suppressed, calmSince } = packed;
  return { t: unpackTime(packed.t), active, runSince, frozen, suppressed, calmSince, ctx };
}

export function packRecord(record: ProcessRecord): PackedRecord {
  return [record.ts, record.input, record.sample && packSample(record.sample)];
}

export function unpackRecord([ts, input, sample]: PackedRecord): ProcessRecord {
  return sample === null ? { ts, input: -1, sample } : { ts, input, sample: unpackSample(sample) };
}
