import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { JsonObject } from "../model/json.ts";
import type { PackCase } from "../model/packCase.ts";
import { personRefSchema, type Refine } from "./common.ts";

/** How many own cases a flow may have. */
export const flowCasesMax = 200;

export const flowCaseParamsSchema = {
  type: "object",
  properties: { id: { type: "string", minLength: 1, maxLength: 80 }, case: { type: "string", minLength: 1, maxLength: 80 } },
  required: ["id", "case"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const flowCaseSchema = {
  type: "object",
  properties: { id: { type: "string" }, title: { type: "string" }, steps: { type: "integer" }, at: { type: "string" }, by: personRefSchema, case: { type: "object", description: "the case, as packs ship them" } },
  required: ["id", "title", "steps", "at", "by", "case"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A kept run of a flow: what happens when, and what must hold after each step. */
export type FlowCaseView = Refine<FromSchema<typeof flowCaseSchema>, { case: PackCase }>;

export const flowCasesSchema = { type: "object", properties: { items: { type: "array", items: flowCaseSchema } }, required: ["items"], additionalProperties: false } as const satisfies JSONSchema;
export type FlowCasesView = { items: FlowCaseView[] };

export const flowCaseBodySchema = { type: "object", properties: { case: { type: "object", description: "as POST /flows/simulate answers it" } }, required: ["case"], additionalProperties: false } as const satisfies JSONSchema;
export interface FlowCaseBody {
  readonly case: JsonObject;
}

export const flowCaseRunBodySchema = { type: "object", properties: { flow: { type: "object", description: "the definition to play them against; default the draft, else what is published" } }, additionalProperties: false } as const satisfies JSONSchema;
export interface FlowCaseRunBody {
  readonly flow?: JsonObject;
}

export const flowCaseRunSchema = {
  type: "object",
  properties: {
    results: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: { type: "string" }, title: { type: "string" }, passed: { type: "boolean" },
          failures: { type: "array", items: { type: "object", properties: { step: { type: "integer", description: "from 1" }, what: { type: "string" } }, required: ["step", "what"], additionalProperties: false } },
        },
        required: ["id", "title", "passed", "failures"],
        additionalProperties: false,
      },
    },
  },
  required: ["results"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** How the own cases of a flow went against a definition of it. */
export type FlowCaseRun = FromSchema<typeof flowCaseRunSchema>;
