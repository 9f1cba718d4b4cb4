import type { FieldKindSpec } from "./fieldKind.ts";

/** Duration in minutes. */
export const duration: FieldKindSpec = {
  kind: "duration",
  group: "time",
  label: { zh: "时长（分钟）", en: "Duration in minutes" },
  schema: { type: "number", minimum: 0 },
  start: { "x-unit": "min" },
  stored: true,
};
