import type { FieldKindSpec } from "./fieldKind.ts";
import { rowsSchema } from "./shared.ts";

/** Certificates. */
export const certificate: FieldKindSpec = {
  kind: "certificate",
  group: "safety",
  label: { zh: "证书", en: "Certificates" },
  schema: rowsSchema,
  empty: [],
  stored: true,
};
