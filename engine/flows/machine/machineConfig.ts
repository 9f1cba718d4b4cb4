import type { Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { JsonObject } from "../../model/json.ts";
import { isPlan, planOf } from "../plan/plan.ts";

/** The compiled flow as an XState machine config in JSON, guards and actions by name; Issues when the flow cannot run. Never throws. */
export function machineConfig(def: FlowDefinition): { readonly config: JsonObject } | { readonly issues: readonly Issue[] } {
  const plan = planOf(def);
  if (!isPlan(plan)) return { issues: plan };
  return { config: JSON.parse(JSON.stringify(plan.machine.machine.config)) as JsonObject };
}
