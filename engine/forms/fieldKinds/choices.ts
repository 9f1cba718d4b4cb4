import type { FieldKindSpec } from "./fieldKind.ts";

/** Multiple choice. */
export const choices: FieldKindSpec = {
  kind: "choices",
  group: "choice",
  label: { zh: "多选", en: "Multiple choice" },
  schema: { type: "array", uniqueItems: true, maxItems: 500 },
  start: { items: { type: "string", enum: ["a", "b"] }, "x-enum": { a: { zh: "选项一", en: "Option 1" }, b: { zh: "选项二", en: "Option 2" } } },
  empty: [],
  stored: true,
};
