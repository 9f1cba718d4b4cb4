import type { FieldKindSpec } from "./fieldKind.ts";

/** Yes or no. */
export const boolean: FieldKindSpec = {
  kind: "boolean",
  group: "choice",
  label: { zh: "是/否", en: "Yes or no" },
  schema: { type: "boolean" },
  stored: true,
};
