import type { JsonObject } from "../model/json.ts";

/** What a measured point can be worth. An event or position is an object. */
export type SampleValue = number | string | boolean | JsonObject | null;

/** Quality as an ordinal, for the hot path: 0 good, 1 uncertain, 2 bad. */
export type QualityRank = 0 | 1 | 2;

/** One judged reading. Immutable and shared by every process that reads the tag. Times are epoch ms. */
export interface Sample {
  readonly ts: number; // event time (`tsEff`)
  readonly v: SampleValue;
  readonly q: QualityRank;
  readonly rx: number; // receivedAt
  readonly flags: number; // bits of `sampleFlags`
}

/** Up to 128 they are found on the reading itself and logged with it, in one byte; from 256 on, and `stuck` and `clock`, they are judged from other readings and never logged. */
export const sampleFlags = { over: 1, under: 2, badValue: 4, clockAhead: 8, stuck: 16, clock: 32, wire: 64, suspect: 256, spike: 512, drift: 1024 } as const;

/** What a process knows of one input at its present instant. Mutable; copied with `copyInput`. */
export interface InputState {
  now: readonly Sample[]; // samples of the newest instant; more than one is a conflict
  earlier: Sample | null; // the sample held before `now`, for prev
  fresh: boolean; // a sample came at this very instant
  ring: Sample[]; // samples of the longest window, plus one before it
}

export function emptyInput(): InputState {
  return { now: [], earlier: null, fresh: false, ring: [] };
}

export function copyInput(input: InputState): InputState {
  return { ...input, ring: input.ring.slice() };
}
