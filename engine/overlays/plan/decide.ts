import { keyOf, normalised, type Op, type Overlay, type Parked } from "../overlay/overlay.ts";
import { placeKey, type Ref, type Tree } from "../tree/element.ts";
import { childIndex, subtreeOf } from "../tree/reading.ts";
import type { Decision, Item } from "./items.ts";

/**
 * The overlay after a person's decisions: what is dropped is parked with its
 * reason, what is edited is replaced. Only decisions rewrite an overlay.
 */
export function decided(overlay: Overlay, decisions: readonly Decision[]): Overlay {
  return decisions.reduce(decide, overlay);
}

function decide(overlay: Overlay, decision: Decision): Overlay {
  if (decision.choice === "mine") return overlay;
  const dropped = overlay.ops.filter((op) => keyOf(op) === decision.key);
  const kept = overlay.ops.filter((op) => keyOf(op) !== decision.key);
  if (decision.choice === "edit") return { ...overlay, ops: normalised([...kept.filter((op) => !decision.ops.some((one) => keyOf(one) === keyOf(op))), ...decision.ops]) };
  const parked: Parked[] = dropped.map((op) => ({ op, code: decision.code }));
  return { ...overlay, ops: kept, parked: [...(overlay.parked ?? []), ...parked] };
}

/** True when a person has settled the item: kept his own, or put another operation there knowing both sides. What is wrong with the whole is settled by no word: it must be gone. */
export function isSettled(item: Item, decisions: readonly Decision[]): boolean {
  if (item.why !== undefined) return false;
  return decisions.some((one) => one.key === item.key && one.code === item.code && (one.choice === "edit" || item.choices.includes(one.choice)));
}

/**
 * Takes a container the upper has dropped into the overlay as a local copy:
 * "mine" of `CONTAINER_GONE`. Additions for the container and what it lies in,
 * as far as the new upper lacks them. Undefined when the old upper lacks it too.
 */
export function adoptContainer(old: Tree, next: Tree, container: Ref): readonly Op[] | undefined {
  const one = old.elements.get(container);
  if (!one) return next.elements.has(container) ? [] : undefined;
  if (next.elements.has(container)) return next.elements.get(container)?.off ? [{ op: "restore", el: container }] : [];
  const around = adoptContainer(old, next, one.parent);
  if (!around) return undefined;
  const before = (old.order.get(placeKey(one.parent, one.slot)) ?? []).slice(0, (old.order.get(placeKey(one.parent, one.slot)) ?? []).indexOf(container));
  const after = before.slice(-3).reverse();
  return [...around, { op: "add", el: container, kind: one.kind, at: { parent: one.parent, slot: one.slot, after: after.length > 0 ? after : ["^"] }, props: one.props }];
}

/** Every operation on the element and on what the overlay puts below it: what "theirs" of a lost container parks. */
export function operationsBelow(tree: Tree, ops: readonly Op[], el: Ref): readonly string[] {
  const below = new Set(subtreeOf(childIndex(tree), el));
  return ops.filter((op) => below.has(op.el)).map(keyOf);
}
