import type { FlowDefinition } from "../model/flow.ts";
import { commandOf } from "./commands/registry.ts";
import type { CommandKind } from "./commands/ask.ts";
import { findTask } from "./commands/ask.ts";
import { gate } from "./commands/gate.ts";
import { atTheDoor, refusedStep } from "./door.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { drain, enterFlow, retryBlocked } from "./run/drain.ts";
import { beginRun, join, note, type Run, StepRefused } from "./run/run.ts";
import type { CommandInput, FlowEnv, FlowInstance, FlowStep, StartInput } from "./types.ts";

/**
 * Begins an instance at its `start` node; with `input.submit` submits it at
 * once, which may refuse (nothing then exists). Data and refusal checks are
 * those of the start node.
 */
export function startFlow(def: FlowDefinition, input: StartInput, env: FlowEnv): FlowStep {
  const plan = planOf(def);
  const empty = emptyInstance(isPlan(plan) ? plan.start : "", input, env);
  if (!isPlan(plan)) return refusedStep(empty, plan);
  return atTheDoor({ ...empty, definitionHash: plan.hash }, () => {
    const run = beginRun(plan, { ...empty, definitionHash: plan.hash }, env, input.initiator, "start");
    join(run, [input.initiator]);
    note(run, { command: "start", node: plan.start });
    enterFlow(run);
    drain(run);
    if (input.submit) submitStart(run, input);
    return run;
  });
}

function submitStart(run: Run, input: StartInput): void {
  const { id, submissionId, number, initiator, submit, parent, ...evidence } = input;
  const visit = run.instance.visits.find((one) => one.node === run.plan.start);
  const task = findTask(run, `${run.instance.id}:${visit?.id}:s1`);
  const asked: CommandInput = { type: "command", command: "submit", by: initiator, ...evidence };
  const ask = { view: run, input: asked, probe: false, admin: false, ...(task ? { task } : {}) };
  const kind = commandOf("submit") as CommandKind;
  const issues = gate(kind, ask);
  if (issues.some((one) => one.severity === "error")) throw new StepRefused(issues);
  kind.apply(run, ask);
  drain(run);
  retryBlocked(run);
}

function emptyInstance(start: string, input: StartInput, env: FlowEnv): FlowInstance {
  return {
    id: input.id, definitionHash: "", submissionId: input.submissionId, number: input.number, initiator: input.initiator, orgId: env.orgId,
    ...(input.parent ? { parent: input.parent } : {}), startedAt: env.now, status: "running", seq: 0, generation: 0, causes: [],
    tokens: { value: start, arrived: {}, chosen: {} },
    visits: [], trails: {}, repairs: [], timers: [], actsDone: [], participants: [],
  };
}
