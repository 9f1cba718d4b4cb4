import type { FromSchema, JSONSchema } from "json-schema-to-ts";

const short = { type: "string", minLength: 1, maxLength: 200 } as const;

export const flowEventBodySchema = {
  type: "object",
  properties: { name: { ...short, description: "what happened, as a wait node names it" }, key: { ...short, description: "of what: only flows that wait for this key go on" } },
  required: ["name", "key"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /events. */
export type FlowEventBody = FromSchema<typeof flowEventBodySchema>;

export const flowEventReplySchema = {
  type: "object",
  properties: { waiting: { type: "integer", description: "flows that waited for it" } },
  required: ["waiting"],
  additionalProperties: false,
} as const satisfies JSONSchema;
