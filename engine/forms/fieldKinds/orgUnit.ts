import type { FieldKindSpec } from "./fieldKind.ts";
import { idsSchema } from "./shared.ts";

/** Organisation unit. */
export const orgUnit: FieldKindSpec = {
  kind: "org-unit",
  group: "people",
  label: { zh: "组织", en: "Organisation unit" },
  schema: idsSchema,
  start: { type: "string" },
  stored: true,
};
