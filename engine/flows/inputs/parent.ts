import { atTheDoor, ignoredStep } from "../door.ts";
import type { FlowPlan } from "../plan/plan.ts";
import { drain } from "../run/drain.ts";
import { endInstance } from "../run/endInstance.ts";
import { beginRun, note, patch } from "../run/run.ts";
import { resumeFlow, suspendFlow } from "../run/suspension.ts";
import type { FlowEnv, FlowInput, FlowInstance, FlowStep } from "../types.ts";
import { deliverStored } from "./outsideEvent.ts";

type FromParent = Extract<FlowInput, { type: "parent" }>;

/**
 * The flow that started this one ends, suspends or resumes it. Only what came
 * from above is lifted from above: other causes go on holding.
 */
export function takeParent(plan: FlowPlan, instance: FlowInstance, input: FromParent, env: FlowEnv): FlowStep {
  const cause = `parent:${input.visit}`;
  const known = instance.causes.some((one) => one.id === cause);
  if (instance.status === "ended" || instance.parent?.visit !== input.visit || (input.do === "suspend" && known) || (input.do === "resume" && !known)) return ignoredStep(instance);
  return atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, input.do === "end" ? "terminate" : input.do);
    if (input.do === "end") {
      note(run, { command: "terminate", comment: input.reason.zh, detail: { parent: instance.parent?.instance ?? "" } });
      endInstance(run, "terminated");
    } else if (input.do === "suspend") suspendFlow(run, { id: cause, cause: "parent", reason: input.reason, at: env.now });
    else if (instance.causes.length > 1) patch(run, { causes: instance.causes.filter((one) => one.id !== cause) });
    else {
      resumeFlow(run);
      deliverStored(run);
    }
    drain(run);
    return run;
  });
}
