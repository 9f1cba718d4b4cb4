import type { FlowDefinition, FlowEdge, FlowNode, JoinNode } from "../../model/flow.ts";

/** What the drawing says: who follows whom, in which region, in which order. */
export interface Shape {
  readonly node: (id: string) => FlowNode;
  readonly has: (id: string) => boolean;
  readonly out: (id: string) => readonly FlowEdge[];
  readonly join: (split: string) => JoinNode;
  readonly regionOf: (node: string) => string;
  /** True when `region` is `outer` or lies inside it. */
  readonly inside: (region: string, outer: string) => boolean;
  readonly order: (node: string) => number;
  readonly startId: string;
}

/** Reads a drawing that has the block shape of flows.md 1; throws on any other. */
export function readShape(def: FlowDefinition): Shape {
  const nodes = new Map(def.nodes.map((node) => [node.id, node]));
  const regions = new Map<string, string>();
  const parents = new Map<string, string>();
  const order = new Map<string, number>();
  const node = (id: string): FlowNode => found(nodes.get(id), `node ${id}`);
  const out = (id: string): readonly FlowEdge[] => sortedEdges(def.edges.filter((edge) => edge.from === id));
  const joinOf = (split: string): JoinNode | undefined => def.nodes.find((one): one is JoinNode => one.kind === "join" && one.of === split);

  function place(id: string, region: string): void {
    regions.set(id, region);
    order.set(id, order.size);
  }
  function walk(id: string, region: string): void {
    const here = node(id);
    if (here.kind === "join" || regions.has(id)) return; // a join is placed by its split, behind all branches
    place(id, region);
    out(id).forEach((edge, i) => walk(edge.to, isFork(here) ? branch(id, i, region) : region));
    const join = joinOf(id);
    if (join) {
      place(join.id, region);
      out(join.id).forEach((edge) => walk(edge.to, region));
    }
  }
  function branch(split: string, i: number, region: string): string {
    parents.set(branchRegion(split, i), region);
    return branchRegion(split, i);
  }
  function inside(region: string, outer: string): boolean {
    for (let at: string | undefined = region; at !== undefined; at = parents.get(at)) if (at === outer) return true;
    return false;
  }

  const startId = found(def.nodes.find((one) => one.kind === "start"), "start").id;
  walk(startId, "root");
  return {
    node, out, inside, startId,
    has: (id) => nodes.has(id),
    join: (split) => found(joinOf(split), `join of ${split}`),
    regionOf: (id) => found(regions.get(id), `region of ${id}`),
    order: (id) => found(order.get(id), `order of ${id}`),
  };
}

export function branchRegion(split: string, i: number): string {
  return `${split}_b${i}`;
}

export function isFork(node: FlowNode): boolean {
  return node.kind === "parallel" || node.kind === "inclusive";
}

/** start, fill and approval: nodes that ask people, the only targets of a return. */
export function isHuman(node: FlowNode): boolean {
  return node.kind === "start" || node.kind === "fill" || node.kind === "approval";
}

function sortedEdges(edges: readonly FlowEdge[]): FlowEdge[] {
  return [...edges].sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1));
}

/** The value, or a fault: the reference only reads drawings that have it. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the reference finds no ${what}`);
  return value;
}
