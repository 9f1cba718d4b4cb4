import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { pageOf, personRefSchema, type Page } from "./common.ts";

const idText = { type: "string", minLength: 1, maxLength: 100 } as const;
const instant = { type: "string", format: "date-time" } as const;

export const absenceBodySchema = {
  type: "object",
  properties: {
    personId: { ...idText, description: "who is away; the caller when left out" },
    deputyId: { ...idText, description: "who stands in" },
    from: { ...instant, description: "the first instant of the absence" },
    to: { ...instant, description: "the first instant after it" },
    reason: { type: "string", minLength: 1, maxLength: 500 },
  },
  required: ["deputyId", "from", "to"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type AbsenceBody = FromSchema<typeof absenceBodySchema>;

export const absenceViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    person: personRefSchema,
    deputy: personRefSchema,
    from: { type: "string" },
    to: { type: "string", description: "the first instant after it" },
    reason: { type: "string" },
    state: { enum: ["future", "present", "past"] },
    madeBy: personRefSchema,
    madeAt: { type: "string" },
    mayEnd: { type: "boolean", description: "whether the caller may end or remove it now" },
  },
  required: ["id", "person", "deputy", "from", "to", "state", "madeBy", "madeAt", "mayEnd"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A window in which somebody is away and another acts on his tasks. */
export type AbsenceView = FromSchema<typeof absenceViewSchema>;
export const absencePageSchema = pageOf(absenceViewSchema);
export type AbsencePage = Page<AbsenceView>;

export const absenceEndedSchema = {
  type: "object",
  properties: { removed: { type: "boolean", description: "true when it had not begun and is gone" }, absence: absenceViewSchema },
  required: ["removed", "absence"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type AbsenceEnded = FromSchema<typeof absenceEndedSchema>;
