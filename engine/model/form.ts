import type { ConflictRow, WorkDeclaration } from "./conflict.ts";
import type { JsonObject } from "./json.ts";
import type { Limit, Source } from "./limit.ts";
import type { JsonLogic } from "./logic.ts";
import type { PrintLayout } from "./print.ts";
import type { FormRegister } from "./register.ts";
import type { I18nText } from "./text.ts";

/**
 * The safety set of field kinds (semantics 1). The kind of a property is its
 * `x-kind`; without one it follows from `type`/`format`/`enum`.
 */
export type FieldKind =
  | "text" | "paragraph" | "number" | "integer" | "boolean" | "choice" | "choices"
  | "date" | "date-time" | "duration" | "person" | "people" | "org-unit" | "place" | "asset" | "tag"
  | "photo" | "video" | "audio" | "file" | "signature" | "checklist" | "repeat-table" | "matrix"
  | "reference" | "certificate" | "risk-matrix" | "gas-test" | "ticket-number" | "note" | "section" | "page";

/** Severity of a check: `block` refuses, `warn` is shown. */
export type CheckSeverity = "block" | "warn";

/**
 * One rule of a form. `target`, and every `{"var": "…"}`, names fields by
 * immutable `x-id`, so renaming a key or label breaks nothing.
 *
 * - `show`/`require`/`readonly`: `when` true puts the effect on.
 * - `compute`: `expr` gives the value; the field cannot be sent.
 * - `options`: `expr` gives the list of allowed values.
 * - `check`: `expr` must be true (Kleene: unknown fails). With `id` and
 *   `on: "named"` it runs only where a flow names it (refusal checks such as
 *   `C-08`); otherwise at every submit.
 */
export interface FormRule {
  readonly id?: string;
  readonly target: string;
  readonly effect: "show" | "require" | "readonly" | "compute" | "check" | "options";
  readonly when?: JsonLogic;
  readonly expr?: JsonLogic;
  readonly on?: "submit" | "named";
  readonly severity?: CheckSeverity;
  /**
   * Of a named check that blocks: work may not begin around it. `start`: judged
   * once before the first live state of the life; `entry`: anew after each stop.
   */
  readonly gate?: "start" | "entry";
  /** May use `{name}` for each name in `params`. */
  readonly message?: I18nText;
  /** Facts the message shows: judged like `expr`; an unknown one is shown as `？`. */
  readonly params?: { readonly [name: string]: JsonLogic };
  readonly source?: Source;
}

/**
 * One row of a `checklist` property (`x-checklist` of its schema). A `star`
 * row may be set "does not apply" only with a reason.
 */
export interface ChecklistItem {
  readonly code: string; // e.g. "HW02": also the key in the answer
  readonly text: I18nText;
  readonly star?: true;
  /** A figure to write into the row, e.g. the number of blinds. */
  readonly param?: { readonly title: I18nText; readonly unit?: string };
}

/** Layout block: pages and sections refer to fields by `x-id`. */
export interface FormSection {
  readonly id: string;
  readonly title: I18nText;
  readonly fields: readonly string[];
  readonly columns?: 1 | 2;
  readonly help?: I18nText;
}

/** rjsf uiSchema plus our layout. */
export interface FormUi {
  readonly sections: readonly FormSection[];
  readonly fields?: { readonly [xid: string]: JsonObject }; // e.g. {"ui:widget": …, "ui:help": …, placeholder: {zh,en}}
}

/** How a number such as `S1-HW-20260714-019` is made. */
export interface Numbering {
  readonly pattern: string; // "{site}-HW-{yyyymmdd}-{seq}"
  readonly seqDigits?: number;
}

/**
 * A form. `schema` is JSON Schema 2020-12 (object at the root) in which every
 * property carries `x-id` (immutable), `x-title` {zh,en} and usually `x-kind`,
 * `x-unit`, `x-enum` ({value: {zh,en}}), `x-help` {zh,en}.
 *
 * `limits` and `tables` are constants an expression reads as
 * `{"limit": ["id"]}` and `{"table": ["name", key]}`.
 *
 * `work` says which work a sent form stands for while its period runs, and
 * `conflicts` are rows of the table of simultaneous work: the table of a
 * tenant is that of all its published forms together.
 */
export interface FormDefinition {
  readonly id: string;
  readonly revision: number;
  readonly title: I18nText;
  readonly description?: I18nText;
  readonly category?: string;
  readonly schema: JsonObject;
  readonly ui: FormUi;
  readonly logic: readonly FormRule[];
  readonly limits?: { readonly [id: string]: Limit };
  readonly tables?: { readonly [name: string]: JsonObject };
  readonly listFields?: readonly string[]; // x-ids filterable, sortable, searchable in lists
  readonly numbering?: Numbering;
  readonly work?: readonly WorkDeclaration[];
  readonly conflicts?: readonly ConflictRow[];
  /** What its records state of people, contractors and equipment, for the checks of other forms. */
  readonly registers?: readonly FormRegister[];
  /** Without it the print is made of the sections. */
  readonly print?: PrintLayout;
}
