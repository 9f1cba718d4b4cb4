import type { FlowDefinition } from "../model/flow.ts";
import type { FlowInstance, TaskState } from "./types.ts";

/** Every seat of every visit as a task; live ones are `open` or `waiting`. */
export function tasksOf(_def: FlowDefinition, _instance: FlowInstance): readonly TaskState[] {
  throw new Error("tasksOf is being built");
}
