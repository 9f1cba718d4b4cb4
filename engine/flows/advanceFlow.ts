import { issue } from "../issues/issue.ts";
import type { FlowDefinition } from "../model/flow.ts";
import { askOf } from "./commands/askOf.ts";
import { gate } from "./commands/gate.ts";
import { commandOf } from "./commands/registry.ts";
import { atTheDoor, refusedStep } from "./door.ts";
import { takeInterlock, takeInterlockOver } from "./inputs/interlock.ts";
import { takeOutsideEvent } from "./inputs/outsideEvent.ts";
import { takeParent } from "./inputs/parent.ts";
import { takeTimer } from "./inputs/timer.ts";
import { isPlan, planOf, type FlowPlan } from "./plan/plan.ts";
import { drain, retryBlocked } from "./run/drain.ts";
import { beginRun, StepRefused } from "./run/run.ts";
import type { CommandInput, FlowEnv, FlowInput, FlowInstance, FlowStep } from "./types.ts";

/**
 * One step: a command of a person, a due timer, an event or an interlock. A
 * refused step gives the old instance and the reasons, and changes nothing.
 */
export function advanceFlow(def: FlowDefinition, instance: FlowInstance, input: FlowInput, env: FlowEnv): FlowStep {
  const plan = planOf(def);
  if (!isPlan(plan)) return refusedStep(instance, plan);
  if (plan.hash !== instance.definitionHash) return refusedStep(instance, [issue("FLOW_DEFINITION_CHANGED", "", { instance: instance.id })]);
  switch (input.type) {
    case "command": return takeCommand(plan, instance, input, env);
    case "timer": return takeTimer(plan, instance, input, env);
    case "interlock": return takeInterlock(plan, instance, input, env);
    case "interlockOver": return takeInterlockOver(plan, instance, input.causeId, env);
    case "event": case "child": return takeOutsideEvent(plan, instance, input, env);
    case "parent": return takeParent(plan, instance, input, env);
  }
}

function takeCommand(plan: FlowPlan, instance: FlowInstance, input: CommandInput, env: FlowEnv): FlowStep {
  const kind = commandOf(input.command);
  if (!kind) return refusedStep(instance, [issue("COMMAND_UNKNOWN", "", { command: String(input.command) })]);
  const ask = askOf({ plan, instance, env, answers: env.answers }, kind, input, false);
  return atTheDoor(instance, () => {
    const issues = gate(kind, ask);
    if (issues.some((one) => one.severity === "error")) throw new StepRefused(issues);
    const run = beginRun(plan, instance, env, input.by, input.command);
    kind.apply(run, ask);
    drain(run);
    retryBlocked(run);
    return run;
  });
}
