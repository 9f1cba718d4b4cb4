import type { FieldKindSpec } from "./fieldKind.ts";
import { filesSchema } from "./shared.ts";

/** Video. */
export const video: FieldKindSpec = {
  kind: "video",
  group: "media",
  label: { zh: "视频", en: "Video" },
  schema: filesSchema,
  start: { type: "array" },
  empty: [],
  stored: true,
};
