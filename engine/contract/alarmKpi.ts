import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema } from "./common.ts";

const count = { type: "integer" } as const;
const number = { type: "number" } as const;
const numberOrNull = { type: ["number", "null"] } as const;
const object = <const P extends Readonly<Record<string, JSONSchema>>>(properties: P) => ({ type: "object", properties, required: Object.keys(properties) as (keyof P & string)[], additionalProperties: false }) as const;

const spreadSchema = object({ n: count, median: numberOrNull, p90: numberOrNull, p95: numberOrNull, p99: numberOrNull });
export const shareSchema = { anyOf: [object({ share: number, low: number, high: number, n: count }), { type: "null" }] } as const;
const overlaySchema = object({ now: count, hours: number });
const busySchema = object({ ruleId: { type: "string" }, ruleTitle: i18nTextSchema, key: { type: "string" }, count });
const targetSchema = object({ value: number, source: { type: "string" }, confidence: { enum: ["read", "known", "project", "read-verify", "known-verify"] } });
const targets = ["rate", "overDemanding", "floodTime", "chattering", "stale", "topTen", "falseShare", "latencyS"] as const;

export const alarmKpiQuerySchema = {
  type: "object",
  properties: {
    from: { type: "string", format: "date-time" },
    to: { type: "string", format: "date-time" },
    consoles: { type: "integer", minimum: 1, maximum: 100, description: "staffed operator consoles, default 1" },
  },
  required: ["from", "to"],
  additionalProperties: false,
} as const;

export const alarmKpiSchema = object({
  from: { type: "string" }, to: { type: "string" }, consoles: count,
  announced: count, raised: count, rate: object({ mean: number, p95: number, max: number }),
  floods: { type: "array", items: object({ from: { type: "string" }, to: { type: "string" }, announced: count }) }, floodShare: number,
  chattering: { type: "array", items: busySchema }, fleeting: count, stale: count, busiest: { type: "array", items: busySchema }, topTenShare: numberOrNull,
  acknowledged: spreadSchema, disposed: spreadSchema, latency: spreadSchema,
  overlays: object({ shelved: overlaySchema, suppressed: overlaySchema, outOfService: overlaySchema }), nuisance: numberOrNull,
  dispositions: object({ true: count, false: count, test: count, maintenance: count, duplicate: count, none: count, unconfirmed: count }), disposedShare: numberOrNull,
  falseShare: shareSchema, falseShareOfEpisodes: shareSchema,
  falsePerSensorDay: { anyOf: [object({ rate: number, low: number, high: number, sensorDays: number }), { type: "null" }] },
  targets: object(Object.fromEntries(targets.map((name) => [name, targetSchema])) as { readonly [name in (typeof targets)[number]]: typeof targetSchema }),
});
/** Figures of the alarm system in a period: shares are fractions, times seconds. `null` where the data do not suffice for a figure. */
export type AlarmKpiView = FromSchema<typeof alarmKpiSchema>;
