import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowEdge } from "../../model/flow.ts";
import type { Graph } from "../plan/graph.ts";

/** Every node lies on a path from the start to an end. */
export function checkReach(graph: Graph): readonly Issue[] {
  const all = [...graph.nodes.values()];
  const reached = spread(all.filter((node) => node.kind === "start").map((node) => node.id), graph.out, (edge) => edge.to);
  const ending = spread(all.filter((node) => node.kind === "end").map((node) => node.id), graph.into, (edge) => edge.from);
  const lost = all.filter((node) => !reached.has(node.id)).map((node) => node.id);
  const dead = all.filter((node) => reached.has(node.id) && !ending.has(node.id)).map((node) => node.id);
  return [
    ...(lost.length > 0 ? [issue("FLOW_UNREACHABLE", "/nodes", { nodes: lost })] : []),
    ...(dead.length > 0 ? [issue("FLOW_DEAD_END", "/nodes", { nodes: dead })] : []),
  ];
}

function spread(from: readonly string[], edges: ReadonlyMap<string, readonly FlowEdge[]>, next: (edge: FlowEdge) => string): Set<string> {
  const seen = new Set(from);
  for (const at of seen) for (const edge of edges.get(at) ?? []) seen.add(next(edge));
  return seen;
}
