import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { i18nTextSchema, pageOf, personRefSchema, titledRefSchema, type Page, type Refine } from "./common.ts";
import { migratedFromSchema } from "./migration.ts";

const nodeRefSchema = {
  type: "object",
  properties: { id: { type: "string" }, title: i18nTextSchema, kind: { type: "string" } },
  required: ["id", "title"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** Verdict of one refusal check; `unknown` refuses like `fail`. */
export const checkSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    verdict: { enum: ["pass", "fail", "unknown"] },
    severity: { enum: ["block", "warn"] },
    message: i18nTextSchema,
    params: { type: "object" },
    source: { type: "object" },
    fields: { type: "array", items: { type: "string" } },
  },
  required: ["id", "verdict", "severity", "message", "params", "fields"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type CheckView = FromSchema<typeof checkSchema>;

export const checksSchema = {
  type: "object",
  properties: { checks: { type: "array", items: checkSchema } },
  required: ["checks"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type ChecksView = FromSchema<typeof checksSchema>;

export const returnTargetSchema = {
  type: "object",
  properties: { node: { type: "string" }, title: i18nTextSchema, redone: { type: "array", items: { type: "string" } }, supersededTasks: { type: "array", items: { type: "string" } } },
  required: ["node"],
} as const satisfies JSONSchema;

export const allowanceSchema = {
  type: "object",
  properties: {
    allowed: { type: "boolean" },
    code: { type: "string" },
    why: { type: "string", description: "the sentence of `code` in the caller's language" },
    params: { type: "object" },
    targets: { type: "array", items: returnTargetSchema },
  },
  required: ["allowed"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** May this person give this command, and if not, why. */
export type Allowance = FromSchema<typeof allowanceSchema>;
export type MayActView = { [command: string]: Allowance };
const mayActSchema = { type: "object", additionalProperties: allowanceSchema } as const satisfies JSONSchema;

export const taskViewSchema = {
  type: "object",
  properties: {
    id: { type: "string", description: "instance:visit:seat" },
    instanceId: { type: "string" },
    submissionId: { type: "string" },
    number: { type: "string" },
    form: titledRefSchema,
    title: { type: "string" },
    node: nodeRefSchema,
    seat: {
      type: "object",
      properties: {
        person: personRefSchema, state: { type: "string" },
        claimedBy: personRefSchema, delegatee: personRefSchema, addedBy: personRefSchema,
        advice: { type: "array", items: { type: "object", properties: { by: personRefSchema, at: { type: "string" }, comment: { type: "string" } }, required: ["by", "at", "comment"], additionalProperties: false } },
        standsInFor: { ...personRefSchema, description: "the caller acts here as this person's deputy" },
      },
      required: ["person", "state"], additionalProperties: false,
    },
    visit: { type: "string", description: "node#k: the time the token stood at the node" },
    version: { type: "integer" },
    openedAt: { type: "string" },
    closedAt: { type: "string" },
    dueAt: { type: "string" },
    overdue: { type: "boolean" },
    state: { enum: ["open", "done", "superseded"] },
    kind: { enum: ["approval", "fill", "life", "disposal"] },
    mayAct: mayActSchema,
    summary: { type: "array", items: { type: "object", properties: { label: i18nTextSchema, value: {} }, required: ["label", "value"], additionalProperties: false } },
    alarmId: { type: "string" },
  },
  required: ["id", "instanceId", "submissionId", "number", "form", "title", "node", "seat", "version", "openedAt", "overdue", "state", "kind", "mayAct", "summary"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type TaskView = Refine<FromSchema<typeof taskViewSchema>, { mayAct: MayActView; summary: { label: { zh: string; en: string }; value: JsonValue }[] }>;
export const taskPageSchema = pageOf(taskViewSchema);
export type TaskPage = Page<TaskView>;

export const historyItemSchema = {
  type: "object",
  properties: {
    seq: { type: "integer" },
    at: { type: "string" },
    by: { anyOf: [personRefSchema, { type: "null" }] },
    command: { type: "string" },
    node: nodeRefSchema,
    visit: { type: "string", description: "node#k: the time the token stood at the node" },
    comment: { type: "string" },
    outcome: { type: "string" },
    signature: { type: "object", properties: { hash: { type: "string" }, method: { type: "string" }, at: { type: "string" }, intact: { type: "boolean", description: "the hash is that of this very decision: who, what, when, on which paper" } }, required: ["hash", "method", "at", "intact"], additionalProperties: false },
    state: { enum: ["done", "superseded", "event"] },
    detail: { type: "object" },
  },
  required: ["seq", "at", "by", "command", "state"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type HistoryItem = Refine<FromSchema<typeof historyItemSchema>, { detail?: JsonObject }>;

export const forecastStepSchema = {
  type: "object",
  properties: {
    node: nodeRefSchema,
    people: { type: "array", items: personRefSchema },
    certain: { type: "boolean", description: "false: depends on a condition not known yet" },
    now: { type: "boolean", description: "the flow stands here" },
    dueAt: { type: "string" },
  },
  required: ["node", "people", "certain"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One step still to come, with the people who will be asked. */
export type ForecastStepView = FromSchema<typeof forecastStepSchema>;
export const forecastSchema = { type: "object", properties: { steps: { type: "array", items: forecastStepSchema } }, required: ["steps"], additionalProperties: false } as const satisfies JSONSchema;
export type ForecastView = FromSchema<typeof forecastSchema>;

const lifeEventViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: i18nTextSchema,
    allowed: { type: "boolean" },
    code: { type: "string" },
    why: { type: "string" },
    checks: { type: "array", items: checkSchema },
    reason: { const: "required" },
    form: { type: "object", properties: { sections: { type: "array", items: { type: "string" } } }, required: ["sections"], additionalProperties: false },
    signature: { type: "boolean" },
  },
  required: ["id", "title", "allowed"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type LifeEventView = FromSchema<typeof lifeEventViewSchema>;

export const instanceViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    submissionId: { type: "string" },
    flowId: { type: "string" },
    flowHash: { type: "string" },
    status: { enum: ["running", "ended"] },
    outcome: { type: "string" },
    seq: { type: "integer" },
    generation: { type: "integer" },
    suspended: {
      type: "object",
      properties: { by: { anyOf: [personRefSchema, { type: "null" }] }, reason: { type: "string" }, at: { type: "string" }, causes: { type: "array", items: { type: "string" } } },
      required: ["by", "reason", "at", "causes"],
      additionalProperties: false,
    },
    life: {
      type: "object",
      properties: {
        state: { type: "string" },
        title: i18nTextSchema,
        tone: { enum: ["waiting", "live", "stopped", "done", "void"] },
        since: { type: "string" },
        causes: { type: "array", items: { type: "string" }, description: "ids of the alarms that hold it stopped" },
        timers: { type: "array", items: { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema, dueAt: { type: "string" } }, required: ["id", "title", "dueAt"], additionalProperties: false } },
      },
      required: ["state", "title", "tone", "since", "causes", "timers"],
      additionalProperties: false,
    },
    tasks: { type: "array", items: taskViewSchema, description: "every seat of the open steps, and what the caller may take back" },
    open: {
      type: "array",
      description: "where the flow stands, steps without people (waits, sub-flows) among them",
      items: {
        type: "object",
        properties: {
          visit: { type: "string" }, node: nodeRefSchema, state: { enum: ["open", "blocked"] }, since: { type: "string" }, dueAt: { type: "string" },
          waitsFor: { type: "object", properties: { event: { type: "string" }, key: { type: "string" } }, required: ["event", "key"], additionalProperties: false },
          children: { type: "object", properties: { count: { type: "integer" }, ended: { type: "integer" } }, required: ["count", "ended"], additionalProperties: false },
        },
        required: ["visit", "node", "state", "since"], additionalProperties: false,
      },
    },
    history: { type: "array", items: historyItemSchema },
    forecast: { type: "array", items: forecastStepSchema },
    migratedFrom: migratedFromSchema,
    mayAct: mayActSchema,
    events: { type: "array", items: lifeEventViewSchema },
  },
  required: ["id", "submissionId", "flowId", "flowHash", "status", "seq", "generation", "tasks", "open", "history", "forecast", "mayAct", "events"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** An instance as its page shows it: state, who is asked, what was decided, what the caller may do and why not. */
export type InstanceView = Refine<
  FromSchema<typeof instanceViewSchema>,
  { tasks: TaskView[]; history: HistoryItem[]; mayAct: MayActView }
>;

export const instanceReplySchema = { type: "object", properties: { instance: instanceViewSchema }, required: ["instance"], additionalProperties: false } as const satisfies JSONSchema;
export type InstanceReply = { instance: InstanceView };
