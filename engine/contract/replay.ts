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
  properties: { mode: { enum: ["sorted", "live"], description: "sorted (default): what the rule would have done once every reading had come; live: the published rule's alarms of then, judged again from the journal and compared with the log" }, definition: { type: "object", description: "the draft; without it the published rule" }, from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" } },
  required: ["from", "to"],
  additionalProperties: false,
} as const;

export const replayViewSchema = object({
  from: ms, to: ms,
  coverage: { type: "array", items: object({ tagId: { type: "string" }, expected: count, present: count, bad: count, late: count, gaps: count, knownPct: number }) },
  covered: { type: "boolean", description: "every tag was known for at least 80 % of the time; else the rest is no finding" },
  episodes: listOf(episodeSchema), announced: count, chatter: count, fleeting: count, brief: { ...count, description: "raise to clear under a minute" }, perOperator10min: number, peak10min: { ...count, description: "most announcements in any 10 minutes" },
  difference: { anyOf: [object({ episodes: count, live: { ...listOf(episodeSchema), description: "of the published rule" }, announced: count, same: count, onlyOld: listOf(episodeSchema), onlyNew: listOf(episodeSchema), moved: listOf(movedSchema) }), { type: "null" }], description: "against the published rule; null where that is the rule asked about, or there is none" },
  predicted: { ...object({ matched: count, disposed: count, right: count, wrong: count, unjudged: count, share: shareSchema }), description: "what was found of the live rule's alarms that this rule raises too; `share` is null where the figures do not suffice" },
});
/** What a rule would have done on stored readings. Lists show their first entries. */
export type ReplayView = FromSchema<typeof replayViewSchema>;

const eventSchema = object({
  id: { type: "string" }, alarmId: { type: "string" }, ruleId: { type: "string" }, key: { type: "string" }, kind: { type: "string" }, at: ms, storedAt: ms,
  from: { type: "string" }, to: { type: "string" }, generation: count, why: { type: "string" }, by: { type: ["string", "null"] },
} as const);
const eventOrNull = { anyOf: [eventSchema, { type: "null" }] } as const;

export const liveReplayViewSchema = object({
  mode: { const: "live" }, from: ms, to: ms,
  base: { ...ms, description: "epoch ms of the engine's memory that the replay began with" },
  readings: { ...count, description: "judged again, those between base and `from` included" }, entries: { ...count, description: "of the journal" },
  events: { ...count, description: "stored in the span" }, equal: { type: "boolean", description: "the replayed log is the stored one: same edges, times, reasons, amendments, generations" },
  first: { anyOf: [object({ index: count, differs: { type: "array", items: { type: "string" } }, stored: eventOrNull, replayed: eventOrNull } as const), { type: "null" }], description: "where the two logs part, and in which fields; one side is null where it has no further event" },
  missing: { anyOf: [object({ what: { enum: ["entry", "batch"] }, number: count } as const), { type: "null" }], description: "what is missing in the journal or the log of readings; the span was replayed up to there" },
  unfit: { type: "array", items: { type: "string" }, description: "processes that this version of the platform judges otherwise than the one that wrote the base" },
} as const);
/** A live span judged again from the journal, against the log of then. */
export type LiveReplayView = FromSchema<typeof liveReplayViewSchema>;
