import type { FieldKindSpec } from "./fieldKind.ts";
import { rowsSchema } from "./shared.ts";

/** Repeat table. */
export const repeatTable: FieldKindSpec = {
  kind: "repeat-table",
  group: "table",
  label: { zh: "重复表格", en: "Repeat table" },
  schema: rowsSchema,
  start: { items: { type: "object", properties: {} } },
  empty: [],
  stored: true,
};
