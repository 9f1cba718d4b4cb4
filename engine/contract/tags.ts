import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import type { JsonValue } from "../model/json.ts";
import type { Tag } from "../model/tag.ts";
import { i18nTextSchema, pageOf, type Page, type Refine } from "./common.ts";

const anyValue = { type: ["number", "string", "boolean", "object", "array", "null"] } as const;
const qualitySchema = { enum: ["good", "uncertain", "bad"] } as const satisfies JSONSchema;

const latestSchema = {
  type: "object",
  properties: {
    ts: { type: "string" },
    value: anyValue,
    quality: qualitySchema,
    ageS: { type: "number" },
    unknown: { type: "boolean", description: "bad, stale or cut off: says nothing of the plant" },
  },
  required: ["ts", "value", "quality", "ageS", "unknown"],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const tagViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: i18nTextSchema,
    measurement: { type: "string" },
    unit: { type: "string" },
    range: { type: "object", properties: { min: { type: "number" }, max: { type: "number" } }, required: ["min", "max"], additionalProperties: false },
    area: { type: "string" },
    orgId: { type: "string" },
    gateway: { type: "string" },
    asset: { type: "string" },
    assetClass: { type: "string" },
    medium: { type: "string" },
    labels: { type: "array", items: { type: "string" } },
    design: { type: "object", additionalProperties: { type: "object", properties: { value: { type: "number" }, unit: { type: "string" }, source: { type: "string" } }, required: ["value", "unit"], additionalProperties: false }, description: "values of its own that rules judge it by" },
    position: { type: "object", properties: { x: { type: "number" }, y: { type: "number" }, z: { type: "number" } }, required: ["x", "y"], additionalProperties: false },
    periodS: { type: "number" },
    staleAfterS: { type: "number" },
    safety: { type: "boolean" },
    mayBeConstant: { type: "boolean" },
    signal: { const: "4-20mA", description: "a current loop over the range" },
    connected: { type: "array", items: { type: "string" }, description: "tags it goes with" },
    peers: { type: "array", items: { type: "string" }, description: "tags that measure the same thing nearby" },
    computed: { const: true, description: "counted by the platform itself" },
    holdS: { type: "number" },
    report: { type: "object", description: "the form whose submissions it stands for, with the fields rules read" },
    latest: { anyOf: [latestSchema, { type: "null" }] },
    alarms: { type: "integer", description: "open alarms of the tag" },
  },
  required: ["id", "title", "measurement", "unit", "area", "orgId", "periodS", "latest", "alarms"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** The newest reading of a tag as the API shows it. */
export type LatestView = Refine<FromSchema<typeof latestSchema>, { value: JsonValue }>;
/** A tag with its newest reading. */
export type TagView = Tag & { readonly latest: LatestView | null; readonly alarms: number };
export const tagPageSchema = pageOf(tagViewSchema);
export type TagPage = Page<TagView>;

const pointSchema = {
  type: "object",
  properties: {
    t: { type: "string" },
    min: { type: ["number", "null"], description: "of usable numbers only" },
    max: { type: ["number", "null"] },
    last: anyValue,
    q: qualitySchema,
    n: { type: "integer", description: "readings in it" },
  },
  required: ["t", "min", "max", "last", "q", "n"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** One bucket of a trend. */
export type ReadingPoint = Refine<FromSchema<typeof pointSchema>, { last: JsonValue }>;

const gapSchema = {
  type: "object",
  properties: { from: { type: "string" }, to: { type: "string" }, why: { enum: ["dropout", "bad", "stale"] } },
  required: ["from", "to", "why"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A span without a usable value, never to be joined by a line. */
export type ReadingGap = FromSchema<typeof gapSchema>;

export const readingsViewSchema = {
  type: "object",
  properties: {
    points: { type: "array", items: pointSchema },
    gaps: { type: "array", items: gapSchema },
    raw: { type: "boolean", description: "each point is one reading" },
    count: { type: "integer", description: "readings in the span" },
  },
  required: ["points", "gaps", "raw", "count"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** The trend of a tag. */
export interface ReadingsView {
  readonly points: readonly ReadingPoint[];
  readonly gaps: readonly ReadingGap[];
  readonly raw: boolean;
  readonly count: number;
}
