import type { Strictness } from "../../strictness/strictness.ts";
import type { Element, Ref, Tree } from "../tree/element.ts";
import { addElements } from "./additions.ts";
import { editElements, raiseLocks } from "./edits.ts";
import type { Note } from "./notes.ts";
import { orderSlots } from "./order.ts";
import { placeElements } from "./placements.ts";
import { begin, type Layered, type Work } from "./work.ts";

export interface Applied {
  readonly tree: Tree;
  readonly notes: readonly Note[];
}

/**
 * The effective tree of an upper one and a layer over it (overlays.md 3). Pure
 * and total: an operation that finds no target, or that an upper lock forbids,
 * has no effect and leaves a note. The order of the operations means nothing,
 * and applying an overlay twice is applying it once.
 */
export function applyOverlay(upper: Tree, overlay: Layered, strictness: Strictness): Applied {
  const work = begin(upper, overlay, strictness);
  addElements(work);
  placeElements(work);
  const order = orderSlots(work);
  settle(work);
  editElements(work);
  raiseLocks(work);
  return { tree: { elements: work.elements, order }, notes: work.notes };
}

/** Elements take the places decided for them. */
function settle(work: Work): void {
  for (const { el, at } of work.placements.values()) {
    const one = work.elements.get(el);
    if (one) work.elements.set(el, moved(one, at.parent, at.slot));
  }
}

function moved(one: Element, parent: Ref, slot: string): Element {
  return one.parent === parent && one.slot === slot ? one : { ...one, parent, slot };
}
