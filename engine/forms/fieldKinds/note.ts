import type { FieldKindSpec } from "./fieldKind.ts";

/** Note. */
export const note: FieldKindSpec = {
  kind: "note",
  group: "layout",
  label: { zh: "说明文字", en: "Note" },
  schema: {},
  start: { "x-note": { zh: "说明", en: "Note" } },
  stored: false,
};
