import type { FieldKindSpec } from "./fieldKind.ts";

/** Number with unit. */
export const number: FieldKindSpec = {
  kind: "number",
  group: "basic",
  label: { zh: "数字（带单位）", en: "Number with unit" },
  schema: { type: "number" },
  stored: true,
};
