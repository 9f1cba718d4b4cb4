import type { Pack } from "../../model/pack.ts";
import type { CaseStep, PackCase } from "../../model/packCase.ts";
import { doStep } from "./actions.ts";
import { CaseRun } from "./caseRun.ts";
import { compareThen } from "./compare.ts";
import { emptyCoverage, emptyTrace, type Coverage } from "./trace.ts";
import { instantOf } from "./world.ts";

/** How a case went. `failures` name the step (from 1) and what was different; empty means passed. */
export interface CaseResult {
  readonly id: string;
  readonly template: string;
  readonly failures: readonly CaseFailure[];
  readonly coverage: Coverage;
}

export interface CaseFailure {
  readonly step: number;
  readonly what: string;
}

/**
 * Plays a case on the real engine: forms, flows and alarms, on a clock that
 * moves from step to step while every timer goes off at its own time. Stops at
 * the first step that is not as written; never throws for what a case says.
 */
export function runCase(pack: Pack, one: PackCase): CaseResult {
  let run: CaseRun | undefined;
  let at = 0;
  const result = (failures: readonly CaseFailure[]): CaseResult => ({ id: one.id, template: one.template, failures, coverage: run?.coverage ?? emptyCoverage() });
  try {
    run = new CaseRun(pack, one);
    for (const step of one.when) {
      at += 1;
      const failures = playStep(run, step);
      if (failures.length > 0) return result(failures.map((what) => ({ step: at, what })));
    }
    return result([]);
  } catch (error) {
    return result([{ step: at, what: error instanceof Error ? error.message : String(error) }]);
  }
}

function playStep(run: CaseRun, step: CaseStep): readonly string[] {
  const at = instantOf(step.at, "at");
  if (at < run.clock.now) return [`at ${step.at} lies before the step before it`];
  run.trace = emptyTrace();
  run.moveTo(at);
  doStep(run, step);
  const failures = compareThen(run, step);
  // Only a refusal the case expects, check by check, counts as tried.
  if (failures.length === 0) for (const id of [...(step.then?.failing ?? []), ...(step.then?.warned ?? []), ...(step.then?.refused?.checks ?? [])]) run.coverage.refusals.add(id);
  return failures;
}
