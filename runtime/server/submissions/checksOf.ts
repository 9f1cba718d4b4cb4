import { mayAct, Refusal, type CheckResult, type FlowDefinition, type FlowEnv, type FlowInstance } from "@safeloop/engine";
import type { Actor } from "../context.ts";

function eachOnce(results: readonly CheckResult[]): CheckResult[] {
  return [...new Map(results.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Of which event, else of the waiting steps: of everyone's, or of those that wait for the caller. */
export interface RefusalAsked {
  readonly event: string | undefined;
  readonly everyone: boolean;
}

/** The check results the engine itself would judge a life event, or the waiting tasks, by. */
export function checksOf(flow: FlowDefinition, instance: FlowInstance, actor: Actor, env: FlowEnv, { event, everyone }: RefusalAsked): CheckResult[] {
  const may = mayAct(flow, instance, actor.id, env, everyone || actor.permissions.has("instance.admin")); // only checks are taken from it, never what may be done
  if (event === undefined) return eachOnce(Object.values(may.tasks).flatMap((task) => task.checks));
  const found = may.events.find((one) => one.id === event);
  if (!found) throw new Refusal("LIFE_EVENT_UNKNOWN", { event: event.slice(0, 60) });
  return eachOnce(found.checks ?? []);
}
