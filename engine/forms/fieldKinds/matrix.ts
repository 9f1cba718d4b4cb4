import type { FieldKindSpec } from "./fieldKind.ts";

/** Matrix. */
export const matrix: FieldKindSpec = {
  kind: "matrix",
  group: "table",
  label: { zh: "矩阵", en: "Matrix" },
  schema: { type: "object", maxProperties: 200, additionalProperties: { type: "object", additionalProperties: { type: ["string", "number", "boolean", "null"] } } },
  empty: {},
  stored: true,
};
