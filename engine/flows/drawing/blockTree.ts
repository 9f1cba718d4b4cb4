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
  readonly folded?: number; // drawn without its steps: how many there are
}

const splits = new Set(["exclusive", "parallel", "inclusive"]);

export function outOf(flow: FlowDefinition, id: string): readonly FlowEdge[] {
  return flow.edges.filter((edge) => edge.from === id).sort(inOrder);
}

function inOrder(a: FlowEdge, b: FlowEdge): number {
  return (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1);
}

export function joinOf(flow: FlowDefinition, splitId: string): FlowNode | undefined {
  return flow.nodes.find((node) => node.kind === "join" && node.of === splitId);
}

interface Walk {
  readonly items: readonly Item[];
  readonly stoppedAt: string | undefined; // the join that ended the sequence
}

/** A flow looked up by id, so that a large one is walked in one go. */
class Walker {
  private readonly seen = new Set<string>();
  private readonly nodes: ReadonlyMap<string, FlowNode>;
  private readonly joins = new Map<string, FlowNode>();
  private readonly out = new Map<string, FlowEdge[]>();

  constructor(flow: FlowDefinition) {
    this.nodes = new Map(flow.nodes.map((node) => [node.id, node]));
    for (const node of flow.nodes) if (node.kind === "join" && !this.joins.has(node.of)) this.joins.set(node.of, node);
    for (const edge of flow.edges) this.out.set(edge.from, [...(this.out.get(edge.from) ?? []), edge]);
  }

  /** Each node is entered once, so a drawing with a loop or a crossing comes out cut, never endless. */
  walk(from: string | undefined, stopAt: string | undefined): Walk {
    const items: Item[] = [];
    let at = from;
    while (at !== undefined && at !== stopAt && !this.seen.has(at)) {
      const node = this.nodes.get(at);
      if (!node) break;
      this.seen.add(at);
      const item = splits.has(node.kind) ? this.block(node) : { kind: "node" as const, node, after: this.outOf(at)[0] };
      items.push(item);
      at = item.after?.to;
    }
    return { items, stoppedAt: at === stopAt ? at : undefined };
  }

  private outOf(id: string): readonly FlowEdge[] {
    return [...(this.out.get(id) ?? [])].sort(inOrder);
  }

  private block(split: FlowNode): Item {
    const join = this.joins.get(split.id);
    const branches = this.outOf(split.id).map((enter): Branch => {
      const { items, stoppedAt } = this.walk(enter.to, join?.id);
      return { enter, items, endsHere: stoppedAt === undefined };
    });
    if (join) this.seen.add(join.id);
    return { kind: "block", split, join, branches, after: join ? this.outOf(join.id)[0] : undefined };
  }
}

/** The flow as people read it: from the start down. */
export function blockTree(flow: FlowDefinition): readonly Item[] {
  const start = flow.nodes.find((node) => node.kind === "start");
  return new Walker(flow).walk(start?.id, undefined).items;
}

/** Ids of every node inside the items, joins included. */
export function nodeIdsIn(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => (item.kind === "node" ? [item.node.id] : [item.split.id, ...item.branches.flatMap((branch) => nodeIdsIn(branch.items)), ...(item.join ? [item.join.id] : [])]));
}

/** The tree with these branches (by the id of their first edge) drawn without their steps. */
export function foldTree(items: readonly Item[], folded: ReadonlySet<string>): readonly Item[] {
  if (folded.size === 0) return items;
  return items.map((item) => (item.kind === "node" ? item : { ...item, branches: item.branches.map((branch) => foldBranch(branch, folded)) }));
}

function foldBranch(branch: Branch, folded: ReadonlySet<string>): Branch {
  if (!folded.has(branch.enter.id)) return { ...branch, items: foldTree(branch.items, folded) };
  return { ...branch, items: [], folded: nodeIdsIn(branch.items).length };
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
