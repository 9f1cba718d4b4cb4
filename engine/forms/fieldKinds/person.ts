import type { FieldKindSpec } from "./fieldKind.ts";
import { idSchema } from "./shared.ts";

/** Person. */
export const person: FieldKindSpec = {
  kind: "person",
  group: "people",
  label: { zh: "人员", en: "Person" },
  schema: idSchema,
  stored: true,
};
