import type { FieldKindSpec } from "./fieldKind.ts";
import { idSchema } from "./shared.ts";

/** People. */
export const people: FieldKindSpec = {
  kind: "people",
  group: "people",
  label: { zh: "多名人员", en: "People" },
  schema: { type: "array", items: idSchema, uniqueItems: true, maxItems: 500 },
  empty: [],
  stored: true,
};
