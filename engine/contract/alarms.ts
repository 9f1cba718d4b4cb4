import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { alarmStates } from "../alarms/alarm.ts";
import { i18nTextSchema, pageOf, personRefSchema, titledRefSchema, type Page, type Refine } from "./common.ts";
import { allowanceSchema, type Allowance } from "./instances.ts";

const prioritySchema = { enum: ["P1", "P2", "P3", "P4"] } as const satisfies JSONSchema;
const time = { type: "string" } as const;
const timeOrNull = { type: ["string", "null"] } as const;

/** What a person may do to an alarm. */
export const alarmActs = ["ack", "shelve", "unshelve", "reset", "dispose"] as const;
export type AlarmAct = (typeof alarmActs)[number];

const limitSchema = {
  type: "object",
  properties: { value: { type: "number" }, unit: { type: "string" }, op: { type: "string" }, std: { type: "string" }, clause: { type: "string" }, confidence: { enum: ["read", "known", "project", "read-verify", "known-verify"] } },
  required: ["value", "unit", "std", "confidence"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const overlaysSchema = {
  type: "object",
  properties: {
    shelved: { type: "object", properties: { until: time, by: personRefSchema, reason: { type: "string" } }, required: ["until", "by", "reason"], additionalProperties: false },
    suppressed: { const: true },
    outOfService: { type: "object", properties: { bypassId: { type: "string", description: "the flow of the approval" }, until: time, submissionId: { type: "string" }, number: { type: "string", description: "of the approval, as people know it" } }, required: ["bypassId", "until"], additionalProperties: false },
  },
  additionalProperties: false,
} as const satisfies JSONSchema;

const eventSchema = {
  type: "object",
  properties: { at: time, event: { type: "string" }, by: personRefSchema, from: { enum: [...alarmStates] }, to: { enum: [...alarmStates] }, why: { type: "string" }, generation: { type: "integer" }, note: { type: "string" } },
  required: ["at", "event", "from", "to", "why", "generation"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const noticeSchema = {
  type: "object",
  properties: {
    generation: { type: "integer" },
    step: { type: "integer", description: "0: the announcement; 1, 2, …: steps of escalation" },
    state: { enum: ["waiting", "sent", "ended"] },
    at: { ...time, description: "when that came about" },
    people: { type: "array", items: personRefSchema, description: "whom it was sent to" },
    heldBy: { enum: ["masked", "shelved", "suppressed", "outOfService", "inhibited", "grouped", "silenced", "digest"], description: "what holds it" },
    until: { ...time, description: "when it is looked at again, where that is known" },
    parent: { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema }, required: ["id", "title"], additionalProperties: false, description: "the alarm that explains it" },
    silence: { type: "object", properties: { id: { type: "string" }, by: personRefSchema, reason: { type: "string" } }, required: ["id", "by", "reason"], additionalProperties: false },
    endedBy: { enum: ["acked", "closed", "superseded", "returned", "disposed", "told", "listOnly"], description: "why it will not be sent" },
  },
  required: ["generation", "step", "state", "at", "people"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What became of one notice of an alarm. */
export type AlarmNoticeView = FromSchema<typeof noticeSchema>;

const judgedSchema = { type: "object", properties: { words: i18nTextSchema, verdict: { type: ["boolean", "null"], description: "null: unknown" } }, required: ["words", "verdict"], additionalProperties: false } as const satisfies JSONSchema;

/** Why a rule has raised an alarm for a key, or has not, as judged at this moment. */
export const alarmExplanationSchema = {
  type: "object",
  properties: {
    key: { type: "string" },
    active: { type: "boolean" },
    sentence: i18nTextSchema,
    raise: { type: "array", items: judgedSchema, description: "the parts of the condition, each with its verdict" },
    clear: { type: "array", items: judgedSchema, description: "the same of the condition that ends it" },
  },
  required: ["key", "active", "sentence", "raise", "clear"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type AlarmExplanationView = FromSchema<typeof alarmExplanationSchema>;
export const alarmExplanationsSchema = { type: "object", properties: { items: { type: "array", items: alarmExplanationSchema }, more: { type: "integer", description: "keys beyond those listed" } }, required: ["items", "more"], additionalProperties: false } as const satisfies JSONSchema;
export type AlarmExplanationsView = FromSchema<typeof alarmExplanationsSchema>;

export const alarmViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    ruleId: { type: "string" },
    ruleTitle: i18nTextSchema,
    key: { type: "string", description: "tag or group the rule judged" },
    tagId: { type: "string" },
    area: { anyOf: [titledRefSchema, { type: "null" }] },
    priority: prioritySchema,
    state: { enum: [...alarmStates], description: "ISA-18.2 state" },
    overlays: overlaysSchema,
    masked: { type: "boolean", description: "a higher step of the same ladder speaks for it" },
    generation: { type: "integer" },
    raisedAt: time,
    announcedAt: timeOrNull,
    clearedAt: timeOrNull,
    ackedAt: timeOrNull,
    ackedBy: { anyOf: [personRefSchema, { type: "null" }] },
    closedAt: timeOrNull,
    value: { type: ["number", "string", "boolean", "null"] },
    unit: { type: "string" },
    limit: limitSchema,
    message: i18nTextSchema,
    badges: { type: "array", items: { type: "string" } },
    sop: i18nTextSchema,
    camera: { type: "string" },
    latch: { type: "boolean" },
    unconfirmed: { type: "boolean" },
    backfill: { type: "boolean" },
    continues: timeOrNull,
    disposal: { type: "object", properties: { taskId: { type: "string" }, state: { type: "string" }, disposition: { type: "string" } }, required: ["taskId", "state"], additionalProperties: false },
    history: { type: "array", items: eventSchema },
    notices: { type: "array", items: noticeSchema, description: "who was told, and what holds a notice back" },
    explanation: alarmExplanationSchema,
    permitsStopped: { type: "array", items: { type: "object", properties: { submissionId: { type: "string" }, number: { type: "string" } }, required: ["submissionId", "number"], additionalProperties: false } },
    version: { type: "integer" },
    mayAct: { type: "object", properties: { ack: allowanceSchema, shelve: allowanceSchema, unshelve: allowanceSchema, reset: allowanceSchema, dispose: allowanceSchema }, required: [...alarmActs], additionalProperties: false },
  },
  required: [
    "id", "ruleId", "ruleTitle", "key", "area", "priority", "state", "overlays", "masked", "generation", "raisedAt", "announcedAt", "clearedAt", "ackedAt", "ackedBy", "closedAt",
    "value", "unit", "message", "badges", "latch", "unconfirmed", "backfill", "continues", "permitsStopped", "version", "mayAct",
  ],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One row of an alarm's history. */
export type AlarmEventView = FromSchema<typeof eventSchema>;
/** An alarm as console and API show it; `history`, `notices` and `explanation` only when one is asked for. */
export type AlarmView = Refine<FromSchema<typeof alarmViewSchema>, { mayAct: { readonly [act in AlarmAct]?: Allowance } }>;
export const alarmPageSchema = pageOf(alarmViewSchema);
export type AlarmPage = Page<AlarmView>;

const countsSchema = { type: "object", properties: { P1: { type: "integer" }, P2: { type: "integer" }, P3: { type: "integer" }, P4: { type: "integer" } }, required: ["P1", "P2", "P3", "P4"], additionalProperties: false } as const satisfies JSONSchema;
const numbersOf = <const K extends string>(...names: readonly K[]) =>
  ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "integer" }])) as { [name in K]: { type: "integer" } }, required: names, additionalProperties: false }) as const;

export const alarmSummarySchema = {
  type: "object",
  properties: {
    unacked: countsSchema,
    active: countsSchema,
    flood: { type: "boolean" },
    tags: numbersOf("total", "known", "unknown"),
    permits: numbersOf("live", "suspended"),
    hazards: numbersOf("open", "dueToday", "overdue"),
    tasks: numbersOf("mine"),
  },
  required: ["unacked", "active", "flood", "tags", "permits", "hazards", "tasks"],
  additionalProperties: false,
} as const;
/** Counts of the status bar and the start page, of what the caller may see. */
export interface AlarmSummary {
  readonly unacked: PriorityCounts;
  readonly active: PriorityCounts;
  readonly flood: boolean;
  readonly tags: { readonly total: number; readonly known: number; readonly unknown: number };
  readonly permits: { readonly live: number; readonly suspended: number };
  readonly hazards: { readonly open: number; readonly dueToday: number; readonly overdue: number };
  readonly tasks: { readonly mine: number };
}
export type PriorityCounts = FromSchema<typeof countsSchema>;
