import type { JsonValue } from "../model/json.ts";

/** A lawful way to say what was refused: one more check, one more rule, a node in series, mode `all`, an option that counts as a known one. */
export type Offer = "additionalCheck" | "additionalRule" | "nodeInSeries" | "modeAll" | "treatAs";

/** How a local value stands to the upper one under `tightenOnly` (overlays.md 5). */
export type Verdict =
  | { readonly is: "equal" | "tighter" }
  /** `witness`: what would pass, or stay silent, now and not before; names to values, null for missing, shown as a sentence. */
  | { readonly is: "looser"; readonly witness?: { readonly [term: string]: JsonValue }; readonly offer?: Offer }
  /** `incomparable`: no order between the two. `undecided`: outside what can be proved; refused, with a lawful form offered. */
  | { readonly is: "incomparable" | "undecided"; readonly offer?: Offer; readonly code?: "UNIT_INCOMPARABLE" };

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
  /** The element's properties after the whole edit: what decides an approval node is judged together where this is given. */
  readonly effective?: { readonly [prop: string]: JsonValue };
  /** The element's `Ref`, for a context that looks things up by it. */
  readonly el?: string;
}

/** The children of one slot. `element` and `el` are the parent's. */
export interface SlotAt {
  readonly kind: string;
  readonly slot: string;
  readonly element: { readonly [prop: string]: JsonValue };
  /** The parent's properties after the same edit, where they changed: mode `all` set together with one more approver. */
  readonly effective?: { readonly [prop: string]: JsonValue };
  readonly el?: string;
}

/** One child of a slot: its id within the slot (a field of a permission, the stored value of an option, the code of a row) and its properties. */
export interface SlotChild {
  readonly id: string;
  readonly props: { readonly [prop: string]: JsonValue };
}

/**
 * Order of strictness. An absent value is null. Meets are commutative,
 * associative and idempotent where they exist, but for values inside a
 * window and for settings without a stricter side, where the local one counts.
 */
export interface Strictness {
  compare(at: PropAt, upper: JsonValue, local: JsonValue): Verdict;
  meet(at: PropAt, upper: JsonValue, local: JsonValue): Meet;
}

/** Whether children of a slot may come and go: options, evidence, persons, candidates (overlays.md 5.3, 5.4). Their own properties are compared one by one. */
export interface SlotStrictness {
  compareSlot(at: SlotAt, upper: readonly SlotChild[], local: readonly SlotChild[]): Verdict;
}
