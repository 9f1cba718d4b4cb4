import type { FlowDefinition, LifeState } from "../../model/flow.ts";
import type { FlowInstance } from "../types.ts";

/** The state of a life with this id. */
export function lifeStateOf(def: FlowDefinition, id: string): LifeState | undefined {
  return def.life?.states.find((one) => one.id === id);
}

/** Ids of the timers that end the life and run in a live state: the validity of the permit. */
export function validityTimers(def: FlowDefinition): ReadonlySet<string> {
  const life = def.life;
  if (!life) return new Set();
  const ends = new Set(life.events.filter((event) => lifeStateOf(def, event.to)?.final).map((event) => event.id));
  const isLive = (id: string): boolean => lifeStateOf(def, id)?.tone === "live";
  return new Set(life.states.flatMap((state) => state.timers ?? []).filter((timer) => ends.has(timer.fires) && timer.whileIn.some(isLive)).map((timer) => timer.id));
}

/** When the permit runs out, epoch ms; undefined while no validity timer runs. */
export function validUntil(def: FlowDefinition, instance: FlowInstance): number | undefined {
  const validity = validityTimers(def);
  const dues = instance.timers.filter((timer) => timer.kind === "life" && validity.has(timer.timer ?? "")).map((timer) => timer.dueAt);
  return dues.length === 0 ? undefined : Math.min(...dues);
}
