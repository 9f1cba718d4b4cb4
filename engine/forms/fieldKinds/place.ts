import type { FieldKindSpec } from "./fieldKind.ts";
import { placeSchema } from "./shared.ts";

/** Place. */
export const place: FieldKindSpec = {
  kind: "place",
  group: "place",
  label: { zh: "地点", en: "Place" },
  schema: placeSchema,
  stored: true,
};
