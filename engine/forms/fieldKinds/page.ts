import type { FieldKindSpec } from "./fieldKind.ts";

/** Page. */
export const page: FieldKindSpec = {
  kind: "page",
  group: "layout",
  label: { zh: "分页", en: "Page" },
  schema: { type: "object" },
  start: { properties: {} },
  stored: true,
};
