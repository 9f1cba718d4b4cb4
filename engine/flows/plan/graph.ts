import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";

/** A definition as look-up tables. Ids are untrusted, so they live in Maps. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly out: ReadonlyMap<string, readonly FlowEdge[]>; // in `order`, then id
  readonly into: ReadonlyMap<string, readonly FlowEdge[]>;
}

/** Indexes nodes and edges; edges of a node are in document order. */
export function graphOf(def: FlowDefinition): Graph {
  const nodes = new Map(def.nodes.map((node) => [node.id, node]));
  const sorted = [...def.edges].sort(byOrder);
  return { nodes, out: groupBy(sorted, (edge) => edge.from), into: groupBy(sorted, (edge) => edge.to) };
}

function byOrder(a: FlowEdge, b: FlowEdge): number {
  return (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function groupBy(edges: readonly FlowEdge[], key: (edge: FlowEdge) => string): Map<string, FlowEdge[]> {
  const groups = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group) group.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return groups;
}
