import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema, pageOf, pageQuery, personRefSchema, type Page } from "./common.ts";

const verdicts = ["keep", "automatic", "needsMapping", "refuse"] as const;
const revision = { type: "integer", minimum: 1, maximum: 999_999_999 } as const;
const id = { type: "string", minLength: 1, maxLength: 120 } as const;
const reason = { type: "string", minLength: 1, maxLength: 2000, pattern: "\\S" } as const;
const mapping = {
  type: "object", maxProperties: 500, additionalProperties: { type: "string", maxLength: 120 },
  description: "answers by question key; `node:<id>` answers for every visit of a node",
} as const satisfies JSONSchema;

const placeSchema = {
  type: "object",
  properties: { id: { type: "string" }, title: i18nTextSchema, kind: { type: "string" } },
  required: ["id", "title"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** How many instances the largest preview and the largest run may hold. */
export const migrationLimits = { preview: 1_000, run: 200 } as const;

export const flowInstancesQuerySchema = { type: "object", properties: { ...pageQuery, revision: { type: "string", pattern: "^[1-9][0-9]{0,8}$" } } } as const satisfies JSONSchema;

const flowInstanceSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    submissionId: { type: "string" },
    number: { type: "string" },
    title: { type: "string" },
    seq: { type: "integer" },
    revision,
    state: { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema, tone: { type: "string" } }, required: ["id", "title", "tone"], additionalProperties: false },
    at: { type: "array", items: placeSchema, description: "where it stands now" },
    by: personRefSchema,
    startedAt: { type: "string" },
    updatedAt: { type: "string" },
    undoable: { type: "boolean", description: "it was migrated and nothing has happened since" },
  },
  required: ["id", "submissionId", "number", "title", "seq", "revision", "state", "at", "by", "startedAt", "updatedAt", "undoable"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A running instance in the list of its flow. */
export type FlowInstanceRow = FromSchema<typeof flowInstanceSchema>;

const revisionCountSchema = {
  type: "object",
  properties: { revision, hash: { type: "string" }, at: { type: "string" }, by: personRefSchema, published: { type: "boolean" }, running: { type: "integer" } },
  required: ["revision", "hash", "at", "by", "published", "running"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type RevisionCount = FromSchema<typeof revisionCountSchema>;

const page = pageOf(flowInstanceSchema);
export const flowInstancesSchema = {
  ...page,
  properties: { ...page.properties, revisions: { type: "array", items: revisionCountSchema, description: "the published revision and those with running instances, newest first" } },
  required: ["items", "next", "total", "revisions"],
} as const satisfies JSONSchema;
/** Reply of GET /flows/:id/instances. */
export type FlowInstances = Page<FlowInstanceRow> & { total: number; revisions: RevisionCount[] };

const reasonSchema = {
  type: "object",
  properties: { code: { type: "string" }, verdict: { enum: verdicts }, params: { type: "object" }, message: { type: "string", description: "the sentence of `code` in the caller's language" } },
  required: ["code", "verdict", "params", "message"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One line of the verdict. */
export type MigrationReasonView = FromSchema<typeof reasonSchema>;

const questionSchema = {
  type: "object",
  properties: {
    key: { type: "string", description: "what the mapping answers under" },
    kind: { enum: ["visit", "branch", "join", "wait", "mandatory", "data"] },
    code: { type: "string" },
    params: { type: "object" },
    message: { type: "string" },
    choices: { type: "array", items: { type: "object", properties: { value: { type: "string" }, title: i18nTextSchema }, required: ["value", "title"], additionalProperties: false } },
    answer: { type: "string" },
  },
  required: ["key", "kind", "code", "params", "message", "choices"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Something to be said before an instance can move, with every possible answer. */
export type MigrationQuestionView = FromSchema<typeof questionSchema>;

export const migrationPreviewBodySchema = {
  type: "object",
  properties: {
    from: { ...revision, description: "only instances on this revision" },
    to: revision,
    instances: { type: "array", minItems: 1, maxItems: migrationLimits.preview, items: id, description: "only these, ended ones too; without, all that run on another revision" },
    mapping,
    cursor: { type: "string", maxLength: 512 },
    limit: { type: "integer", minimum: 1, maximum: migrationLimits.preview, description: "default 200" },
  },
  required: ["to"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /flows/:id/migration/preview. */
export type MigrationPreviewBody = FromSchema<typeof migrationPreviewBodySchema>;

const previewedSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "string" },
    seq: { type: "integer", description: "to be given to the run: one that has moved on since is not migrated" },
    revision,
    verdict: { enum: verdicts },
    ready: { type: "boolean", description: "nothing is left to be answered: a run would migrate it" },
    reasons: { type: "array", items: reasonSchema },
    questions: { type: "array", items: questionSchema },
    at: { type: "array", items: placeSchema, description: "where it stands now" },
    then: { type: "array", items: placeSchema, description: "where it would stand; only when ready" },
  },
  required: ["id", "number", "seq", "revision", "verdict", "ready", "reasons", "questions", "at"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type MigrationPreviewed = FromSchema<typeof previewedSchema>;

const countsOf = <const K extends string>(names: readonly K[]) =>
  ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "integer" }])) as { [name in K]: { type: "integer" } }, required: names, additionalProperties: false }) as const;

const previewPage = pageOf(previewedSchema);
export const migrationPreviewSchema = {
  ...previewPage,
  properties: {
    ...previewPage.properties,
    to: { type: "object", properties: { revision, hash: { type: "string" } }, required: ["revision", "hash"], additionalProperties: false },
    summary: { ...countsOf(verdicts), description: "of this page" },
    missing: { type: "array", items: { type: "string" }, description: "ids asked for that are not instances of this flow (on that revision), or not the caller's to see" },
  },
  required: ["items", "next", "total", "to", "summary", "missing"],
} as const;
/** Reply of POST /flows/:id/migration/preview. `total` counts all pages. */
export type MigrationPreview = Page<MigrationPreviewed> & { total: number; to: { revision: number; hash: string }; summary: { [verdict in (typeof verdicts)[number]]: number }; missing: string[] };

export const migrationRunBodySchema = {
  type: "object",
  properties: {
    to: revision,
    instances: {
      type: "array", minItems: 1, maxItems: migrationLimits.run,
      items: { type: "object", properties: { id, seq: { type: "integer", minimum: 0, description: "that of the preview" }, mapping }, required: ["id", "seq"], additionalProperties: false },
    },
    reason,
  },
  required: ["to", "instances", "reason"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /flows/:id/migration/run. */
export type MigrationRunBody = FromSchema<typeof migrationRunBodySchema>;

const outcomes = ["migrated", "kept", "changed", "needsMapping", "refused"] as const;
const ranSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "string" },
    seq: { type: "integer", description: "its present one" },
    outcome: { enum: outcomes },
    reasons: { type: "array", items: reasonSchema },
    questions: { type: "array", items: questionSchema },
  },
  required: ["id", "outcome", "reasons", "questions"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What became of one instance; one that is not the caller's to see has no number. */
export type MigrationRan = FromSchema<typeof ranSchema>;

export const migrationRunSchema = {
  type: "object",
  properties: { items: { type: "array", items: ranSchema }, summary: countsOf(outcomes) },
  required: ["items", "summary"],
  additionalProperties: false,
} as const;
/** Reply of POST /flows/:id/migration/run, in the order asked. */
export type MigrationRun = { items: MigrationRan[]; summary: { [outcome in (typeof outcomes)[number]]: number } };

export const migrationUndoBodySchema = { type: "object", properties: { reason }, required: ["reason"], additionalProperties: false } as const satisfies JSONSchema;
/** Body of POST /instances/:id/migration/undo. */
export type MigrationUndoBody = FromSchema<typeof migrationUndoBodySchema>;

/** How an instance came to its revision, as its page shows it. */
export const migratedFromSchema = {
  type: "object",
  properties: { revision, at: { type: "string" }, by: personRefSchema, undoable: { type: "boolean", description: "nothing has happened since" } },
  required: ["revision", "at", "by", "undoable"],
  additionalProperties: false,
} as const satisfies JSONSchema;
