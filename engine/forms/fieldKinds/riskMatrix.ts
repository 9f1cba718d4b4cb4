import type { JsonObject } from "../../model/json.ts";
import type { FieldKindSpec } from "./fieldKind.ts";

const result: JsonObject = {
  band: { enum: ["red", "orange", "yellow", "blue"] },
  direct: { type: "string", maxLength: 200 }, // the reason of a direct red
};

/** Only the scale values of the LEC method may be entered. */
const lec: JsonObject = {
  type: "object",
  properties: {
    method: { const: "LEC" },
    L: { enum: [10, 6, 3, 1, 0.5, 0.2, 0.1] },
    E: { enum: [10, 6, 3, 2, 1, 0.5] },
    C: { enum: [100, 40, 15, 7, 3, 1] },
    D: { type: "number" },
    ...result,
  },
  required: ["method", "L", "E", "C"],
  additionalProperties: false,
};

const scale: JsonObject = { type: "integer", minimum: 1, maximum: 5 };

const ls: JsonObject = {
  type: "object",
  properties: { method: { const: "LS" }, L: scale, S: scale, R: { type: "number" }, ...result },
  required: ["method", "L", "S"],
  additionalProperties: false,
};

/** Risk scored by LEC (D = L·E·C) or LS (R = L·S). */
export const riskMatrix: FieldKindSpec = {
  kind: "risk-matrix",
  group: "safety",
  label: { zh: "风险评价（LEC/LS）", en: "Risk matrix (LEC, LS)" },
  schema: { oneOf: [lec, ls] },
  stored: true,
};
