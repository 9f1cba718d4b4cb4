import type { FieldKindSpec } from "./fieldKind.ts";
import { idsSchema } from "./shared.ts";

/** Linked submission. */
export const reference: FieldKindSpec = {
  kind: "reference",
  group: "people",
  label: { zh: "关联单据", en: "Linked submission" },
  schema: idsSchema,
  start: { type: "string" },
  stored: true,
};
