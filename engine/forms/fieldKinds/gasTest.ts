import type { FieldKindSpec } from "./fieldKind.ts";
import { rowsSchema } from "./shared.ts";

/** Gas test table. */
export const gasTest: FieldKindSpec = {
  kind: "gas-test",
  group: "safety",
  label: { zh: "气体分析", en: "Gas test table" },
  schema: rowsSchema,
  start: { items: { type: "object", properties: {} } },
  empty: [],
  stored: true,
};
