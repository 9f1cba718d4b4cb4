import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { FieldAccess } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { i18nTextSchema, pageOf, pageQuery, personRefSchema, titledRefSchema, type Page, type Refine } from "./common.ts";
import { gpsSchema, signatureSchema } from "./commands.ts";
import { instanceViewSchema, type InstanceView } from "./instances.ts";

export const submitBodySchema = {
  type: "object",
  properties: {
    form: { type: "string", minLength: 1, maxLength: 120 },
    data: { type: "object", description: "answers by property key" },
    draft: { type: "boolean" },
    capturedAt: { type: "string", maxLength: 40, description: "when it was filled offline, ISO-8601" },
    comment: { type: "string", maxLength: 5000 },
    signature: signatureSchema,
    gps: gpsSchema,
    password: { type: "string", maxLength: 200 },
  },
  required: ["form", "data"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /submissions. */
export type SubmitBody = Refine<FromSchema<typeof submitBodySchema>, { data: JsonObject }>;

export const formDataBodySchema = {
  type: "object",
  properties: { form: { type: "string", minLength: 1, maxLength: 120 }, data: { type: "object" } },
  required: ["form", "data"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /submissions/checks and /submissions/forecast. */
export type FormDataBody = Refine<FromSchema<typeof formDataBodySchema>, { data: JsonObject }>;

export const submittedSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "string" },
    instance: { anyOf: [instanceViewSchema, { type: "null" }] },
    revision: { type: "integer" },
    formHash: { type: "string" },
  },
  required: ["id", "number", "instance", "revision", "formHash"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type Submitted = Refine<FromSchema<typeof submittedSchema>, { instance: InstanceView | null }>;

export const patchBodySchema = {
  type: "object",
  properties: { data: { type: "object", description: "changed fields by property key; null clears one" }, version: { type: "integer", minimum: 0 }, submit: { type: "boolean", description: "a draft: submit it after the change" }, comment: { type: "string", maxLength: 5000 }, signature: signatureSchema, gps: gpsSchema, password: { type: "string", maxLength: 200 } },
  required: ["data", "version"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of PATCH /submissions/:id. */
export type PatchBody = Refine<FromSchema<typeof patchBodySchema>, { data: JsonObject }>;

export const submissionListQuerySchema = {
  type: "object",
  properties: {
    ...pageQuery,
    form: { type: "string", maxLength: 120 },
    state: { type: "string", maxLength: 60 },
    q: { type: "string", maxLength: 200, description: "search in number, title and listed fields" },
    mine: { enum: ["true", "false"] },
    sort: { type: "string", maxLength: 80, description: "-createdAt (default), createdAt, updatedAt, number, or f.<x-id> of one form" },
    total: { enum: ["true", "false"] },
  },
  patternProperties: { "^f\\.": { type: "string", maxLength: 400 } },
} as const satisfies JSONSchema;

export const submissionRowSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "string" },
    form: titledRefSchema,
    title: { type: "string" },
    state: { type: "string" },
    stateTitle: i18nTextSchema,
    tone: { enum: ["draft", "waiting", "live", "stopped", "done", "void"] },
    by: personRefSchema,
    createdAt: { type: "string" },
    updatedAt: { type: "string" },
    fields: { type: "object", description: "values of the form's list fields by x-id" },
    due: { type: "string" },
  },
  required: ["id", "number", "form", "title", "state", "stateTitle", "tone", "by", "createdAt", "updatedAt", "fields"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type SubmissionRow = Refine<FromSchema<typeof submissionRowSchema>, { fields: { [xid: string]: JsonValue } }>;
export const submissionPageSchema = pageOf(submissionRowSchema);
export type SubmissionPage = Page<SubmissionRow>;

export const fileRefSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    mime: { type: "string" },
    size: { type: "integer" },
    sha256: { type: "string" },
    kind: { enum: ["photo", "video", "audio", "file", "signature"] },
    createdAt: { type: "string" },
    width: { type: "integer" },
    height: { type: "integer" },
  },
  required: ["id", "name", "mime", "size", "sha256", "kind", "createdAt"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A stored attachment; answers refer to it as `{file: id}`. */
export type FileRef = FromSchema<typeof fileRefSchema>;

export const submissionViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    number: { type: "string" },
    form: { type: "object", description: "the form revision it was filled on" },
    data: { type: "object", description: "by property key, only what the caller may read" },
    access: { type: "object", additionalProperties: { enum: ["hidden", "read", "edit", "require"] } },
    instance: { anyOf: [instanceViewSchema, { type: "null" }] },
    draft: { type: "boolean" },
    version: { type: "integer" },
    revision: { type: "integer" },
    formHash: { type: "string" },
    title: { type: "string" },
    by: personRefSchema,
    createdAt: { type: "string" },
    updatedAt: { type: "string" },
    capturedAt: { type: "string" },
    files: { type: "array", items: fileRefSchema },
    people: { type: "array", items: personRefSchema, description: "names of the people the data refers to" },
    areas: { type: "array", items: titledRefSchema, description: "titles of the areas the data refers to" },
  },
  required: ["id", "number", "form", "data", "access", "instance", "draft", "version", "revision", "formHash", "title", "by", "createdAt", "updatedAt", "files", "people", "areas"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One submission with its pinned form. */
export type SubmissionView = Refine<
  FromSchema<typeof submissionViewSchema>,
  { form: FormDefinition; data: JsonObject; access: { [xid: string]: FieldAccess }; instance: InstanceView | null }
>;

export const permitRowSchema = {
  type: "object",
  properties: {
    ...submissionRowSchema.properties,
    instanceId: { type: "string" },
    life: { type: "object", properties: { state: { type: "string" }, title: i18nTextSchema, tone: { enum: ["waiting", "live", "stopped", "done", "void"] }, since: { type: "string" }, causes: { type: "array", items: { type: "string" } } }, required: ["state", "title", "tone", "since", "causes"], additionalProperties: false },
    validUntil: { type: "string" },
    areaId: { type: "string" },
    position: { type: "object", properties: { x: { type: "number" }, y: { type: "number" } }, required: ["x", "y"], additionalProperties: false },
    holders: { type: "array", items: personRefSchema },
    guardians: { type: "array", items: personRefSchema },
    gasDueAt: { type: "string" },
  },
  required: [...submissionRowSchema.required, "instanceId", "life", "holders", "guardians"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A permit as the board shows it. */
export type PermitRow = Refine<FromSchema<typeof permitRowSchema>, { fields: { [xid: string]: JsonValue } }>;
export const permitPageSchema = pageOf(permitRowSchema);
export type PermitPage = Page<PermitRow>;

const timeOrNull = { anyOf: [{ type: "string" }, { type: "null" }] } as const;

const workSideSchema = {
  type: "object",
  properties: {
    submissionId: { type: "string" },
    number: { type: "string" },
    form: titledRefSchema,
    title: { type: "string", description: "what is done, where the caller may read the ticket" },
    visible: { type: "boolean", description: "whether the caller may open the ticket" },
    tone: { enum: ["waiting", "live", "stopped"] },
    from: { ...timeOrNull, description: "null: from ever" },
    to: { ...timeOrNull, description: "null: without a known end" },
    position: { type: "object", properties: { x: { type: "number" }, y: { type: "number" } }, required: ["x", "y"], additionalProperties: false },
    areaId: { type: "string" },
  },
  required: ["submissionId", "number", "form", "visible", "tone", "from", "to"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const permitConflictSchema = {
  type: "object",
  properties: {
    row: { type: "string", description: "row of the table of simultaneous work" },
    title: i18nTextSchema,
    clause: { type: "string" },
    verify: { type: "boolean", description: "the source of the row is still to be verified" },
    distanceM: { anyOf: [{ type: "number" }, { type: "null" }] },
    basis: { enum: ["3-D", "plan", "key", "unknown"], description: "how it was found; unknown: it cannot be told, and so counts" },
    a: workSideSchema,
    b: workSideSchema,
    from: { ...timeOrNull, description: "begin of the overlap" },
    to: { ...timeOrNull, description: "its end" },
  },
  required: ["row", "title", "clause", "verify", "distanceM", "basis", "a", "b", "from", "to"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Two tickets that stand in each other's way. */
export type PermitConflict = FromSchema<typeof permitConflictSchema>;
export const permitConflictsSchema = {
  type: "object",
  properties: { items: { type: "array", items: permitConflictSchema } },
  required: ["items"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PermitConflicts = FromSchema<typeof permitConflictsSchema>;
