import type { FieldKindSpec } from "./fieldKind.ts";
import { filesSchema } from "./shared.ts";

/** Photo. */
export const photo: FieldKindSpec = {
  kind: "photo",
  group: "media",
  label: { zh: "照片", en: "Photo" },
  schema: filesSchema,
  start: { type: "array" },
  empty: [],
  stored: true,
};
