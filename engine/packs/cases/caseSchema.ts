import type { JsonObject } from "../../model/json.ts";

const text: JsonObject = { type: "string", minLength: 1 };
const time: JsonObject = { type: "string", format: "date-time" };
const texts: JsonObject = { type: "array", items: text };
const map: JsonObject = { type: "object" };

const times: JsonObject = { from: time, to: time };
/** A list of flat records, every member needed. */
function records(members: readonly string[]): JsonObject {
  return { type: "array", items: { type: "object", additionalProperties: false, required: [...members], properties: Object.fromEntries(members.map((name) => [name, times[name] ?? (name === "people" ? texts : text)])) } };
}

const world: JsonObject = {
  type: "object", additionalProperties: false,
  properties: { at: time, units: map, people: map, areas: map, devices: map, linked: map, contractors: map, neighbours: map, conflicts: { type: "array" }, livePermits: { type: "integer", minimum: 0 }, calendar: map, tags: map, absences: records(["person", "deputy", "from", "to"]), duty: records(["role", "orgId", "from", "to", "people"]), initiator: text, number: text, data: map },
};

const created: JsonObject = { type: "object", additionalProperties: false, required: ["form"], properties: { form: text, data: map } };

const then: JsonObject = {
  type: "object", additionalProperties: false,
  properties: {
    state: text, registered: map, open: texts, holders: { type: "object", additionalProperties: texts },
    refused: { type: "object", additionalProperties: false, required: ["code"], properties: { code: text, checks: texts } },
    failing: texts, passing: texts, warned: texts, data: map, told: texts, timers: map,
    created: { anyOf: [created, { type: "array", items: created }] },
    alarms: { type: "object", additionalProperties: text }, edges: { type: "array", items: { type: "array", items: text, minItems: 4, maxItems: 4 } }, effects: texts,
  },
};

const step: JsonObject = {
  type: "object", additionalProperties: false, required: ["at", "do"],
  properties: {
    at: time, do: text, by: text, node: text, data: map, comment: text, reason: text, to: text, person: text, event: text,
    task: { type: "string" }, version: { type: "integer" }, people: texts, position: { enum: ["before", "after", "parallel"] }, mode: { enum: ["any", "all", "sequence"] }, back: { type: "boolean" },
    visit: text, child: text, outcome: text, key: { type: "string" }, photos: texts, password: { const: true }, admin: { const: true },
    gps: { type: "object", additionalProperties: false, required: ["lat", "lng", "accuracyM"], properties: { lat: { type: "number" }, lng: { type: "number" }, accuracyM: { type: "number" } } },
    distanceM: { type: "number", minimum: 0 }, unsigned: { const: true }, cause: text, causeId: text, world, checks: texts, facts: map,
    rule: text, tag: text, value: true, quality: { enum: ["good", "uncertain", "bad"] }, unit: text, then,
  },
};

/** JSON Schema 2020-12 of one case of `cases/*.json`. */
export const caseSchema: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object", additionalProperties: false, required: ["id", "name", "template", "when"],
  properties: {
    id: { type: "string", pattern: "^[a-z][a-z0-9-]{0,79}$" }, name: text, note: text, template: text, use: texts, rules: texts, given: world,
    when: { type: "array", minItems: 1, items: step },
  },
};
