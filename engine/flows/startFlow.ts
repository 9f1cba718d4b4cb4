import type { FlowDefinition } from "../model/flow.ts";
import type { FlowEnv, FlowStep, StartInput } from "./types.ts";

/** Begins an instance at its `start` node; with `input.submit` submits it at once. */
export function startFlow(_def: FlowDefinition, _input: StartInput, _env: FlowEnv): FlowStep {
  throw new Error("startFlow is being built");
}
