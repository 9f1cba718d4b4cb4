import type { FlowDefinition } from "../model/flow.ts";
import type { FlowEnv, FlowInstance, MayAct } from "./types.ts";

/** What this person may do now and why not, from the same checks a command goes through. `admin`: holds instance.admin. */
export function mayAct(_def: FlowDefinition, _instance: FlowInstance, _personId: string, _env: FlowEnv, _admin = false): MayAct {
  throw new Error("mayAct is being built");
}
