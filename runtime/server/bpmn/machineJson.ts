import { type FlowDefinition, machineConfig, Refusal } from "@safeloop/engine";

/** The compiled XState machine config of a flow as JSON text, guards and actions by name. Refuses a flow that cannot run, with its Issues. */
export function exportMachine(flow: FlowDefinition): string {
  const made = machineConfig(flow);
  if ("issues" in made) throw new Refusal("DEF_INVALID", { id: flow.id, count: made.issues.length }, made.issues);
  return `${JSON.stringify(made.config, null, 2)}\n`;
}
