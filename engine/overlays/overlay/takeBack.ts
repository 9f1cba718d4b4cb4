import type { Strictness } from "../../strictness/strictness.ts";
import { applyOverlay } from "../apply/apply.ts";
import type { Ref, Tree } from "../tree/element.ts";
import { visibleIn } from "../tree/reading.ts";
import { overlayLimits } from "./limits.ts";
import { type At, keyOf, normalised, type Op, type Overlay, slotStart } from "./overlay.ts";

/** An overlay without some of its operations. */
export interface TakenBack {
  /** What stays, as stored. */
  readonly ops: readonly Op[];
  /** What is taken out: what was asked for, and what hung on it. */
  readonly gone: readonly Op[];
}

/**
 * Takes operations out of an overlay ("恢复为上级值"), by key. What was put into
 * an element that is then no longer there goes along, and so does every
 * operation on it; what only stood behind it takes its place. Operations whose
 * target was not there before either (they wait for it) stay.
 */
export function takeBack(upper: Tree, overlay: Overlay, keys: ReadonlySet<string>, strictness: Strictness): TakenBack {
  const before = sightOf(applyOverlay(upper, overlay, strictness).tree);
  const gone = new Map(overlay.ops.filter((op) => keys.has(keyOf(op))).map((op) => [keyOf(op), op]));
  for (;;) {
    const kept = reanchored(overlay.ops.filter((op) => !gone.has(keyOf(op))), lostPlaces(upper, [...gone.values()]));
    const after = sightOf(applyOverlay(upper, { ...overlay, ops: kept }, strictness).tree);
    const hanging = kept.filter((op) => hangs(op, before, after));
    if (hanging.length === 0) return { ops: normalised(kept), gone: normalised([...gone.values()]) };
    for (const op of overlay.ops) if (hanging.some((one) => keyOf(one) === keyOf(op))) gone.set(keyOf(op), op);
  }
}

interface Sight {
  readonly tree: Tree;
  readonly shown: ReadonlySet<Ref>;
}

const sightOf = (tree: Tree): Sight => ({ tree, shown: visibleIn(tree) });

/** True when an operation loses what it is about, or what it was put into. */
function hangs(op: Op, before: Sight, after: Sight): boolean {
  const into = op.op === "add" || op.op === "move" ? op.at.parent : undefined;
  if (into !== undefined && before.shown.has(into) && !after.shown.has(into)) return true;
  return before.tree.elements.has(op.el) && !after.tree.elements.has(op.el);
}

/** Places that elements no longer have: those of taken back additions, and of moves out of another slot. */
function lostPlaces(upper: Tree, gone: readonly Op[]): ReadonlyMap<Ref, At> {
  return new Map(gone.flatMap((op): [Ref, At][] => {
    const home = upper.elements.get(op.el);
    if (op.op === "add" && !home) return [[op.el, op.at]];
    return op.op === "move" && (home?.parent !== op.at.parent || home.slot !== op.at.slot) ? [[op.el, op.at]] : [];
  }));
}

/** What stood behind an element that leaves stands where that one stood. */
function reanchored(ops: readonly Op[], lost: ReadonlyMap<Ref, At>): readonly Op[] {
  if (lost.size === 0) return ops;
  return ops.map((op) => ((op.op === "add" || op.op === "move") && op.at.after.some((one) => lost.has(one)) ? { ...op, at: { ...op.at, after: standing(op.at, lost) } } : op));
}

function standing({ parent, slot, after }: At, lost: ReadonlyMap<Ref, At>): readonly Ref[] {
  const places = new Map(lost);
  const left = (list: readonly Ref[]): readonly Ref[] => list.flatMap((one) => {
    const at = places.get(one);
    if (at?.parent !== parent || at.slot !== slot) return [one];
    places.delete(one); // anchors may form a ring after an upgrade
    return left(at.after);
  });
  const found = [...new Set(left(after))].filter((one) => !lost.has(one)).slice(0, overlayLimits.anchors);
  return found.length > 0 ? found : [slotStart];
}
