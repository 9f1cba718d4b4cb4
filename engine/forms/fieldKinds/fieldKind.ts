import type { FieldKind } from "../../model/form.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { I18nText } from "../../model/text.ts";
import type { Issue } from "../../issues/issue.ts";
import type { Field } from "../field.ts";

/** Where the designer's palette shows a kind. */
export type PaletteGroup = "basic" | "choice" | "time" | "people" | "place" | "media" | "table" | "safety" | "layout";

/**
 * One kind of field says everything about itself. `schema` is what a value of
 * this kind must match beside what the author writes; `start` is the property
 * a designer drops on the page.
 */
export interface FieldKindSpec {
  readonly kind: FieldKind;
  readonly group: PaletteGroup;
  readonly label: I18nText;
  readonly schema: JsonObject;
  /** Members the designer adds to a fresh property, e.g. an empty row schema. */
  readonly start?: JsonObject;
  /** The value a new form shows; undefined: none. */
  readonly empty?: JsonValue;
  /** Layout kinds hold no answer at all. */
  readonly stored: boolean;
  /** What JSON Schema cannot say. `path` is the value's JSON Pointer. */
  readonly check?: (value: JsonValue, field: Field, path: string) => Issue[];
}
