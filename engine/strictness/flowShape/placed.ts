import type { FlowDefinition } from "../../model/flow.ts";
import type { Issue } from "../../issues/issue.ts";
import type { Block, Sequence } from "../../flows/plan/block.ts";
import { graphOf, type Graph } from "../../flows/plan/graph.ts";
import { reduceFlow } from "../../flows/plan/reduce.ts";

/** One block around a node, and the branch of it the node stands in: the split's outgoing edge. */
export interface Enclosing {
  readonly split: string;
  readonly branch: string;
}

/** Where a node stands: the blocks around it from outside in, and how manieth it is in its own sequence. */
export interface Place {
  readonly blocks: readonly Enclosing[];
  readonly at: number;
}

/** A flow with the place of every node. */
export interface PlacedFlow {
  readonly def: FlowDefinition;
  readonly graph: Graph;
  readonly places: ReadonlyMap<string, Place>;
  readonly blocks: ReadonlyMap<string, Block>;
}

/** Places every node of a flow; its Issues when it is not properly nested. */
export function placeFlow(def: FlowDefinition): PlacedFlow | readonly Issue[] {
  const graph = graphOf(def);
  const { tree, issues } = reduceFlow(graph);
  if (!tree) return issues;
  const placed = { def, graph, places: new Map<string, Place>(), blocks: new Map<string, Block>() };
  walk(tree, [], placed);
  return placed;
}

export function isPlaced(value: PlacedFlow | readonly Issue[]): value is PlacedFlow {
  return !Array.isArray(value);
}

function walk(sequence: Sequence, blocks: readonly Enclosing[], to: { readonly places: Map<string, Place>; readonly blocks: Map<string, Block> }): void {
  sequence.items.forEach((item, at) => {
    const id = item.type === "node" ? item.id : item.split;
    to.places.set(id, { blocks, at });
    if (item.type === "node") return;
    to.blocks.set(id, item);
    if (item.join !== undefined) to.places.set(item.join, { blocks, at });
    for (const branch of item.branches) walk(branch.sequence, [...blocks, { split: id, branch: branch.edge.id }], to);
  });
}

/** How many blocks, branch and all, both stand in. */
export function commonDepth(a: Place, b: Place): number {
  let depth = 0;
  while (a.blocks[depth] && a.blocks[depth]?.split === b.blocks[depth]?.split && a.blocks[depth]?.branch === b.blocks[depth]?.branch) depth += 1;
  return depth;
}

/** The index of a node, or of the block it stands in, in the sequence `depth` blocks in. */
export function indexAt({ places }: PlacedFlow, place: Place, depth: number): number {
  const block = place.blocks[depth];
  return block ? (places.get(block.split)?.at ?? -1) : place.at;
}
