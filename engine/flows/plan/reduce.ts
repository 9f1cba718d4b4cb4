import { type Issue, issue } from "../../issues/issue.ts";
import type { FlowEdge, FlowNode } from "../../model/flow.ts";
import type { RegionId } from "../types.ts";
import type { Block, Branch, Item, Sequence, SplitKind } from "./block.ts";
import type { Graph } from "./graph.ts";

const maxDepth = 20;

export interface Reduction {
  readonly tree?: Sequence; // absent when the drawing is not well nested
  readonly issues: readonly Issue[];
  readonly seen: ReadonlySet<string>;
}

/**
 * Reduces the drawing to nested blocks (flows.md 1): a sequence of nodes and
 * split…join blocks. Whatever does not reduce is refused, which is why a
 * drawing that passes can neither deadlock nor lose a token.
 */
export function reduceFlow(graph: Graph): Reduction {
  const reader = new Reader(graph);
  const starts = [...graph.nodes.values()].filter((node) => node.kind === "start");
  const first = starts[0];
  if (starts.length !== 1 || !first) {
    return { issues: [shape(starts.map((node) => node.id), "须有且只有一个发起节点", "there must be exactly one start")], seen: new Set() };
  }
  const tree = reader.sequence(first.id, "root", 0, false);
  if (tree && tree.stop.kind === "join") reader.refuse([tree.stop.join], "汇合不在任何分支块里", "this join closes no split");
  return { ...(tree && reader.issues.length === 0 ? { tree } : {}), issues: reader.issues, seen: reader.seen };
}

/** A FLOW_SHAPE issue about some nodes. */
export function shape(nodes: readonly string[], reasonZh: string, reasonEn: string): Issue {
  return issue("FLOW_SHAPE", "/nodes", { nodes, reasonZh, reasonEn });
}

/** No node follows. A symbol, because a node may well be called "end". */
const ended = Symbol("ended");

class Reader {
  readonly issues: Issue[] = [];
  readonly seen = new Set<string>();
  constructor(private readonly graph: Graph) {}

  refuse(nodes: readonly string[], reasonZh: string, reasonEn: string): undefined {
    this.issues.push(shape(nodes, reasonZh, reasonEn));
    return undefined;
  }

  /** Reads from `from` to the next join or end. */
  sequence(from: string, region: RegionId, depth: number, inParallel: boolean): Sequence | undefined {
    const items: Item[] = [];
    let at = from;
    for (;;) {
      const node = this.graph.nodes.get(at);
      if (!node) return this.refuse([at], "连线指向不存在的节点", "an edge leads to a node that does not exist");
      if (node.kind === "join") return { items, stop: { kind: "join", join: at } };
      if (this.seen.has(at)) return this.refuse([at], "连线回头，或多条线不经汇合就并到一起", "an edge goes back, or paths merge without a join");
      this.seen.add(at);
      if (node.kind === "end") return this.end(node, items, inParallel);
      const next = isSplit(node) ? this.block(node, items, region, depth, inParallel) : this.step(node, items);
      if (next === undefined) return undefined;
      if (next === ended) return { items, stop: { kind: "end" } };
      at = next;
    }
  }

  private end(node: FlowNode, items: Item[], inParallel: boolean): Sequence | undefined {
    if (inParallel && !(node.kind === "end" && node.terminate)) {
      return this.refuse([node.id], "并行分支里的结束节点必须是“终止全部”", "an end inside a parallel block must be `terminate`");
    }
    if (this.outOf(node.id).length > 0) return this.refuse([node.id], "结束节点后面不能再有连线", "nothing may follow an end");
    items.push({ type: "node", id: node.id });
    return { items, stop: { kind: "end" } };
  }

  private step(node: FlowNode, items: Item[]): string | undefined {
    const [edge, ...more] = this.outOf(node.id);
    if (node.kind === "start" && (this.graph.into.get(node.id)?.length ?? 0) > 0) return this.refuse([node.id], "不能有连线指向发起节点", "no edge may lead to the start");
    if (!edge) {
      this.issues.push(issue("FLOW_DEAD_END", "/nodes", { nodes: [node.id] }));
      return undefined;
    }
    if (more.length > 0) return this.refuse([node.id], "普通节点只能有一条出线；分叉请用分支节点", "only a split may have several ways out");
    items.push({ type: "node", id: node.id });
    return edge.to;
  }

  /** The node the flow goes on with behind the block, or `ended` when every branch ends by itself. */
  private block(node: FlowNode & { kind: SplitKind }, items: Item[], region: RegionId, depth: number, inParallel: boolean): string | typeof ended | undefined {
    if (depth >= maxDepth) {
      this.issues.push(issue("FLOW_LIMIT", "/nodes", { what: "depth", actual: depth + 1, max: maxDepth }));
      return undefined;
    }
    const branches = this.branches(node, region, depth, inParallel);
    if (!branches) return undefined;
    const joins = new Set(branches.flatMap((one) => (one.sequence.stop.kind === "join" ? [one.sequence.stop.join] : [])));
    if (joins.size > 1) return this.refuse([node.id, ...joins], "各分支汇到了不同的汇合节点", "its branches run into different joins");
    const join = [...joins][0];
    items.push({ type: "block", split: node.id, kind: node.kind, branches, region, ...(join === undefined ? {} : { join }) } satisfies Block);
    return join === undefined ? this.withoutJoin(node) : this.afterJoin(node, join);
  }

  private branches(node: FlowNode & { kind: SplitKind }, region: RegionId, depth: number, inParallel: boolean): Branch[] | undefined {
    const edges = this.outOf(node.id);
    const least = node.kind === "exclusive" ? 1 : 2;
    if (edges.length < least) return this.refuse([node.id], `分支节点至少要有 ${least} 条出线`, `a split needs at least ${least} ways out`);
    const made: Branch[] = [];
    for (const [i, edge] of edges.entries()) {
      const own = node.kind === "exclusive" ? region : `${node.id}_b${i}`;
      const sequence = this.sequence(edge.to, own, depth + 1, inParallel || node.kind !== "exclusive");
      if (!sequence) return undefined;
      made.push({ name: `b${i}`, edge, sequence, region: own });
    }
    return made;
  }

  private withoutJoin(node: FlowNode): typeof ended | undefined {
    return node.kind === "exclusive" ? ended : this.refuse([node.id], "并行分支必须有汇合", "a parallel split needs a join");
  }

  private afterJoin(node: FlowNode, join: string): string | undefined {
    const joinNode = this.graph.nodes.get(join);
    if (joinNode?.kind !== "join" || joinNode.of !== node.id) return this.refuse([node.id, join], "汇合对应的不是这个分支节点（of）", "the join's `of` does not name this split");
    if (this.seen.has(join)) return this.refuse([join], "汇合被用了两次", "the join is used twice");
    this.seen.add(join);
    const [edge, ...more] = this.outOf(join);
    if (!edge || more.length > 0) return this.refuse([join], "汇合须有且只有一条出线", "a join has exactly one way out");
    return edge.to;
  }

  private outOf(id: string): readonly FlowEdge[] {
    return this.graph.out.get(id) ?? [];
  }
}

function isSplit(node: FlowNode): node is FlowNode & { kind: SplitKind } {
  return node.kind === "exclusive" || node.kind === "parallel" || node.kind === "inclusive";
}
