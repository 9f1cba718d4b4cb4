import type { Ask } from "./ask.ts";
import { takesEvent } from "../life/moveLife.ts";

/** True while the token stands at `start`. */
export function isAtStart({ view }: Ask): boolean {
  return view.instance.visits.some((visit) => visit.node === view.plan.start && visit.state === "open");
}

/** Ids of the life events the present state takes. */
export function lifeEventsHere({ view }: Ask): string[] {
  return (view.plan.def.life?.events ?? []).filter((event) => takesEvent(view, event.id) && Array.isArray(event.by)).map((event) => event.id);
}
