import type { FlowDefinition } from "../../model/flow.ts";
import type { I18nText } from "../../model/text.ts";
import type { FlowInstance } from "../types.ts";
import { validityTimers } from "./validUntil.ts";

export interface LifeTimerView {
  readonly id: string;
  readonly fires: string;
  readonly title: I18nText; // of the event it fires
  readonly dueAt: number;
  readonly validity: boolean; // this one ends the permit
}

/** Running life timers, soonest first. */
export function lifeTimersOf(def: FlowDefinition, instance: FlowInstance): readonly LifeTimerView[] {
  const timers = def.life?.states.flatMap((state) => state.timers ?? []) ?? [];
  const validity = validityTimers(def);
  return instance.timers
    .filter((one) => one.kind === "life")
    .flatMap((one) => {
      const timer = timers.find((t) => t.id === one.timer);
      const title = def.life?.events.find((event) => event.id === timer?.fires)?.title;
      return timer && title ? [{ id: timer.id, fires: timer.fires, title, dueAt: one.dueAt, validity: validity.has(timer.id) }] : [];
    })
    .sort((a, b) => a.dueAt - b.dueAt);
}
