import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";

/** One step of a sequence, and the edge by which it is left. A split holds its branches, and its join if it has one. */
export interface Step {
  readonly node: FlowNode;
  readonly branches?: readonly { readonly edge: FlowEdge; readonly steps: readonly Step[] }[];
  readonly join?: FlowNode;
  readonly left?: FlowEdge;
}

const splits: ReadonlySet<string> = new Set(["exclusive", "parallel", "inclusive"]);

/**
 * The drawing as nested blocks from its start, or undefined when it does not
 * reduce to blocks: then every node would have to be reached exactly once.
 */
export function nestFlow(flow: FlowDefinition): readonly Step[] | undefined {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const out = new Map<string, FlowEdge[]>();
  for (const edge of flow.edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  for (const list of out.values()) list.sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1));
  const joins = new Map(flow.nodes.flatMap((node) => (node.kind === "join" ? [[node.of, node] as const] : [])));
  const walk = new Walk(nodes, out, joins);
  const start = flow.nodes.find((node) => node.kind === "start");
  const steps = start ? walk.sequence(start.id, undefined) : [];
  return walk.sound && walk.nodesSeen === flow.nodes.length && walk.edgesSeen === flow.edges.length ? steps : undefined;
}

class Walk {
  sound = true;
  edgesSeen = 0;
  private readonly seen = new Set<string>();

  constructor(private readonly nodes: ReadonlyMap<string, FlowNode>, private readonly out: ReadonlyMap<string, readonly FlowEdge[]>, private readonly joins: ReadonlyMap<string, FlowNode>) {}

  get nodesSeen(): number {
    return this.seen.size;
  }

  /** From a node to the join that ends the sequence, or to where nothing follows. */
  sequence(from: string, join: string | undefined): readonly Step[] {
    const steps: Step[] = [];
    let at: string | undefined = from;
    while (at !== undefined && at !== join) {
      const step = this.step(at);
      if (!step) break;
      steps.push(step);
      at = step.left?.to;
    }
    return steps;
  }

  private step(id: string): Step | undefined {
    const node = this.take(id);
    if (!node || node.kind === "join") return this.broken();
    if (!splits.has(node.kind)) return { node, ...this.leave(id) };
    const join = this.joins.get(id);
    const branches = (this.out.get(id) ?? []).map((edge) => ({ edge, steps: this.branch(edge, join?.id) }));
    if (join) this.take(join.id);
    return { node, branches, ...(join ? { join, ...this.leave(join.id) } : {}) };
  }

  private branch(edge: FlowEdge, join: string | undefined): readonly Step[] {
    this.edgesSeen += 1;
    return this.sequence(edge.to, join);
  }

  private leave(id: string): { readonly left?: FlowEdge } {
    const [edge, ...more] = this.out.get(id) ?? [];
    if (more.length > 0) this.sound = false;
    if (edge) this.edgesSeen += 1;
    return edge ? { left: edge } : {};
  }

  private take(id: string): FlowNode | undefined {
    const node = this.seen.has(id) ? undefined : this.nodes.get(id);
    if (node) this.seen.add(id);
    return node ?? this.broken();
  }

  private broken(): undefined {
    this.sound = false;
    return undefined;
  }
}
