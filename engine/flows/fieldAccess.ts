import type { FieldAccessMap, FlowDefinition } from "../model/flow.ts";
import type { FlowEnv, FlowInstance } from "./types.ts";

/** What a person may see and write now, one entry per field x-id. */
export function fieldAccess(_def: FlowDefinition, _instance: FlowInstance, _personId: string, _env: FlowEnv): FieldAccessMap {
  throw new Error("fieldAccess is being built");
}

/** Access while giving a life event: the sections its form names are editable. */
export function eventFieldAccess(_def: FlowDefinition, _event: string, _env: FlowEnv): FieldAccessMap {
  throw new Error("eventFieldAccess is being built");
}
