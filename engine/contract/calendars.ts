import type { FromSchema } from "json-schema-to-ts";
import { i18nTextSchema } from "./common.ts";

const calendarSchema = {
  type: "object",
  properties: { id: { type: "string" }, title: i18nTextSchema },
  required: ["id", "title"],
  additionalProperties: false,
} as const;

export const calendarListSchema = { type: "object", properties: { items: { type: "array", items: calendarSchema } }, required: ["items"], additionalProperties: false } as const;
/** The work calendars of the installation, as pickers show them. */
export type CalendarList = FromSchema<typeof calendarListSchema>;
