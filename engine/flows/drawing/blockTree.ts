import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";

/** One step of a sequence: a plain node, or a split with its branches up to its join. */
export type Item =
  | { readonly kind: "node"; readonly node: FlowNode; readonly after: FlowEdge | undefined }
  | { readonly kind: "block"; readonly split: FlowNode; readonly join: FlowNode | undefined; readonly branches: readonly Branch[]; readonly after: FlowEdge | undefined };

/** One way through a block. `enter` is the edge that leaves the split; it carries the condition. */
export interface Branch {
  readonly enter: FlowEdge;
  readonly items: readonly Item[];
  readonly endsHere: boolean; // finishes at an `end` instead of the join
}

const splits = new Set(["exclusive", "parallel", "inclusive"]);

export function outOf(flow: FlowDefinition, id: string): readonly FlowEdge[] {
  return flow.edges.filter((edge) => edge.from === id).sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1));
}

export function nodeOf(flow: FlowDefinition, id: string): FlowNode | undefined {
  return flow.nodes.find((node) => node.id === id);
}

export function joinOf(flow: FlowDefinition, splitId: string): FlowNode | undefined {
  return flow.nodes.find((node) => node.kind === "join" && node.of === splitId);
}

interface Walk {
  readonly items: readonly Item[];
  readonly stoppedAt: string | undefined; // the join that ended the sequence
}

/** Each node is entered once, so a drawing with a loop or a crossing comes out cut, never endless. */
function walk(flow: FlowDefinition, from: string | undefined, stopAt: string | undefined, seen: Set<string>): Walk {
  const items: Item[] = [];
  let at = from;
  while (at !== undefined && at !== stopAt && !seen.has(at)) {
    const node = nodeOf(flow, at);
    if (!node) break;
    seen.add(at);
    const item = splits.has(node.kind) ? block(flow, node, seen) : { kind: "node" as const, node, after: outOf(flow, at)[0] };
    items.push(item);
    at = item.after?.to;
  }
  return { items, stoppedAt: at === stopAt ? at : undefined };
}

function block(flow: FlowDefinition, split: FlowNode, seen: Set<string>): Item {
  const join = joinOf(flow, split.id);
  const branches = outOf(flow, split.id).map((enter): Branch => {
    const { items, stoppedAt } = walk(flow, enter.to, join?.id, seen);
    return { enter, items, endsHere: stoppedAt === undefined };
  });
  if (join) seen.add(join.id);
  return { kind: "block", split, join, branches, after: join ? outOf(flow, join.id)[0] : undefined };
}

/** The flow as people read it: from the start down. */
export function blockTree(flow: FlowDefinition): readonly Item[] {
  const start = flow.nodes.find((node) => node.kind === "start");
  return walk(flow, start?.id, undefined, new Set()).items;
}

/** Ids of every node inside the items, joins included. */
export function nodeIdsIn(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => (item.kind === "node" ? [item.node.id] : [item.split.id, ...item.branches.flatMap((branch) => nodeIdsIn(branch.items)), ...(item.join ? [item.join.id] : [])]));
}

/** Finds the block of a split anywhere in the tree. */
export function findBlock(items: readonly Item[], splitId: string): Extract<Item, { kind: "block" }> | undefined {
  for (const item of items) {
    if (item.kind !== "block") continue;
    if (item.split.id === splitId) return item;
    for (const branch of item.branches) {
      const found = findBlock(branch.items, splitId);
      if (found) return found;
    }
  }
  return undefined;
}
