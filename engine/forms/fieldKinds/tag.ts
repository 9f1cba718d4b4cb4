import type { JsonObject } from "../../model/json.ts";
import type { FieldKindSpec } from "./fieldKind.ts";
import { idSchema, instantSchema } from "./shared.ts";

/** The reading as it was when the form was filled; quality travels with it. */
const snapshot: JsonObject = {
  type: "object",
  properties: {
    tag: idSchema,
    value: { type: ["number", "string", "boolean", "null"] },
    unit: { type: "string", maxLength: 40 },
    ts: instantSchema,
    quality: { enum: ["good", "uncertain", "bad"] },
  },
  required: ["tag"],
  additionalProperties: false,
};

/** A measured point, with a snapshot of its reading when there is one. */
export const tag: FieldKindSpec = {
  kind: "tag",
  group: "safety",
  label: { zh: "实时测点", en: "Live tag" },
  schema: { anyOf: [idSchema, snapshot] },
  stored: true,
};
