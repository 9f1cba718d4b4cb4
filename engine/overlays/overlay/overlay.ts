import { canonicalJson, hashText } from "../../model/canonical.ts";
import type { JsonValue } from "../../model/json.ts";
import type { PackCase } from "../../model/packCase.ts";
import type { LockLevel, Props, Ref } from "../tree/element.ts";

/** Where an element goes: behind the first of `after` that is in the slot, nearest first; `^` is the start. */
export interface At {
  readonly parent: Ref;
  readonly slot: string;
  readonly after: readonly Ref[];
}

/** The start of a slot, as an anchor. */
export const slotStart = "^";

export type AddOp = { readonly op: "add"; readonly el: Ref; readonly kind: string; readonly at: At; readonly props: Props };
export type SetOp = { readonly op: "set"; readonly el: Ref; readonly prop: string } & ({ readonly value: JsonValue } | { readonly absent: true });
export type MoveOp = { readonly op: "move"; readonly el: Ref; readonly at: At };
export type LockOp = { readonly op: "lock"; readonly el: Ref; readonly facet: string; readonly level: LockLevel };

/** One operation of an overlay (overlays.md 2). None targets an edge of a flow or an index of a list. */
export type Op =
  | AddOp | SetOp | MoveOp | LockOp
  | { readonly op: "remove"; readonly el: Ref }
  | { readonly op: "restore"; readonly el: Ref };

export type OverlayLayer = "group" | "company" | "site";

/** An operation that a person took out of force, kept with its reason. */
export interface Parked {
  readonly op: Op;
  readonly code: string;
}

/**
 * What one layer changes of the effective pack above it: a map by `keyOf`,
 * stored as a list sorted by key, whose order means nothing.
 */
export interface Overlay {
  readonly format: 1;
  readonly layer: OverlayLayer;
  readonly org: string;
  /** The upper it was accepted on; `hash` is that of its tree. */
  readonly on: { readonly pack: string; readonly version: string; readonly hash: string };
  readonly ops: readonly Op[];
  readonly cases?: readonly PackCase[];
  readonly parked?: readonly Parked[];
}

/** What an operation is about; an overlay holds one operation a key. */
export function keyOf(op: Op): string {
  switch (op.op) {
    case "add": return `add|${op.el}`;
    case "set": return `set|${op.el}|${op.prop}`;
    case "move": return `place|${op.el}`;
    case "lock": return `lock|${op.el}|${op.facet}`;
    default: return `exist|${op.el}`;
  }
}

/** The operations as stored: sorted by key. Two different ones with one key are kept, for the check to refuse. */
export function normalised(ops: readonly Op[]): readonly Op[] {
  const byText = new Map(ops.map((op) => [`${keyOf(op)}\n${canonicalJson(op)}`, op]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, op]) => op);
}

/** `sha256:<hex>` over format, layer, org, upper, sorted operations and cases. Who, when, why and what is parked are outside. */
export function overlayHash(overlay: Overlay): string {
  const { format, layer, org, on, ops, cases } = overlay;
  return `sha256:${hashText(canonicalJson({ format, layer, org, on, ops: normalised(ops), cases }))}`;
}
