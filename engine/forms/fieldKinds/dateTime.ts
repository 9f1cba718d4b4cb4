import type { FieldKindSpec } from "./fieldKind.ts";
import { instantSchema } from "./shared.ts";

/** Date and time. */
export const dateTime: FieldKindSpec = {
  kind: "date-time",
  group: "time",
  label: { zh: "日期时间", en: "Date and time" },
  schema: instantSchema,
  stored: true,
};
