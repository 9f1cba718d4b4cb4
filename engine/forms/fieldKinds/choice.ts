import type { FieldKindSpec } from "./fieldKind.ts";

/** Single choice. */
export const choice: FieldKindSpec = {
  kind: "choice",
  group: "choice",
  label: { zh: "单选", en: "Single choice" },
  schema: { type: ["string", "number", "integer", "boolean"] },
  start: { type: "string", enum: ["a", "b"], "x-enum": { a: { zh: "选项一", en: "Option 1" }, b: { zh: "选项二", en: "Option 2" } } },
  stored: true,
};
