import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema, pageOf, type Page } from "./common.ts";

export const noticeViewSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    at: { type: "string" },
    topic: { type: "string" },
    message: i18nTextSchema,
    params: { type: "object" },
    subject: { anyOf: [{ type: "object", properties: { type: { type: "string" }, id: { type: "string" } }, required: ["type", "id"], additionalProperties: false }, { type: "null" }] },
    readAt: { type: ["string", "null"] },
  },
  required: ["id", "at", "topic", "message", "params", "subject", "readAt"],
  additionalProperties: false,
} as const satisfies JSONSchema;
/** A message to one person. */
export type NoticeView = FromSchema<typeof noticeViewSchema>;
export const noticePageSchema = pageOf(noticeViewSchema);
export type NoticePage = Page<NoticeView>;
