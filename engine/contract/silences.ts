import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema, pageOf, personRefSchema, titledRefSchema, type Page } from "./common.ts";

const idText = { type: "string", minLength: 1, maxLength: 100 } as const;
const instant = { type: "string", format: "date-time" } as const;

export const silenceBodySchema = {
  type: "object",
  properties: {
    orgId: { ...idText, description: "the unit it reaches down from; the caller's own when left out" },
    area: idText,
    rule: idText,
    tag: idText,
    priorities: { type: "array", minItems: 1, maxItems: 4, uniqueItems: true, items: { enum: ["P1", "P2", "P3", "P4"] }, description: "all but P1 when left out; P1 is refused" },
    reason: { type: "string", minLength: 1, maxLength: 500 },
    from: { ...instant, description: "now when left out" },
    until: { ...instant, description: "the first instant after it" },
  },
  required: ["reason", "until"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type SilenceBody = FromSchema<typeof silenceBodySchema>;

export const silenceViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    org: titledRefSchema,
    area: titledRefSchema,
    rule: { type: "object", properties: { id: { type: "string" }, title: i18nTextSchema }, required: ["id", "title"], additionalProperties: false },
    tag: { type: "string" },
    priorities: { type: "array", items: { enum: ["P2", "P3", "P4"] } },
    reason: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    state: { enum: ["future", "present", "past"] },
    by: personRefSchema,
    madeAt: { type: "string" },
    endedBy: personRefSchema,
    holds: { type: "integer", description: "notices it holds now" },
    mayEnd: { type: "boolean" },
  },
  required: ["id", "org", "priorities", "reason", "from", "until", "state", "by", "madeAt", "holds", "mayEnd"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Alarms that are recorded and not announced for a while. */
export type SilenceView = FromSchema<typeof silenceViewSchema>;
export const silencePageSchema = pageOf(silenceViewSchema);
export type SilencePage = Page<SilenceView>;
