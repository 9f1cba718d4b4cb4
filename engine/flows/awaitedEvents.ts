import type { FlowDefinition } from "../model/flow.ts";
import { atTheDoor } from "./door.ts";
import { deliverStored } from "./inputs/outsideEvent.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { drain } from "./run/drain.ts";
import { beginRun } from "./run/run.ts";
import { resumeFlow } from "./run/suspension.ts";
import type { FlowEnv, FlowInstance, VisitId } from "./types.ts";

/** An event that a visit waits for. */
export interface AwaitedEvent {
  readonly visit: VisitId;
  readonly event: string;
  readonly key: string;
}

/** What the open waits of an instance wait for. */
export function awaitedEvents({ visits }: FlowInstance): readonly AwaitedEvent[] {
  return visits.flatMap((visit) => (visit.state === "open" && visit.waits ? [{ visit: visit.id, ...visit.waits }] : []));
}

/**
 * What a suspended flow would wait for had everything stored reached it
 * already: another event for a wait that a stored one ends is of no use, one
 * for the wait behind it is. Where a resume would be refused, what is open now.
 */
export function awaitedOnResume(def: FlowDefinition, instance: FlowInstance, env: FlowEnv): readonly AwaitedEvent[] {
  const plan = planOf(def);
  if (!isPlan(plan)) throw new Error(`the flow ${def.id} of instance ${instance.id} cannot run`);
  const resumed = atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, "resume");
    resumeFlow(run);
    deliverStored(run);
    drain(run); // blocked visits are left alone: a resume tries them only after what is stored
    return run;
  });
  return awaitedEvents(resumed.instance);
}
