import type { JsonObject } from "../../model/json.ts";
import type { FieldKindSpec } from "./fieldKind.ts";
import { idSchema, instantSchema, placeSchema } from "./shared.ts";

/** Who signed, when, where, how, and the hash of what was signed. */
const one: JsonObject = {
  type: "object",
  properties: {
    file: idSchema, by: idSchema, at: instantSchema, place: placeSchema,
    method: { type: "string", minLength: 1, maxLength: 40 },
    hash: { type: "string", pattern: "^[0-9a-f]{64}$" },
  },
  required: ["by", "at", "method"],
  additionalProperties: false,
};

/** Signature, or several of them. */
export const signature: FieldKindSpec = {
  kind: "signature",
  group: "media",
  label: { zh: "签名", en: "Signature" },
  schema: { anyOf: [one, { type: "array", items: one, maxItems: 200 }] },
  stored: true,
};
