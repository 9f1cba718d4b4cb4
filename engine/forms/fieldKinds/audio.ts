import type { FieldKindSpec } from "./fieldKind.ts";
import { filesSchema } from "./shared.ts";

/** Audio. */
export const audio: FieldKindSpec = {
  kind: "audio",
  group: "media",
  label: { zh: "录音", en: "Audio" },
  schema: filesSchema,
  start: { type: "array" },
  empty: [],
  stored: true,
};
