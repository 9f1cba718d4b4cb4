import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema, personRefSchema } from "./common.ts";

const count = { type: "integer", minimum: 0 } as const;

export const defImpactSchema = {
  type: "object",
  properties: {
    /** Published definitions that name it, and what they do with it. */
    users: {
      type: "array",
      items: {
        type: "object",
        properties: { kind: { enum: ["forms", "flows", "rules"] }, id: { type: "string" }, title: i18nTextSchema, how: { enum: ["form", "creates", "starts", "subflow", "reads", "alarm", "disposal", "inhibits"] } },
        required: ["kind", "id", "title", "how"],
        additionalProperties: false,
      },
    },
    pack: { anyOf: [{ type: "null" }, { type: "object", properties: { id: { type: "string" }, subsidiaries: { ...count, description: "tenants below that have the pack" } }, required: ["id", "subsidiaries"], additionalProperties: false }] },
    /** Running flows: of a flow those that run it, of a form those that run over it. */
    running: {
      type: "object",
      properties: { total: count, revisions: { type: "array", items: { type: "object", properties: { revision: count, running: count }, required: ["revision", "running"], additionalProperties: false } } },
      required: ["total", "revisions"],
      additionalProperties: false,
    },
    drafts: { ...count, description: "of a form: records begun and not sent" },
    tags: { ...count, description: "of a rule: tags the draft looks at" },
    /** Of a rule: open alarms, and how many of them the draft no longer judges. */
    alarms: { type: "object", properties: { open: count, ends: count }, required: ["open", "ends"], additionalProperties: false },
    /** Of a flow: what would become of running instances, were they moved to the draft. Null while the draft does not pass its check. */
    verdicts: {
      anyOf: [
        { type: "null" },
        { type: "object", properties: { judged: count, keep: count, automatic: count, needsMapping: count, refuse: count }, required: ["judged", "keep", "automatic", "needsMapping", "refuse"], additionalProperties: false },
      ],
    },
  },
  required: ["users", "pack", "running", "drafts", "tags", "alarms", "verdicts"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Whom publishing the draft of a definition concerns. */
export type DefImpact = FromSchema<typeof defImpactSchema>;

export const presenceBodySchema = {
  type: "object",
  properties: { leave: { const: true, description: "the definition is closed" } },
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PresenceBody = FromSchema<typeof presenceBodySchema>;

export const presenceSchema = {
  type: "object",
  properties: {
    people: { type: "array", items: { type: "object", properties: { ...personRefSchema.properties, since: { type: "string" } }, required: ["id", "name", "since"], additionalProperties: false }, description: "who has it open in the designer, the caller left out" },
    etag: { type: "string", description: "of what is stored now, as GET gives it" },
    last: {
      type: "object",
      properties: { what: { enum: ["published", "saved"] }, by: personRefSchema, at: { type: "string" }, revision: { type: ["integer", "null"] } },
      required: ["what", "by", "at", "revision"],
      additionalProperties: false,
      description: "the newest change of it",
    },
  },
  required: ["people", "etag", "last"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Who else has a definition open, and what was stored last. */
export type Presence = FromSchema<typeof presenceSchema>;

/** Live event `definition`: somebody published it, saved or dropped its draft, or opened or left it. */
export interface DefinitionEvent {
  readonly kind: "forms" | "flows" | "rules";
  readonly id: string;
  readonly what: "published" | "saved" | "dropped" | "present";
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
  /** Of what is stored now; absent of `present`. */
  readonly etag?: string;
  readonly revision?: number;
}
