import type { Ref, Tree } from "../tree/element.ts";
import { childIndex, subtreeOf, visibleIn } from "../tree/reading.ts";
import { edgesOf } from "./edgesOf.ts";

/** What one element has to do with another (overlays.md 10). */
export type EdgeKind = "reads" | "writes" | "shows" | "asks" | "permits" | "routes" | "starts" | "selects" | "suspends" | "governs";

/** `to` is an element, or a thing of the plant such as `tag/T-101`, which has no `#`. `prop`: where it is said. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly from: Ref;
  readonly to: Ref;
  readonly prop: string;
}

/** Every reference of a tree, tombstones included. */
export interface ReferenceGraph {
  readonly out: ReadonlyMap<Ref, readonly Edge[]>;
  readonly into: ReadonlyMap<Ref, readonly Edge[]>;
}

/** These may not lose their target; the others are warned of. */
const blocking: ReadonlySet<EdgeKind> = new Set(["reads", "routes", "asks", "starts", "governs"]);

export function referencesOf(tree: Tree): ReferenceGraph {
  const out = new Map<Ref, readonly Edge[]>();
  const into = new Map<Ref, Edge[]>();
  for (const element of tree.elements.values()) {
    const edges = edgesOf(tree, element);
    if (edges.length > 0) out.set(element.id, edges);
    for (const edge of edges) {
      const list = into.get(edge.to);
      if (list) list.push(edge);
      else into.set(edge.to, [edge]);
    }
  }
  return { out, into };
}

/** Who would lose something, and whether that blocks. */
export interface Dependent extends Edge {
  readonly blocks: boolean;
}

/** What breaks when an element is removed, hidden or given another type: whatever points into it or below it from outside. */
export function whatBreaks(tree: Tree, graph: ReferenceGraph, el: Ref): readonly Dependent[] {
  const below = tree.elements.has(el) ? subtreeOf(childIndex(tree), el) : [el];
  const inside = new Set(below);
  const shown = visibleIn(tree);
  return below.flatMap((id) => graph.into.get(id) ?? []).filter((edge) => !inside.has(edge.from) && shown.has(edge.from)).map((edge) => ({ ...edge, blocks: blocking.has(edge.kind) }));
}

/** References of the projection whose target is not in it, of the kinds that block. */
export function brokenReferences(tree: Tree, graph: ReferenceGraph = referencesOf(tree)): readonly Edge[] {
  const shown = visibleIn(tree);
  return [...graph.out.values()].flat().filter((edge) => blocking.has(edge.kind) && edge.to.includes("#") && shown.has(edge.from) && !shown.has(edge.to));
}
