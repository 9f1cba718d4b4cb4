import type { JsonObject } from "../../model/json.ts";

/** An id made by the server or named in a definition. */
export const idSchema: JsonObject = { type: "string", minLength: 1, maxLength: 200 };

export const instantSchema: JsonObject = { type: "string", format: "date-time" };

const geo: JsonObject = {
  lat: { type: "number", minimum: -90, maximum: 90 },
  lng: { type: "number", minimum: -180, maximum: 180 },
  accuracyM: { type: "number", minimum: 0 },
};

/** A stored original: only its server-issued id counts, the rest describes the capture. */
export const fileRefSchema: JsonObject = {
  type: "object",
  properties: {
    file: idSchema, name: { type: "string", maxLength: 300 }, capturedAt: instantSchema,
    hash: { type: "string", pattern: "^[0-9a-f]{64}$" }, deviceId: { type: "string", maxLength: 200 }, ...geo,
  },
  required: ["file"],
  additionalProperties: false,
};

export const filesSchema: JsonObject = { anyOf: [fileRefSchema, { type: "array", items: fileRefSchema, maxItems: 50 }] };

export const placeSchema: JsonObject = {
  type: "object",
  properties: {
    area: idSchema,
    point: {
      type: "object",
      properties: { x: { type: "number" }, y: { type: "number" }, z: { type: "number" } },
      required: ["x", "y"],
      additionalProperties: false,
    },
    ...geo,
    text: { type: "string", maxLength: 500 },
  },
  additionalProperties: false,
};

/** One id, or several. */
export const idsSchema: JsonObject = { anyOf: [idSchema, { type: "array", items: idSchema, uniqueItems: true, maxItems: 200 }] };

/** Rows; what a row holds is the author's `items`. */
export const rowsSchema: JsonObject = { type: "array", items: { type: "object" }, maxItems: 500 };
