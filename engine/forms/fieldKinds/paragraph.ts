import type { FieldKindSpec } from "./fieldKind.ts";

/** Paragraph. */
export const paragraph: FieldKindSpec = {
  kind: "paragraph",
  group: "basic",
  label: { zh: "多行文本", en: "Paragraph" },
  schema: { type: "string", maxLength: 60000 },
  start: { maxLength: 4000 },
  stored: true,
};
