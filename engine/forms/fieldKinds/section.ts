import type { FieldKindSpec } from "./fieldKind.ts";

/** Section. */
export const section: FieldKindSpec = {
  kind: "section",
  group: "layout",
  label: { zh: "分组", en: "Section" },
  schema: { type: "object" },
  start: { properties: {} },
  stored: true,
};
