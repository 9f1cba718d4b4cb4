import type { JsonValue } from "../../model/json.ts";

/** What a slot takes. `sequence`: its order decides what happens (steps of a flow, branches), so a lost anchor blocks. */
export interface SlotRule {
  readonly kinds: readonly string[];
  readonly sequence?: true;
}

/** Says what is wrong with a value of a property, or nothing. */
export type ValueTest = (value: JsonValue) => boolean;

/** One row of the kind table: which slots an element has, and which properties an overlay may set. */
export interface KindRule {
  readonly slots: { readonly [slot: string]: SlotRule };
  /** The test of a property by its path; undefined: an overlay may not set it. */
  prop(path: string): ValueTest | undefined;
  /** The same of properties that an addition may bring and nobody changes after: what the element is. */
  made?(path: string): ValueTest | undefined;
}

/** Forms, flows and rules differ only in this table. */
export type KindTable = { readonly [kind: string]: KindRule };
