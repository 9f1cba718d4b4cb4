import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { JsonObject } from "../model/json.ts";
import type { Refine } from "./common.ts";

export const gpsSchema = {
  type: "object",
  properties: { lat: { type: "number", minimum: -90, maximum: 90 }, lng: { type: "number", minimum: -180, maximum: 180 }, accuracyM: { type: "number", minimum: 0 } },
  required: ["lat", "lng", "accuracyM"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const signatureSchema = {
  type: "object",
  properties: {
    strokes: { type: "array", maxItems: 500, items: { type: "array", maxItems: 5000, items: { type: "number" } } },
    image: { type: "string", description: "id of an uploaded signature file" },
    meaning: { type: "string", minLength: 1, maxLength: 200 },
  },
  required: ["meaning"],
  additionalProperties: false,
} as const satisfies JSONSchema;

const shared = {
  comment: { type: "string", maxLength: 5000 },
  data: { type: "object", description: "changed fields by property key" },
  gps: gpsSchema,
  signature: signatureSchema,
  password: { type: "string", maxLength: 200 },
} as const;

export const taskCommandBodySchema = {
  type: "object",
  properties: {
    ...shared,
    command: {
      enum: ["submit", "approve", "reject", "return", "transfer", "delegate", "advise", "undelegate", "claim", "unclaim", "addSigner", "reduceSigner", "takeBack", "comment", "cancel"],
    },
    version: { type: "integer", minimum: 0, description: "the task's version; another one is answered 409" },
    to: { type: "string", maxLength: 60, description: "return: the node to go back to" },
    back: { type: "boolean" },
    person: { type: "string", maxLength: 120 },
    people: { type: "array", maxItems: 50, items: { type: "string", maxLength: 120 }, description: "addSigner" },
    position: { enum: ["before", "after", "parallel"], description: "addSigner" },
    mode: { enum: ["any", "all", "sequence"], description: "addSigner before or after; all when left out" },
  },
  required: ["command", "version"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /tasks/:id/commands. */
export type TaskCommandBody = Refine<FromSchema<typeof taskCommandBodySchema>, { data?: JsonObject }>;

export const instanceCommandBodySchema = {
  type: "object",
  properties: {
    ...shared,
    command: { enum: ["withdraw", "cancel", "comment", "cc", "urge", "suspend", "resume", "jump", "terminate", "event"] },
    event: { type: "string", maxLength: 60 },
    people: { type: "array", maxItems: 200, items: { type: "string", maxLength: 120 }, description: "cc" },
    visit: { type: "string", maxLength: 60, description: "jump: the visit whose token moves" },
    to: { type: "string", maxLength: 60, description: "jump: the node it moves to" },
    reason: { type: "string", maxLength: 2000 },
    version: { type: "integer", minimum: 0, description: "the instance's seq; another one is answered 409" },
  },
  required: ["command", "version"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** Body of POST /instances/:id/commands. */
export type InstanceCommandBody = Refine<FromSchema<typeof instanceCommandBodySchema>, { data?: JsonObject }>;
