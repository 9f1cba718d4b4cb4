import type { InputState, Sample } from "./sample.ts";
import type { Tag } from "../model/tag.ts";

/** Raising takes what might be danger; clearing takes only what is surely calm (alarms.md 2). */
export type Mode = "raise" | "clear";

/** Fixed facts about one input of a process, all in the tag's unit and in ms. */
export interface InputPlan {
  readonly tag: Tag;
  readonly holdRaiseMs: number;
  readonly holdClearMs: number;
  readonly eventHoldMs: number;
  readonly isEvent: boolean; // it ends with its hold
  readonly ringMs: number; // 0: no window
  readonly highIsDanger: boolean;
}

/** Memory of an operator that looks back (`lastN`, `kOfN` within). Plain data, so that it can be saved. */
export interface SlotState {
  marks: number[];
}

/** What a condition is judged against. One object per process, reused for every judgement. */
export interface JudgeContext {
  mode: Mode;
  t: number;
  self: number; // index of the input that `value[]` means: the key's own tag, or a member of a set
  gapAt: number; // values from this instant or before are no evidence of calm; -Infinity when there is none
  readonly raiseOnly: boolean; // uncertain values may raise
  readonly plans: readonly InputPlan[];
  inputs: InputState[];
  conflict: boolean; // some input stands on more than one sample; kept by whoever changes inputs, so that judging need not look
  slots: SlotState[];
  /** Chosen alternative of each conflicting input; 0 unless there is a conflict. */
  choice: number[];
}

/** Finds out anew whether inputs are in conflict. */
export function noteConflict(ctx: JudgeContext): void {
  ctx.conflict = false;
  for (const input of ctx.inputs) if (input.now.length > 1) ctx.conflict = true;
}

/** A value of the condition language; `undefined` is unknown. */
export type Value = number | string | boolean | undefined;

/** The sample an input stands on, by the present choice. */
export function currentSample(ctx: JudgeContext, index: number): Sample | undefined {
  const samples = ctx.inputs[index]?.now;
  return samples?.[ctx.choice[index] ?? 0] ?? samples?.[0];
}
