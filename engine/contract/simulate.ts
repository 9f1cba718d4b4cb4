import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { simulationLimits } from "../flows/simulate/limits.ts";
import type { JsonObject } from "../model/json.ts";
import type { PackCase } from "../model/packCase.ts";
import { i18nTextSchema, issueSchema, personRefSchema, type PersonRef, type Refine } from "./common.ts";
import { gpsSchema } from "./commands.ts";
import { returnTargetSchema } from "./instances.ts";

const id = { type: "string", minLength: 1, maxLength: 120 } as const satisfies JSONSchema;
const actTypes = ["command", "advance", "event", "childEnds", "interlock", "interlockOver", "actAs", "setAnswers", "undo"] as const;

const actSchema = {
  type: "object",
  properties: {
    type: { enum: actTypes },
    command: { type: "string", maxLength: 40, description: "command: as in POST /tasks/{id}/commands and /instances/{id}/commands" },
    by: { ...id, description: "command: who gives it; default the chosen person" },
    task: { type: "string", maxLength: 200 },
    node: { type: "string", maxLength: 60, description: "command: the person's task at this step, where no task is named" },
    version: { type: "integer" },
    comment: { type: "string", maxLength: 5000 },
    to: { type: "string", maxLength: 60 },
    back: { type: "boolean" },
    person: { ...id, description: "transfer, delegate; actAs: who is chosen" },
    people: { type: "array", maxItems: 50, items: id },
    position: { enum: ["before", "after", "parallel"] },
    mode: { enum: ["any", "all", "sequence"] },
    visit: { type: "string", maxLength: 60 },
    data: { type: "object", description: "command, setAnswers: changed fields by property key; null clears" },
    signature: { type: "object", properties: { method: { type: "string", maxLength: 40 }, meaning: { type: "string", maxLength: 200 } }, required: ["method"], additionalProperties: false },
    gps: gpsSchema,
    photos: { type: "array", maxItems: 50, items: id },
    passwordOk: { type: "boolean" },
    event: { type: "string", maxLength: 60, description: "command event: the life event" },
    reason: { type: "string", maxLength: 2000, description: "command; interlock: why" },
    admin: { type: "boolean" },
    ms: { type: "integer", minimum: 0, description: "advance: milliseconds" },
    toNextTimer: { const: true, description: "advance: until the next timer is due" },
    name: { type: "string", maxLength: 120, description: "event" },
    key: { type: "string", maxLength: 200, description: "event" },
    child: { type: "string", maxLength: 200, description: "childEnds: default the first that runs" },
    outcome: { type: "string", maxLength: 60, description: "childEnds" },
    cause: { type: "string", minLength: 1, maxLength: 60, description: "interlock" },
    causeId: { type: "string", minLength: 1, maxLength: 120, description: "interlock, interlockOver" },
  },
  required: ["type"],
  additionalProperties: false,
  allOf: [
    { if: { properties: { type: { const: "command" } } }, then: { required: ["command"] } },
    { if: { properties: { type: { const: "advance" } } }, then: { oneOf: [{ required: ["ms"] }, { required: ["toNextTimer"] }] } },
    { if: { properties: { type: { const: "event" } } }, then: { required: ["name", "key"] } },
    { if: { properties: { type: { const: "childEnds" } } }, then: { required: ["visit", "outcome"] } },
    { if: { properties: { type: { const: "interlock" } } }, then: { required: ["cause"] } },
    { if: { properties: { type: { const: "interlockOver" } } }, then: { required: ["causeId"] } },
    { if: { properties: { type: { const: "actAs" } } }, then: { required: ["person"] } },
    { if: { properties: { type: { const: "setAnswers" } } }, then: { required: ["data"] } },
  ],
} as const satisfies JSONSchema;

export const simulateBodySchema = {
  type: "object",
  properties: {
    flow: { type: "object", description: "a definition, a draft too; or name a stored one by `id`" },
    id: { ...id, description: "a stored flow: its draft, else what is published" },
    of: { enum: ["draft", "published"], description: "which one of `id`" },
    form: { ...id, description: "a published form; default the flow's" },
    data: { type: "object", description: "sample data by property key" },
    initiator: { ...id, description: "default the caller" },
    at: { type: "string", format: "date-time", description: "where the clock begins; default now" },
    children: { type: "object", additionalProperties: { type: "string", maxLength: 60 }, maxProperties: 50, description: "how children of sub-flows end, by flow id; others wait for `childEnds`" },
    acts: { type: "array", maxItems: simulationLimits.acts, items: actSchema },
    case: {
      type: "object", description: "also answer the run as a case of a pack",
      properties: { id: { type: "string", pattern: "^[a-z][a-z0-9-]{0,79}$" }, title: { type: "string", minLength: 1, maxLength: 200 }, template: id },
      required: ["id", "title"], additionalProperties: false,
    },
  },
  oneOf: [{ required: ["flow"] }, { required: ["id"] }],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One act of a simulation, as it is sent: members by its type, data by property key. */
export interface SimulateActBody {
  readonly type: (typeof actTypes)[number];
  readonly data?: JsonObject;
  readonly reason?: string;
  readonly [member: string]: unknown;
}
/** Body of POST /flows/simulate. */
export interface SimulateBody {
  readonly flow?: JsonObject;
  readonly id?: string;
  readonly of?: "draft" | "published";
  readonly form?: string;
  readonly data?: JsonObject;
  readonly initiator?: string;
  readonly at?: string;
  readonly children?: { readonly [flow: string]: string };
  readonly acts?: readonly SimulateActBody[];
  readonly case?: { readonly id: string; readonly title: string; readonly template?: string };
}

const nodeSchema = { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema }, required: ["id", "title"], additionalProperties: false } as const satisfies JSONSchema;
const peopleSchema = { type: "array", items: personRefSchema } as const satisfies JSONSchema;

