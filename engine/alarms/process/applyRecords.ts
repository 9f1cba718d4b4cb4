import type { ProcessPlan } from "../../rules/compileRule.ts";
import { noteConflict, type InputPlan } from "../../rules/context.ts";
import type { InputState, Sample } from "../../rules/sample.ts";
import type { ProcessRecord } from "./record.ts";
import type { ProcessState } from "./state.ts";

/** Takes in every record of the instant `t`, from `from` on; returns the index of the first later one. */
export function applyRecords(plan: ProcessPlan, state: ProcessState, log: readonly ProcessRecord[], from: number, t: number): number {
  const { ctx } = state;
  if (ctx.inputs.length === 1) ctx.inputs[0]!.fresh = false;
  else for (const input of ctx.inputs) input.fresh = false;
  let at = from;
  for (let record = log[at]; record && record.ts === t; record = log[++at]) {
    if (record.sample === null) ctx.gapAt = t;
    else if (record.sample.ts < t) applyLateReport(plan.plans[record.input]!, ctx.inputs[record.input]!, record.sample);
    else applySample(plan.plans[record.input]!, ctx.inputs[record.input]!, record.sample);
  }
  if (ctx.conflict || at > from + 1) noteConflict(ctx); // two samples of one instant come as two records of it
  return at;
}

function applySample(plan: InputPlan, input: InputState, sample: Sample): void {
  if (input.fresh) input.now = [...input.now, sample]; // a second value at this instant: a conflict
  else {
    if (usable(input.now[0])) input.earlier = input.now[0]!;
    input.now = [sample];
    input.fresh = true;
  }
  if (plan.ringMs > 0) pushRing(input, sample, plan.ringMs);
}

/** A report whose own time is closed: windows count it where it belongs and it may be the latest, but nothing happens now. */
function applyLateReport(plan: InputPlan, input: InputState, sample: Sample): void {
  if (!input.now[0] || sample.ts > input.now[0].ts) input.now = [sample];
  if (plan.ringMs > 0) {
    input.ring.push(sample);
    input.ring.sort((a, b) => a.ts - b.ts);
  }
}

function usable(sample: Sample | undefined): boolean {
  return sample !== undefined && sample.q < 2;
}

// Keeps the samples of the window and the one before it, which is still held when the window begins.
function pushRing(input: InputState, sample: Sample, ringMs: number): void {
  input.ring.push(sample);
  let drop = 0;
  while (input.ring.length - drop > 2 && input.ring[drop + 1]!.ts <= sample.ts - ringMs) drop += 1;
  if (drop > 0) input.ring.splice(0, drop);
}
