import type { FieldKindSpec } from "./fieldKind.ts";

/** Date. */
export const date: FieldKindSpec = {
  kind: "date",
  group: "time",
  label: { zh: "日期", en: "Date" },
  schema: { type: "string", format: "date" },
  stored: true,
};
