import { isPlatformCount } from "@safeloop/engine";

/** Measurements a tag may have, in the order pickers show them. */
export const measurements = [
  "combustible", "toxic", "oxygen", "pressure", "flow", "temperature", "level", "vibration", "wind-speed", "wind-direction",
  "current", "power", "dust", "sound", "speed", "quantity", "state", "video-event", "position", "log-event", "people-count", "permit-count", "alarm-count", "record-count", "form-report",
] as const;

/** Those a person may give a tag; what is in an area is counted and forms are taken in by the platform. */
export const givenMeasurements = measurements.filter((one) => !isPlatformCount(one) && one !== "form-report");

const tagIds = (maxItems: number, description: string) => ({ type: "array", maxItems, uniqueItems: true, items: { type: "string", minLength: 1, maxLength: 64 }, description }) as const;
const text = { type: "string", minLength: 1, maxLength: 120 } as const;

/** What a caller may say about a tag. `orgId` follows from the area. */
export const tagBodySchema = {
  type: "object",
  properties: {
    id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$" },
    title: { type: "object", properties: { zh: text, en: text }, required: ["zh", "en"], additionalProperties: false },
    measurement: { enum: givenMeasurements },
    unit: { type: "string", maxLength: 24, description: "UCUM-style code; empty for states and events" },
    range: { type: "object", properties: { min: { type: "number" }, max: { type: "number" } }, required: ["min", "max"], additionalProperties: false },
    area: { type: "string", maxLength: 60, description: "id or code of an area" },
    gateway: { type: "string", maxLength: 40 },
    asset: { type: "string", maxLength: 60 },
    assetClass: { type: "string", maxLength: 60 },
    medium: { type: "string", maxLength: 40 },
    labels: { type: "array", maxItems: 20, items: { type: "string", minLength: 1, maxLength: 40 } },
    design: { type: "object", maxProperties: 40, additionalProperties: { type: "object", properties: { value: { type: "number" }, unit: { type: "string", maxLength: 24 }, source: { type: "string", maxLength: 200 } }, required: ["value", "unit"], additionalProperties: false }, description: "values of its own that rules judge it by: design pressure, relief setting, retirement thickness" },
    position: { type: "object", properties: { x: { type: "number" }, y: { type: "number" }, z: { type: "number" } }, required: ["x", "y"], additionalProperties: false },
    periodS: { type: "number", exclusiveMinimum: 0, maximum: 86_400 },
    staleAfterS: { type: "number", exclusiveMinimum: 0, maximum: 604_800 },
    safety: { type: "boolean" },
    mayBeConstant: { type: "boolean" },
    signal: { enum: ["4-20mA"], description: "the source is a current loop over the range: readings in mA are converted, below 3.6 and above 21 mA the loop is at fault (NAMUR NE 43)" },
    connected: tagIds(8, "tags it goes with: what fills or empties a tank, what drives a machine, the wind speed of a vane"),
    peers: tagIds(16, "tags that measure the same thing nearby; drift is judged against their median"),
    holdS: { type: "number", minimum: 0, maximum: 3600 },
  },
  required: ["id", "title", "measurement", "unit", "area", "periodS"],
  additionalProperties: false,
} as const;

const { id: _id, ...changeable } = tagBodySchema.properties;
export const tagChangeSchema = { type: "object", properties: changeable, minProperties: 1, additionalProperties: false } as const;
