import { fieldKind, type FieldKind, type JsonObject } from "@safeloop/engine";
import type { NewField } from "./edits/addField.ts";
import { freshXid } from "./freshXid.ts";

/** Starting content of kinds that would otherwise be empty and unusable. */
const extras: { readonly [kind in FieldKind]?: JsonObject } = {
  choice: { enum: ["a", "b"], "x-enum": { a: { zh: "选项一", en: "Option one" }, b: { zh: "选项二", en: "Option two" } } },
  choices: { items: { type: "string", enum: ["a", "b"] }, uniqueItems: true, "x-enum": { a: { zh: "选项一", en: "Option one" }, b: { zh: "选项二", en: "Option two" } } },
  number: { "x-unit": "" },
};

/** A field of a kind as the palette makes it, under an id nobody has. */
export function newField(kind: FieldKind): NewField {
  const spec = fieldKind(kind);
  const stem = kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const title = spec?.label ?? { zh: kind, en: kind };
  return { xid: freshXid(kind), key: stem, title, schema: { ...spec?.schema, "x-kind": kind, ...extras[kind] } };
}
