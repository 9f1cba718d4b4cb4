import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { shareSchema } from "./alarmKpi.ts";

const count = { type: "integer" } as const;
const number = { type: "number" } as const;
const ms = { type: "number", description: "epoch ms" } as const;
const msOrNull = { type: ["number", "null"], description: "epoch ms; null while it lasts" } as const;
const object = <const P extends Readonly<Record<string, JSONSchema>>>(properties: P) => ({ type: "object", properties, required: Object.keys(properties) as (keyof P & string)[], additionalProperties: false }) as const;

const times = { raisedAt: ms, clearedAt: msOrNull } as const;
const episodeSchema = object({ key: { type: "string" }, ...times });
const movedSchema = object({ key: { type: "string" }, was: object(times), ...times });
/** How many, and the first of them. */
const listOf = <const S extends JSONSchema>(items: S) => object({ count, first: { type: "array", items } } as const);

export const replayBodySchema = {
  type: "object",
  properties: { definition: { type: "object", description: "the draft; without it the published rule" }, from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" } },
  required: ["from", "to"],
  additionalProperties: false,
} as const;

export const replayViewSchema = object({
  from: ms, to: ms,
  coverage: { type: "array", items: object({ tagId: { type: "string" }, expected: count, present: count, bad: count, late: count, gaps: count, knownPct: number }) },
  covered: { type: "boolean", description: "every tag was known for at least 80 % of the time; else the rest is no finding" },
  episodes: listOf(episodeSchema), announced: count, chatter: count, fleeting: count, perOperator10min: number,
  difference: { anyOf: [object({ episodes: count, announced: count, same: count, onlyOld: listOf(episodeSchema), onlyNew: listOf(episodeSchema), moved: listOf(movedSchema) }), { type: "null" }], description: "against the published rule; null where that is the rule asked about, or there is none" },
  predicted: { ...object({ matched: count, disposed: count, right: count, wrong: count, unjudged: count, share: shareSchema }), description: "what was found of the live rule's alarms that this rule raises too; `share` is null where the figures do not suffice" },
});
/** What a rule would have done on stored readings. Lists show their first entries. */
export type ReplayView = FromSchema<typeof replayViewSchema>;
