import type { SlotChild, SlotStrictness, Verdict } from "../../strictness/index.ts";
import { childrenOf } from "../tree/reading.ts";
import { elementIdOf, type Ref, type Tree } from "../tree/element.ts";
import { lockLevel } from "./lockLevel.ts";

/** A slot under a lock in which a layer's children make it looser: a person who can pass the step alone, an option that leads to the lowest grade. */
export interface LooserSlot {
  readonly el: Ref;
  readonly slot: string;
  readonly verdict: Verdict;
}

const facet = "children.";

/** Every slot that may only be tightened, its children on both sides compared as a whole. */
export function looserSlots(upper: Tree, result: Tree, strictness: SlotStrictness, layer: string): readonly LooserSlot[] {
  return [...upper.elements.values()].flatMap((was) => {
    const now = result.elements.get(was.id);
    const slots = Object.keys(was.locks ?? {}).filter((one) => one.startsWith(facet) && lockLevel(was, one, layer) === "tightenOnly").map((one) => one.slice(facet.length));
    return slots.flatMap((slot): LooserSlot[] => {
      const at = { kind: was.kind, slot, element: was.props, el: was.id, ...(now ? { effective: now.props } : {}) };
      const verdict = strictness.compareSlot(at, listed(upper, was.id, slot), listed(result, was.id, slot));
      return verdict.is === "equal" || verdict.is === "tighter" ? [] : [{ el: was.id, slot, verdict }];
    });
  });
}

/** Children by their id within the slot: what stands behind the last `=` or `/` of their own. */
function listed(tree: Tree, parent: Ref, slot: string): readonly SlotChild[] {
  return childrenOf(tree, parent, slot).flatMap((id) => tree.elements.get(id) ?? []).filter((one) => !one.off).map((one) => ({ id: idWithin(one.id, parent), props: one.props }));
}

function idWithin(id: Ref, parent: Ref): string {
  const own = elementIdOf(id);
  const stem = elementIdOf(parent);
  return own.startsWith(`${stem}=`) || own.startsWith(`${stem}/`) ? own.slice(stem.length + 1).replace(/^fields\//, "") : own;
}
