import { issue, type Issue } from "../../issues/issue.ts";
import type { Ref, Tree } from "../tree/element.ts";
import { overlayLimits } from "./limits.ts";
import { opPath } from "./opPath.ts";
import { type AddOp, keyOf, type MoveOp, type Overlay, slotStart } from "./overlay.ts";

/** Places that make no order, and moves of an element into itself. */
export function anchorIssues(upper: Tree, { ops }: Overlay): Issue[] {
  const placing = ops.filter((op): op is AddOp | MoveOp => op.op === "add" || op.op === "move");
  const places = new Map(placing.map((op) => [op.el, op.at]));
  const counts = placing.filter((op) => op.at.after.length < 1 || op.at.after.length > overlayLimits.anchors).map((op) => issue("OVERLAY_ANCHORS", opPath(keyOf(op)), { el: op.el }));
  const inside = placing.filter((op) => op.op === "move" && liesIn(upper, places, op.at.parent, op.el)).map((op) => issue("OVERLAY_INTO_ITSELF", opPath(keyOf(op)), { el: op.el, into: op.at.parent }));
  return [...counts, ...inside, ...rings(places)];
}

/** True when an element, as everything will stand, is or lies in another. */
function liesIn(upper: Tree, places: ReadonlyMap<Ref, { readonly parent: Ref }>, el: Ref, container: Ref): boolean {
  const seen = new Set<Ref>();
  for (let at: Ref | undefined = el; at !== undefined && !seen.has(at); at = (places.get(at) ?? upper.elements.get(at))?.parent) {
    if (at === container) return true;
    seen.add(at);
  }
  return false;
}

/** First anchors that lead back to where they began. */
function rings(places: ReadonlyMap<Ref, { readonly after: readonly Ref[] }>): Issue[] {
  const told = new Set<Ref>();
  return [...places.keys()].flatMap((el) => {
    const path: Ref[] = [];
    let at: Ref | undefined = el;
    while (at !== undefined && at !== slotStart && !path.includes(at) && !told.has(at)) {
      path.push(at);
      at = places.get(at)?.after[0];
    }
    for (const one of path) told.add(one);
    const start = at === undefined ? -1 : path.indexOf(at);
    return start < 0 ? [] : [issue("OVERLAY_ANCHOR_RING", "/ops", { els: path.slice(start) })];
  });
}
