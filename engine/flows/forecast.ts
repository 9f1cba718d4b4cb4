import type { FlowDefinition } from "../model/flow.ts";
import type { FlowEnv, FlowInstance, ForecastStep } from "./types.ts";

/** The remaining path with names, for an instance or an unsent form (`null`; the initiator is `env.ctx.initiator`). */
export function forecast(_def: FlowDefinition, _instance: FlowInstance | null, _env: FlowEnv): readonly ForecastStep[] {
  throw new Error("forecast is being built");
}
