import { evaluateForm, formOf } from "../../forms/index.ts";
import { isClean, issue, type Issue } from "../../issues/issue.ts";
import { startFlow } from "../startFlow.ts";
import type { FlowInstance } from "../types.ts";
import { simulatedIds } from "./limits.ts";
import { answersAfter, Playing } from "./playing.ts";
import { simulatedEnv } from "./simulatedEnv.ts";
import { quietLine, stepLine } from "./stepLine.ts";
import type { Simulation, SimulationSetup } from "./types.ts";

/**
 * Begins a run on sample data at the first step of the flow, which the
 * initiator has yet to submit. Where it cannot begin, `begun` is false and the
 * first step of the log says why; the door never throws.
 */
export function beginSimulation(setup: SimulationSetup): Simulation {
  const sample = sampleOf(setup);
  if ("issues" in sample) return notBegun(setup, sample.issues);
  const { instance: id, submission: submissionId, number } = simulatedIds;
  const step = startFlow(setup.flow, { id, submissionId, number, initiator: setup.initiator }, simulatedEnv({ setup, now: setup.now, answers: sample.answers }));
  if (!isClean(step.issues)) return notBegun(setup, step.issues);
  const begun: Simulation = {
    setup, begun: true, acts: [], now: setup.now, actor: setup.initiator, answers: answersAfter(sample.answers, step.writes), instance: step.instance,
    log: [stepLine({ setup, now: setup.now }, 0, undefined, step)],
  };
  const play = new Playing(begun, 0);
  play.settle();
  return play.result([]);
}

/** The sample with what the form computes from it, or why there is none. */
function sampleOf(setup: SimulationSetup): Pick<Simulation, "answers"> | { readonly issues: readonly Issue[] } {
  if (!isInstant(setup.now)) return { issues: [issue("SIMULATION_TIME", "/now", { at: String(setup.now) })] };
  if (setup.directory.person(setup.initiator)?.status !== "active") return { issues: [issue("SIMULATION_PERSON", "/initiator", { person: setup.initiator })] };
  try {
    const { ctx } = simulatedEnv({ setup, now: setup.now, answers: setup.answers });
    return { answers: evaluateForm(formOf(setup.form), setup.answers, ctx).answers };
  } catch (fault) {
    return { issues: [issue("SIMULATION_FORM", "/form", { what: fault instanceof Error ? fault.message : String(fault) })] };
  }
}

/** A day ECMAScript can name, with ten years of room. */
function isInstant(at: number): boolean {
  return Number.isInteger(at) && Math.abs(at) < 8.6e15 - 4e11;
}

function notBegun(setup: SimulationSetup, issues: readonly Issue[]): Simulation {
  const instance = nothingYet(setup);
  return { setup, begun: false, acts: [], now: setup.now, actor: setup.initiator, answers: setup.answers, instance, log: [quietLine(0, { setup, now: setup.now, instance }, issues)] };
}

function nothingYet({ initiator, now }: SimulationSetup): FlowInstance {
  return {
    id: simulatedIds.instance, definitionHash: "", submissionId: simulatedIds.submission, number: simulatedIds.number, initiator, orgId: "", startedAt: now,
    status: "running", seq: 0, generation: 0, causes: [], tokens: { value: null, arrived: {}, chosen: {} },
    visits: [], trails: {}, repairs: [], timers: [], actsDone: [], participants: [],
  };
}
