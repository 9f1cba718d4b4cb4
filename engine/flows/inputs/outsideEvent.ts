import { atTheDoor, ignoredStep } from "../door.ts";
import type { FlowPlan } from "../plan/plan.ts";
import { drain, retryBlocked } from "../run/drain.ts";
import { beginRun, note, patch, type Run } from "../run/run.ts";
import { endChild } from "../run/subflows.ts";
import { endWait } from "../run/waiting.ts";
import type { FlowEnv, FlowInstance, FlowStep, OutsideEvent } from "../types.ts";

/**
 * A named event, or the end of a child. One nobody here waits for does
 * nothing; one that comes while the flow is suspended is stored.
 */
export function takeOutsideEvent(plan: FlowPlan, instance: FlowInstance, input: OutsideEvent, env: FlowEnv): FlowStep {
  if (instance.status === "ended" || !(instance.suspended || isAwaited(instance, input))) return ignoredStep(instance);
  return atTheDoor(instance, () => {
    const run = beginRun(plan, instance, env, null, input.type);
    if (instance.suspended) store(run, input);
    else deliver(run, input);
    drain(run);
    retryBlocked(run);
    return run;
  });
}

/** After a resume: what came meanwhile, in its order, each worked off before the next. */
export function deliverStored(run: Run): void {
  const { stored = [], ...rest } = run.instance;
  if (stored.length === 0) return;
  run.instance = rest;
  for (const event of stored) {
    deliver(run, event);
    drain(run);
  }
}

function isAwaited(instance: FlowInstance, input: OutsideEvent): boolean {
  return instance.visits.some((visit) => visit.state === "open" && (input.type === "event" ? meets(visit.waits, input) : visit.id === input.visit && visit.children?.some((one) => one.key === input.child && one.outcome === undefined)));
}

function meets(waits: { readonly event: string; readonly key: string } | undefined, input: Extract<OutsideEvent, { type: "event" }>): boolean {
  return waits !== undefined && waits.event === input.name && waits.key === input.key;
}

function deliver(run: Run, input: OutsideEvent): void {
  if (input.type === "child") return void endChild(run, input.visit, input.child, input.outcome);
  for (const visit of run.instance.visits) if (visit.state === "open" && meets(visit.waits, input)) endWait(run, visit.id, input.name);
}

function store(run: Run, input: OutsideEvent): void {
  patch(run, { stored: [...(run.instance.stored ?? []), input] });
  note(run, { command: "note", outcome: "stored", detail: input.type === "event" ? { event: input.name, key: input.key } : { child: input.child, visit: input.visit } });
}
