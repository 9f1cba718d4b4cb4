import type { LifeEvent } from "../../model/flow.ts";
import { atTheDoor, ignoredStep } from "../door.ts";
import { fireLifeEvent, takesEvent } from "../life/moveLife.ts";
import { notices } from "../notices.ts";
import type { FlowPlan } from "../plan/plan.ts";
import { drain } from "../run/drain.ts";
import { beginRun, note, patch, type Run, tell } from "../run/run.ts";
import { addCause, suspendFlow } from "../run/suspension.ts";
import type { FlowEnv, FlowInput, FlowInstance, FlowStep, StopCause } from "../types.ts";

type Interlock = Extract<FlowInput, { type: "interlock" }>;

/**
 * Something outside stops the work: an alarm, weather, a certificate, an
 * emergency. With a life, the event naming the cause fires where the state
 * takes it; whether or not it does, the cause is kept and nothing goes live
 * before it is over. Without a life the flow itself is suspended.
 */
export function takeInterlock(plan: FlowPlan, instance: FlowInstance, input: Interlock, env: FlowEnv): FlowStep {
  const named = plan.def.life?.events.filter((event) => isFor(event, input.cause)) ?? [];
  const known = instance.causes.some((one) => one.id === input.causeId);
  if (instance.status === "ended" || known || (plan.def.life && named.length === 0)) return ignoredStep(instance);
  return atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, "interlock");
    const cause: StopCause = { id: input.causeId, cause: input.cause, reason: input.reason, at: env.now };
    if (plan.def.life) stopLife(run, named, cause);
    else suspendFlow(run, cause);
    drain(run);
    return run;
  });
}

/** A cause is over. Nothing resumes by itself: a person does, once no cause is left. */
export function takeInterlockOver(plan: FlowPlan, instance: FlowInstance, causeId: string, env: FlowEnv): FlowStep {
  const cause = instance.causes.find((one) => one.id === causeId);
  if (instance.status === "ended" || !cause) return ignoredStep(instance);
  return atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, "interlockOver");
    patch(run, { causes: instance.causes.filter((one) => one.id !== causeId) });
    note(run, { command: "interlockOver", detail: { cause: cause.cause, causeId, left: run.instance.causes.length } });
    tell(run, run.instance.participants, "flow.causeOver", notices.causeOver(instance.number, cause.reason, run.instance.causes.length));
    return run;
  });
}

function stopLife(run: Run, named: readonly LifeEvent[], cause: StopCause): void {
  addCause(run, cause);
  note(run, { command: "interlock", comment: cause.reason.zh, detail: { cause: cause.cause, causeId: cause.id } });
  const event = named.find((one) => takesEvent(run, one.id));
  if (event) return fireLifeEvent(run, event, { cause: cause.cause, causeId: cause.id });
  note(run, { command: "note", outcome: "interlockSkipped", detail: { cause: cause.cause, state: run.instance.life?.state ?? "approving" } });
  tell(run, run.instance.participants, "flow.causeHeld", notices.causeHeld(run.instance.number, cause.reason));
}

/** An interlock event names its causes; without any it is for the cause of its own name. */
function isFor(event: LifeEvent, cause: string): boolean {
  return event.by === "interlock" && (event.interlock ? event.interlock.causes.includes(cause) : event.id === cause);
}
