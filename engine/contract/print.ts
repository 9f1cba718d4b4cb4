import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { i18nTextSchema } from "./common.ts";

export const printQuerySchema = {
  type: "object",
  properties: {
    locale: { enum: ["zh", "en"], description: "language of the paper; default that of the caller" },
    copy: { type: "string", maxLength: 40, description: "one of the copies of the form's print layout; default the whole record" },
  },
  additionalProperties: false,
} as const satisfies JSONSchema;
export type PrintQuery = FromSchema<typeof printQuerySchema>;

/** What anybody who holds a printed paper may know of it: nothing of a person, nothing that was filled in. */
export const verifiedPrintSchema = {
  type: "object",
  properties: {
    number: { type: "string" },
    form: i18nTextSchema,
    state: i18nTextSchema,
    tone: { enum: ["draft", "waiting", "live", "stopped", "done", "void"] },
    live: { type: "boolean", description: "permits only: work may go on under it right now; false before the start, while stopped, and from the end on" },
    same: { type: "boolean", description: "the record is what it was when this was printed" },
    printedHash: { type: "string", description: "first 16 hex digits of the fingerprint on the paper" },
    presentHash: { type: "string", description: "first 16 hex digits of the record's fingerprint now" },
    changedAt: { type: "string", description: "when the record last changed; only where it is not the same" },
    now: { type: "string" },
  },
  required: ["number", "form", "state", "tone", "same", "printedHash", "presentHash", "now"],
  additionalProperties: false,
} as const satisfies JSONSchema;
export type VerifiedPrint = FromSchema<typeof verifiedPrintSchema>;
