import type { Strictness } from "../../strictness/strictness.ts";
import { applyOverlay } from "../apply/apply.ts";
import type { Note } from "../apply/notes.ts";
import { lockLevel, type EffectiveLock } from "../locks/lockLevel.ts";
import type { Overlay } from "../overlay/overlay.ts";
import type { Element, Ref, Tree } from "../tree/element.ts";
import { visibleIn } from "../tree/reading.ts";

/** One upper, and the overlay on it. */
export interface Side {
  readonly upper: Tree;
  readonly result: Tree;
  readonly notes: ReadonlyMap<string, readonly Note[]>;
  readonly upperShows: ReadonlySet<Ref>;
  readonly shows: ReadonlySet<Ref>;
  readonly layer: string;
}

export function sideOf(upper: Tree, overlay: Overlay, strictness: Strictness, apply: typeof applyOverlay = applyOverlay): Side {
  const { tree, notes } = apply(upper, overlay, strictness);
  const byKey = new Map<string, Note[]>();
  for (const one of notes) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  return { upper, result: tree, notes: byKey, upperShows: visibleIn(upper), shows: visibleIn(tree), layer: overlay.layer };
}

export function hasNote(side: Side, key: string, code: Note["code"], prop?: string): boolean {
  return (side.notes.get(key) ?? []).some((one) => one.code === code && (prop === undefined || one.prop === prop));
}

/** The lock that binds the overlay on this side. */
export function lockOn(side: Side, el: Ref, facet: string): EffectiveLock {
  return lockLevel(side.upper.elements.get(el), facet, side.layer);
}

/** Both uppers with the overlay on each. */
export interface Sides {
  readonly old: Side;
  readonly next: Side;
}

export function both(sides: Sides, el: Ref): readonly [Element | undefined, Element | undefined] {
  return [sides.old.upper.elements.get(el), sides.next.upper.elements.get(el)];
}

/** Where a side shows an element, if it has it: an upgrade is clean when this stays. */
export type Standing = "absent" | "off" | "hidden" | "shown";

export function standingOf(side: Side, el: Ref): Standing {
  if (!side.result.elements.has(el)) return "absent";
  if (side.shows.has(el)) return "shown";
  return side.upper.elements.get(el)?.off ? "off" : "hidden";
}
