import type { FlowDefinition } from "../model/flow.ts";
import type { FlowEnv, FlowInput, FlowInstance, FlowStep } from "./types.ts";

/** One step: a command of a person, a due timer, an event or an interlock. A refused step changes nothing. */
export function advanceFlow(_def: FlowDefinition, _instance: FlowInstance, _input: FlowInput, _env: FlowEnv): FlowStep {
  throw new Error("advanceFlow is being built");
}
