import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { roleIds } from "../model/role.ts";
import { pageOf, personRefSchema, titledRefSchema, type Page } from "./common.ts";

const idText = { type: "string", minLength: 1, maxLength: 100 } as const;
const time = { type: "string", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" } as const;
const people = { type: "array", maxItems: 50, items: idText } as const;

export const dutyPlanSchema = {
  type: "object",
  properties: {
    shifts: {
      type: "array", minItems: 1, maxItems: 8,
      items: { type: "object", properties: { id: { type: "string", pattern: "^[a-z0-9-]{1,20}$" }, name: { type: "string", minLength: 1, maxLength: 40 }, from: time, to: { ...time, description: "at or before `from`: on the next day" } }, required: ["id", "name", "from", "to"], additionalProperties: false },
    },
    handoverMin: { type: "integer", minimum: 0, maximum: 120, description: "minutes for which those who go stay on duty" },
    week: { type: "object", maxProperties: 8, additionalProperties: { type: "array", minItems: 7, maxItems: 7, items: people }, description: "by shift: people of Monday to Sunday" },
    exceptions: {
      type: "array", maxItems: 400,
      items: { type: "object", properties: { date: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }, shift: { type: "string" }, people }, required: ["date", "shift", "people"], additionalProperties: false },
    },
  },
  required: ["shifts", "handoverMin", "week", "exceptions"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const rosterBodySchema = {
  type: "object",
  properties: { orgId: idText, role: { enum: roleIds }, plan: dutyPlanSchema },
  required: ["orgId", "role", "plan"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type RosterBody = FromSchema<typeof rosterBodySchema>;

export const rosterChangeSchema = {
  type: "object",
  properties: { plan: dutyPlanSchema, version: { type: "integer", description: "the version that was changed" } },
  required: ["plan", "version"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type RosterChange = FromSchema<typeof rosterChangeSchema>;

export const rosterViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    org: titledRefSchema,
    role: { enum: roleIds },
    plan: dutyPlanSchema,
    people: { type: "array", items: personRefSchema, description: "everyone the plan names" },
    onDuty: { type: "array", items: personRefSchema, description: "who is on duty now" },
    version: { type: "integer" },
    mayEdit: { type: "boolean" },
  },
  required: ["id", "org", "role", "plan", "people", "onDuty", "version", "mayEdit"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type RosterView = FromSchema<typeof rosterViewSchema>;
export const rosterPageSchema = pageOf(rosterViewSchema);
export type RosterPage = Page<RosterView>;
