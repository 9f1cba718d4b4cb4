import type { JsonValue } from "../../model/json.ts";
import type { I18nText } from "../../model/text.ts";

/** What an answer is and how it is asked for; each member is one entry of the registry `selectors`. */
export interface Selector {
  readonly text?: { readonly maxLength?: number };
  readonly number?: { readonly min?: number; readonly max?: number; readonly unit?: string };
  readonly boolean?: object;
  readonly choice?: { readonly options: readonly { readonly value: string; readonly label: I18nText }[] };
  /** Points of this kind. One id, or a list with `multiple`. */
  readonly tag?: { readonly measurement?: string; readonly medium?: string; readonly multiple?: boolean };
  readonly area?: { readonly multiple?: boolean };
  readonly role?: object;
  /** ISO-8601 duration such as `PT30M`. */
  readonly duration?: { readonly max?: string };
}

/**
 * A parameter of a pack, asked for when it is installed. `{"$input": "id"}`
 * anywhere in a definition stands for the answer. `sample` is what its cases
 * are played with where there is no `default`.
 */
export interface PackInput {
  readonly id: string;
  readonly title: I18nText;
  readonly help?: I18nText;
  readonly selector: Selector;
  readonly default?: JsonValue;
  readonly sample?: JsonValue;
}

/** Answers by id of the input. */
export type PackAnswers = { readonly [inputId: string]: JsonValue };
