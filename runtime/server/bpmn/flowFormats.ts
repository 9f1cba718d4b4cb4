import type { FlowDefinition } from "@safeloop/engine";
import { exportBpmn } from "./exportBpmn.ts";
import { exportMachine } from "./machineJson.ts";

interface FlowFormat {
  readonly type: string; // media type
  readonly ending: string; // of the file
  write(flow: FlowDefinition): Promise<string>;
}

/** The forms a flow can be taken out in; a new one is an entry here. */
export const flowFormats = {
  bpmn: { type: "application/xml; charset=utf-8", ending: "bpmn", write: exportBpmn },
  xstate: { type: "application/json; charset=utf-8", ending: "machine.json", write: async (flow) => exportMachine(flow) },
} as const satisfies { readonly [as: string]: FlowFormat };

export type FlowFormatName = keyof typeof flowFormats;
