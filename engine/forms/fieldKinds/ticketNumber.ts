import type { FieldKindSpec } from "./fieldKind.ts";

/** Ticket number. */
export const ticketNumber: FieldKindSpec = {
  kind: "ticket-number",
  group: "basic",
  label: { zh: "编号", en: "Ticket number" },
  schema: { type: "string", maxLength: 100 },
  stored: true,
};
