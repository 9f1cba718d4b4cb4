import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { FlowDefinition } from "../model/flow.ts";
import { i18nTextSchema, issueSchema, type Refine } from "./common.ts";

export const bpmnImportBodySchema = {
  type: "object",
  properties: {
    xml: { type: "string", minLength: 1, description: "a BPMN 2.0 file" },
    process: { type: "string", maxLength: 200, description: "id of the process to read, where the file holds several; default the one with most flow nodes" },
  },
  required: ["xml"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /flows/import. */
export type BpmnImportBody = FromSchema<typeof bpmnImportBodySchema>;

const mappedSchema = {
  type: "object",
  properties: {
    element: { type: "string", description: "id in the file" },
    type: { type: "string" },
    name: { type: "string" },
    kind: { type: "string", description: "kind of node, `edge`, or `candidates` for a lane" },
    node: { type: "string", description: "id of the node or edge that stands for it" },
    needsSetting: i18nTextSchema,
    text: { type: "string", description: "what the file says and could not be read, e.g. a condition" },
  },
  required: ["element", "type", "kind", "node"],
  additionalProperties: false,
} as const satisfies JSONSchema;
const notMappedSchema = {
  type: "object",
  properties: { element: { type: "string" }, type: { type: "string" }, name: { type: "string" }, reasonZh: { type: "string" }, reasonEn: { type: "string" } },
  required: ["element", "type", "reasonZh", "reasonEn"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const bpmnImportedSchema = {
  type: "object",
  properties: {
    flow: { type: "object", description: "a proposal; nothing is stored" },
    process: { type: "string" },
    processes: { type: "array", items: { type: "string" }, description: "ids of every process in the file" },
    mapped: { type: "array", items: mappedSchema },
    notMapped: { type: "array", items: notMappedSchema },
    issues: { type: "array", items: issueSchema },
  },
  required: ["flow", "process", "processes", "mapped", "notMapped", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What POST /flows/import answers: every element of the file stands in `mapped` or in `notMapped`. */
export type BpmnImported = Refine<FromSchema<typeof bpmnImportedSchema>, { flow: FlowDefinition }>;

/** What became of an element of a BPMN file. */
export type BpmnMapped = FromSchema<typeof mappedSchema>;
/** An element nothing in the flow stands for, and why. */
export type BpmnNotMapped = FromSchema<typeof notMappedSchema>;
