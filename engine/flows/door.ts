import { issue, type Issue } from "../issues/issue.ts";
import type { Run } from "./run/run.ts";
import { StepRefused } from "./run/run.ts";
import type { FlowInstance, FlowStep } from "./types.ts";

/** Runs a step: what it made, or, when it refused or met an inconsistency, the old instance with the reason. */
export function atTheDoor(old: FlowInstance, step: () => Run): FlowStep {
  try {
    const run = step();
    return { instance: run.instance, effects: run.effects, history: run.history, writes: { ...run.writes }, issues: [] };
  } catch (fault) {
    if (fault instanceof StepRefused) return refusedStep(old, fault.issues);
    return refusedStep(old, [issue("FLOW_INTERNAL", "", { what: fault instanceof Error ? fault.message : String(fault) })]);
  }
}

/** A step that changed nothing, and why. */
export function refusedStep(old: FlowInstance, issues: readonly Issue[]): FlowStep {
  return { instance: old, effects: [], history: [], writes: {}, issues };
}

/** An event that came too late or concerns nothing here: accepted, without effect. */
export function ignoredStep(old: FlowInstance): FlowStep {
  return { instance: old, effects: [], history: [], writes: {}, issues: [], ignored: true };
}
