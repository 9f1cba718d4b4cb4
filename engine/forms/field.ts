import type { FieldKind } from "../model/form.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";

/** One field of a compiled form, in schema order. Row fields name their table as `parent`. */
export interface Field {
  readonly xid: string;
  readonly key: string;
  /** Dotted x-ids from the root, such as `gasTests.value`: how rules name it. */
  readonly xpath: string;
  /** JSON Pointer by key; `-` stands for "any row". */
  readonly path: string;
  readonly kind: FieldKind;
  readonly title: I18nText;
  readonly unit?: string;
  readonly enum?: readonly JsonValue[];
  readonly required: boolean;
  readonly computed: boolean;
  /** False for layout kinds, which hold no answer. */
  readonly stored: boolean;
  readonly schema: JsonObject;
  /** x-id of the repeat table or object this field lies in. */
  readonly parent?: string;
  /** Fields of one row, or members of an object. */
  readonly children: readonly Field[];
  /** `rows`: the children repeat; `object`: they do not. */
  readonly shape: "value" | "rows" | "object";
}
