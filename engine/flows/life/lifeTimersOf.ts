import type { FlowDefinition } from "../../model/flow.ts";
import type { FlowInstance } from "../types.ts";

export interface LifeTimerView { readonly id: string; readonly fires: string; readonly dueAt: number }

/** Running life timers, soonest first. */
export function lifeTimersOf(_def: FlowDefinition, _instance: FlowInstance): readonly LifeTimerView[] {
  throw new Error("lifeTimersOf is being built");
}
