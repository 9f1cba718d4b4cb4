import type { JsonValue } from "../model/json.ts";

/** How a local value stands to the upper one under `tightenOnly` (overlays.md 5). */
export type Verdict =
  | { readonly is: "equal" | "tighter" }
  /** `witness`: what would pass, or stay silent, now and not before; names to values, shown as a sentence. */
  | { readonly is: "looser"; readonly witness?: { readonly [term: string]: JsonValue } }
  /** `incomparable`: no order between the two. `undecided`: outside what can be proved; refused, with a lawful form offered. */
  | { readonly is: "incomparable" | "undecided"; readonly offer?: "additionalCheck" | "additionalRule" | "nodeInSeries" | "modeAll" };

/** The stricter of both, or why there is none. `by`: whose value it is; `both` when they were combined (`and`, `or`, union). */
export type Meet =
  | { readonly ok: true; readonly value: JsonValue; readonly by: "upper" | "local" | "both" }
  | { readonly ok: false; readonly code: "INCOMPARABLE" | "UNIT_INCOMPARABLE" };

/** One property of one element, as the tree of overlays.md 1 holds it; `kind` is the element's kind. */
export interface PropAt {
  readonly kind: string;
  readonly prop: string;
  /** The whole element's properties on the upper side: a limit's operator, a node's mode and seats. */
  readonly element: { readonly [prop: string]: JsonValue };
}

/** Order of strictness. Meets are commutative, associative and idempotent where they exist. */
export interface Strictness {
  compare(at: PropAt, upper: JsonValue, local: JsonValue): Verdict;
  meet(at: PropAt, upper: JsonValue, local: JsonValue): Meet;
}
