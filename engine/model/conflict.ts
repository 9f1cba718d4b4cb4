import type { Source } from "./limit.ts";
import type { JsonLogic } from "./logic.ts";
import type { I18nText } from "./text.ts";

/**
 * What a form says about work that others must reckon with (catalogue 4.2).
 * Several declarations of one form are several kinds of work at one place.
 * What cannot be told counts: an unknown `when` applies, an unknown place or
 * key may be anywhere.
 */
export interface WorkDeclaration {
  /** The kind, such as `hot-work`, or the choice field (x-id) whose answers name it. */
  readonly kind: string | { readonly field: string };
  readonly when?: JsonLogic;
  /** X-id of the place field. */
  readonly place: string;
  /** X-ids of the planned start and end (date-times): half-open. */
  readonly from: string;
  readonly to: string;
  /** Height in metres on the site's datum; without it the `z` of the marked point. */
  readonly heightM?: JsonLogic;
  /** Metres around the place in which nobody may be: the reach of a boom with its load. */
  readonly reachM?: JsonLogic;
  /** Protective layers between this work and what is below it. */
  readonly layers?: JsonLogic;
  /** What two works may share: `dike`, `pipe`, `space` … */
  readonly keys?: { readonly [name: string]: JsonLogic };
  /** X-id of the field that names other tickets of the same job. */
  readonly linked?: string;
}

/** When two works are in each other's way. Lengths are ids of the form's `limits`, in metres. */
export type ConflictRelation =
  /** At most so far apart: in space where both heights are known, else on the plan. `column`: on the plan always, so directly above and below count at any height. */
  | { readonly within: string; readonly column?: true }
  /** The same dike, pipe or space. */
  | { readonly sameKey: string }
  /** `b` is below `a` within this fall radius, with no protective layer between; a drop of more than `double` needs two. */
  | { readonly below: string; readonly double: string }
  /** `b` is in the reach of `a`. */
  | { readonly inReach: true };

/** A row of the table of simultaneous work. `b: "*"` is any other work that is not of the same job. */
export interface ConflictRow {
  readonly id: string;
  /** What is in the way of what, as the message says it. */
  readonly title: I18nText;
  readonly a: string;
  readonly b: string;
  readonly relation: ConflictRelation;
  readonly source: Source;
}
