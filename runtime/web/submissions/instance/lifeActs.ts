import type { FlowDefinition, LifeEventView, LifeState } from "@safeloop/engine";

type Flow = FlowDefinition | null | undefined;

/** The state an event leads to; undefined while the flow is unknown. */
export function stateAfter(event: Pick<LifeEventView, "id">, flow: Flow): LifeState | undefined {
  const to = flow?.life?.events.find((one) => one.id === event.id)?.to;
  return flow?.life?.states.find((state) => state.id === to);
}

/** True for an event that ends the life for nothing: revoked or cancelled. There is no way back from it. */
export function isDestructive(event: Pick<LifeEventView, "id">, flow: Flow): boolean {
  return stateAfter(event, flow)?.tone === "void";
}

/** The one act offered as the next step: the first allowed that destroys nothing. None while the flow, and so what an act leads to, is unknown. */
export function primaryEvent(events: readonly LifeEventView[], flow: Flow): string | undefined {
  return flow ? events.find((event) => event.allowed && !isDestructive(event, flow))?.id : undefined;
}
