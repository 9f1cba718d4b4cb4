import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { FlowDefinition } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { AlertRule } from "../model/rule.ts";
import { i18nTextSchema, issueSchema, pageOf, personRefSchema, type Page, type Refine } from "./common.ts";

/** The three kinds of definition, as the API's path names them. */
export const definitionKinds = ["forms", "flows", "rules"] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** Any definition. */
export type Definition = FormDefinition | FlowDefinition | AlertRule;

export const defSummarySchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: i18nTextSchema,
    category: { type: "string" },
    published: {
      anyOf: [
        { type: "null" },
        {
          type: "object",
          properties: { revision: { type: "integer" }, hash: { type: "string" }, at: { type: "string" }, by: personRefSchema },
          required: ["revision", "hash", "at", "by"],
          additionalProperties: false,
        },
      ],
    },
    draft: {
      anyOf: [
        { type: "null" },
        {
          type: "object",
          properties: { updatedAt: { type: "string" }, by: personRefSchema, etag: { type: "string" } },
          required: ["updatedAt", "by", "etag"],
          additionalProperties: false,
        },
      ],
    },
    packId: { type: "string" },
    source: { enum: ["pack", "local"] },
  },
  required: ["id", "title", "published", "draft", "source"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type DefSummary = FromSchema<typeof defSummarySchema>;
export const defPageSchema = pageOf(defSummarySchema);
export type DefPage = Page<DefSummary>;

export const defBodySchema = {
  type: "object",
  properties: { definition: { type: "object", description: "the definition, checked before anything is stored" } },
  required: ["definition"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /X, PUT /X/:id/draft and POST /X/check. */
export type DefBody<D = Definition> = { definition: D };

export const draftSavedSchema = {
  type: "object",
  properties: { id: { type: "string" }, etag: { type: "string" }, issues: { type: "array", items: issueSchema } },
  required: ["id", "etag", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** What saving a draft answers; `issues` are what publishing would refuse or warn of. */
export type DraftSaved = FromSchema<typeof draftSavedSchema>;

export const defDetailSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    published: { type: ["object", "null"] },
    draft: { type: ["object", "null"] },
    etag: { type: "string", description: "of the draft, for If-Match; of the published revision when there is no draft" },
    hash: { type: ["string", "null"] },
    packId: { type: "string", description: "the pack it belongs to; absent where the tenant made it its own" },
  },
  required: ["id", "published", "draft", "etag", "hash"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type DefDetail<D = Definition> = Refine<FromSchema<typeof defDetailSchema>, { published: D | null; draft: D | null }>;

export const defVersionsSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { revision: { type: "integer" }, hash: { type: "string" }, at: { type: "string" }, by: personRefSchema, reason: { type: "string" } },
    required: ["revision", "hash", "at", "by", "reason"],
    additionalProperties: false,
  },
} as const satisfies JSONSchema;
export type DefVersion = FromSchema<typeof defVersionsSchema>[number];

export const publishBodySchema = {
  type: "object",
  properties: { reason: { type: "string", minLength: 1, maxLength: 2000 } },
  required: ["reason"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PublishBody = FromSchema<typeof publishBodySchema>;

export const publishedSchema = {
  type: "object",
  properties: { revision: { type: "integer" }, hash: { type: "string" }, issues: { type: "array", items: issueSchema } },
  required: ["revision", "hash", "issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type Published = FromSchema<typeof publishedSchema>;

export const issuesSchema = {
  type: "object",
  properties: { issues: { type: "array", items: issueSchema } },
  required: ["issues"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type IssuesView = FromSchema<typeof issuesSchema>;

export const validateDataBodySchema = {
  type: "object",
  properties: { data: {}, draft: { type: "boolean" } },
  required: ["data"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /forms/:id/validate: any JSON value, judged against the published form. */
export type ValidateDataBody = FromSchema<typeof validateDataBodySchema>;

export const validDataSchema = {
  type: "object",
  properties: { valid: { const: true }, data: {} },
  required: ["valid", "data"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type ValidData = FromSchema<typeof validDataSchema>;
