import type { FieldKindSpec } from "./fieldKind.ts";
import { filesSchema } from "./shared.ts";

/** File. */
export const file: FieldKindSpec = {
  kind: "file",
  group: "media",
  label: { zh: "附件", en: "File" },
  schema: filesSchema,
  start: { type: "array" },
  empty: [],
  stored: true,
};
