import type { FieldKindSpec } from "./fieldKind.ts";

/** Text. */
export const text: FieldKindSpec = {
  kind: "text",
  group: "basic",
  label: { zh: "单行文本", en: "Text" },
  schema: { type: "string", maxLength: 2000 },
  start: { maxLength: 200 },
  stored: true,
};
