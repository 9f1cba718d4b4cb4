import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema } from "./common.ts";

const instant = { type: "string", format: "date-time" } as const;
const count = { type: "integer", minimum: 0 } as const;
const share = { type: "number", minimum: 0, maximum: 1 } as const;
const ms = { type: ["integer", "null"], description: "milliseconds, by nearest rank; null when nothing was completed" } as const satisfies JSONSchema;
const step = { node: { type: "string" }, title: i18nTextSchema } as const;

/** How many instances one report may read. */
export const reportMaxInstances = 20_000;

export const flowReportQuerySchema = {
  type: "object",
  properties: { from: { ...instant, description: "only instances started at this instant or later" }, to: { ...instant, description: "only instances started before this instant" } },
} as const satisfies JSONSchema;

const countOf = (description: string) => ({ type: "object", description, properties: { count, of: count }, required: ["count", "of"], additionalProperties: false }) as const;

const variantSchema = {
  type: "object",
  properties: {
    steps: { type: "array", items: { type: "object", properties: step, required: ["node", "title"], additionalProperties: false } },
    count,
    share: { ...share, description: "of the ended instances" },
  },
  required: ["steps", "count", "share"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const stepSchema = {
  type: "object",
  properties: {
    ...step,
    kind: { enum: ["start", "fill", "approval", "life"] },
    visits: { ...count, description: "completed" },
    open: count,
    superseded: { ...count, description: "cut short, or completed and cut out of the walk by a later return" },
    medianMs: ms,
    p90Ms: ms,
    totalMs: { ...count, description: "of the completed visits, by the clock" },
    overdue: countOf("visits that stood open past their due date, of those with one"),
  },
  required: ["node", "title", "kind", "visits", "open", "superseded", "medianMs", "p90Ms", "totalMs", "overdue"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const bottleneckSchema = {
  type: "object",
  properties: { ...step, totalMs: count, share: { ...share, description: "of the time of all steps" } },
  required: ["node", "title", "totalMs", "share"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const flowReportSchema = {
  type: "object",
  properties: {
    flowId: { type: "string" },
    at: { type: "string", description: "when it was made; what is open is judged at this instant" },
    instances: count,
    ended: count,
    duration: { type: "object", description: "of ended instances, from start to end", properties: { medianMs: ms, p90Ms: ms }, required: ["medianMs", "p90Ms"], additionalProperties: false },
    overdue: countOf("ended instances with a step that was late, of those that had a due date"),
    overdueRunning: countOf("the same of running instances"),
    variants: { type: "array", description: "sequences of completed steps of ended instances, most frequent first, at most 100", items: variantSchema },
    variantCount: { ...count, description: "of all variants, listed or not" },
    steps: { type: "array", description: "every step that was entered, as drawn", items: stepSchema },
    bottlenecks: { type: "array", description: "the steps in which instances stood longest, at most 5", items: bottleneckSchema },
  },
  required: ["flowId", "at", "instances", "ended", "duration", "overdue", "overdueRunning", "variants", "variantCount", "steps", "bottlenecks"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Reply of GET /flows/:id/report. */
export type FlowReportView = FromSchema<typeof flowReportSchema>;