const taskSchema = {
  type: "object",
  properties: {
    id: { type: "string" }, node: nodeSchema, kind: { enum: ["approval", "fill", "life"] }, visit: { type: "string" }, person: personRefSchema, holders: peopleSchema, actors: peopleSchema,
    version: { type: "integer" }, state: { type: "string" }, openedAt: { type: "string" }, closedAt: { type: "string" }, dueAt: { type: "string" },
  },
  required: ["id", "node", "kind", "visit", "person", "holders", "actors", "version", "state", "openedAt"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const historySchema = {
  type: "object",
  properties: { command: { type: "string" }, by: { anyOf: [personRefSchema, { type: "null" }] }, node: { type: "string" }, visit: { type: "string" }, seat: { type: "string" }, outcome: { type: "string" }, comment: { type: "string" }, supersedes: { type: "array", items: { type: "string" }, description: "visits this step cut out of the walk" }, detail: { type: "object" } },
  required: ["command", "by"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const stepSchema = {
  type: "object",
  properties: {
    act: { type: "integer", description: "which act it belongs to, from 1; 0: the beginning" },
    at: { type: "string" },
    input: { type: "object", description: "what the flow was given; absent where it was given nothing" },
    accepted: { type: "boolean" },
    ignored: { const: true, description: "an event that came too late or that nobody waits for" },
    history: { type: "array", items: historySchema },
    opened: { type: "array", items: taskSchema },
    closed: { type: "array", items: taskSchema },
    notices: { type: "array", items: { type: "object", properties: { person: personRefSchema, topic: { type: "string" }, message: i18nTextSchema }, required: ["person", "topic", "message"], additionalProperties: false } },
    armed: { type: "array", items: { type: "object", properties: { id: { type: "string" }, kind: { type: "string" }, dueAt: { type: "string" } }, required: ["id", "kind", "dueAt"], additionalProperties: false } },
    fired: { type: "string", description: "timer id" },
    effects: { type: "array", items: { type: "object" }, description: "what would have been carried out" },
    data: { type: "object", description: "answers it changed, by property key" },
    stands: { type: "object", properties: { state: { type: "string" }, open: { type: "object", additionalProperties: peopleSchema } }, required: ["state", "open"], additionalProperties: false },
    issues: { type: "array", items: issueSchema },
  },
  required: ["act", "at", "accepted", "history", "opened", "closed", "notices", "armed", "effects", "data", "stands", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const suggestedSchema = {
  type: "object",
  properties: { command: { type: "string" }, task: { type: "string" }, node: { type: "string" }, title: i18nTextSchema, event: { type: "string" }, targets: { type: "array", items: returnTargetSchema } },
  required: ["command"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const simulatedSchema = {
  type: "object",
  properties: {
    now: { type: "string" },
    actor: personRefSchema,
    state: { type: "string", description: "life state, else draft, approving, or how the flow ended" },
    outcome: { type: "string" },
    data: { type: "object", description: "the answers now, by property key" },
    tasks: { type: "array", items: taskSchema },
    log: { type: "array", items: stepSchema },
    suggestions: {
      type: "object",
      properties: {
        people: { type: "array", items: { type: "object", properties: { person: personRefSchema, acts: { type: "array", items: suggestedSchema } }, required: ["person", "acts"], additionalProperties: false } },
        outside: { type: "array", items: { type: "object", description: "an act that may come from outside: advance, event, childEnds" } },
      },
      required: ["people", "outside"],
      additionalProperties: false,
    },
    issues: { type: "array", items: issueSchema, description: "warnings of the definition" },
    case: { type: "object", description: "the run as a case of a pack" },
  },
  required: ["now", "actor", "state", "data", "tasks", "log", "suggestions", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What POST /flows/simulate answers: the whole run after the acts. Nothing of it is stored or carried out. */
export type Simulated = Refine<
  FromSchema<typeof simulatedSchema>,
  { case?: PackCase; data: JsonObject; suggestions: { people: { person: PersonRef; acts: FromSchema<typeof suggestedSchema>[] }[]; outside: OutsideActView[] } }
>;
/** Something that may come from outside: time, an awaited event, the end of a child flow. */
export type OutsideActView =
  | { readonly type: "advance"; readonly toNextTimer: true; readonly timer: string; readonly dueAt: string }
  | { readonly type: "event"; readonly name: string; readonly key: string }
  | { readonly type: "childEnds"; readonly visit: string; readonly child: string };
export type SimulatedTaskView = FromSchema<typeof taskSchema>;
export type SimulatedStepView = FromSchema<typeof stepSchema>;
