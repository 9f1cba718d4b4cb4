import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema } from "./common.ts";
import { planItemSchema } from "./packs.ts";

const anyValue = {} as const;
const layerName = { enum: ["product", "group", "company", "site"] } as const;

/** What one layer says of a facet, from the product down; the last is the tenant's own. */
const stepSchema = {
  type: "object",
  properties: {
    layer: layerName, org: { ...i18nTextSchema, description: "whose layer it is; of the product the title of the pack" },
    value: { description: "in force at this layer; absent: not there" }, asks: { description: "what this layer itself sets" },
    subsumed: { type: "boolean", description: "its own value is not in force: stricter or locked above" }, decides: { type: "boolean", description: "the layer whose value is in force at the end" },
    by: { type: "string", description: "who; only of the tenant's own layer" }, at: { type: "string" }, why: { type: "string" },
  },
  required: ["layer", "org"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** One operation of the tenant's own overlay. */
const changeSchema = {
  type: "object",
  properties: {
    key: { type: "string", description: "what it is taken back by" }, op: { enum: ["add", "set", "remove", "restore", "move", "lock"] }, prop: { type: "string" },
    upper: anyValue, mine: anyValue, effective: anyValue,
    chain: { type: "array", items: stepSchema },
  },
  required: ["key", "op", "chain"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** A facet that a layer above holds. */
const heldSchema = {
  type: "object",
  properties: {
    facet: { type: "string", description: "a property, `exist`, `place` or `children.<slot>`" }, level: { enum: ["tightenOnly", "fixed"] },
    value: { description: "of a property that may only be tightened: the value above, which binds" }, org: i18nTextSchema, clause: { type: "string" }, check: { ...i18nTextSchema, description: "the locked check or rule that reads it" },
  },
  required: ["facet", "level"],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** How each element of a definition stands to the layers above. */
export const packElementsSchema = {
  type: "object",
  properties: {
    id: { type: "string" }, version: { type: "string" }, seq: { type: "integer", description: "the state in force; what a change is decided on" },
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          el: { type: "string" }, kind: { type: "string" }, title: i18nTextSchema,
          definition: planItemSchema.properties.definition,
          state: { enum: ["inherited", "changed", "tightened", "added", "removed", "subsumed", "converged", "orphan"] },
          lock: { enum: ["free", "tightenOnly", "fixed"] },
          changes: { type: "array", items: changeSchema },
          held: { type: "array", items: heldSchema, description: "asked for one definition only" },
          inside: { type: "array", items: { type: "string" }, description: "what it lies in, nearest first; asked for one definition only" },
        },
        required: ["el", "kind", "title", "definition", "state", "lock", "changes"],
        additionalProperties: false,
      },
    },
  },
  required: ["id", "version", "seq", "items"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackElements = FromSchema<typeof packElementsSchema>;

const keys = { type: "array", minItems: 1, maxItems: 2_000, items: { type: "string", maxLength: 1_000 }, description: "operations of the own overlay" } as const;
const seq = { type: "integer", minimum: 1, description: "the state in force that the person saw" } as const;

/** Body of POST /packs/:id/overlay/revert/plan. */
export const packRevertPlanBodySchema = { type: "object", properties: { keys, seq }, required: ["keys", "seq"], additionalProperties: false } as const satisfies JSONSchema;
export type PackRevertPlanBody = FromSchema<typeof packRevertPlanBodySchema>;

export const packRevertBodySchema = {
  type: "object",
  properties: { keys, seq, reason: { type: "string", minLength: 1, maxLength: 1000 } },
  required: ["keys", "seq", "reason"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackRevertBody = FromSchema<typeof packRevertBodySchema>;

/** What taking own changes back means; nothing is stored. */
export const packRevertPlanSchema = {
  type: "object",
  properties: {
    id: { type: "string" }, seq: { type: "integer" },
    gone: {
      type: "array", description: "operations that leave the overlay: those asked for, and what hangs on them",
      items: {
        type: "object",
        properties: {
          key: { type: "string" }, op: changeSchema.properties.op, el: { type: "string" }, kind: { type: "string" }, title: i18nTextSchema, definition: planItemSchema.properties.definition,
          prop: { type: "string" }, now: { description: "in force now" }, after: { description: "in force afterwards" }, asked: { type: "boolean", description: "false: it hangs on one that was asked for" },
        },
        required: ["key", "op", "el", "kind", "title", "definition", "asked"],
        additionalProperties: false,
      },
    },
    publishes: {
      type: "array", description: "definitions that get a new revision",
      items: { type: "object", properties: { kind: { enum: ["form", "flow", "rule"] }, id: { type: "string" }, title: i18nTextSchema, draftBy: { type: "string", description: "whose unpublished draft of it ends" } }, required: ["kind", "id", "title"], additionalProperties: false },
    },
  },
  required: ["id", "seq", "gone", "publishes"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PackRevertPlan = FromSchema<typeof packRevertPlanSchema>;
