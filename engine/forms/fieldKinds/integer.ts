import type { FieldKindSpec } from "./fieldKind.ts";

/** Integer. */
export const integer: FieldKindSpec = {
  kind: "integer",
  group: "basic",
  label: { zh: "整数", en: "Integer" },
  schema: { type: "integer" },
  stored: true,
};
