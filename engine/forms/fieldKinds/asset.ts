import type { FieldKindSpec } from "./fieldKind.ts";
import { idsSchema } from "./shared.ts";

/** Asset. */
export const asset: FieldKindSpec = {
  kind: "asset",
  group: "place",
  label: { zh: "设备", en: "Asset" },
  schema: idsSchema,
  start: { type: "string" },
  stored: true,
};
