import type { FlowDefinition, FlowEdge, FlowNode } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

/** Puts a node into an edge: the edge keeps its id and condition and now leads to the node. */
export function insertNode(edgeId: string, node: FlowNode, newEdgeId: string): Edit<FlowDefinition> {
  return {
    title: { zh: `添加“${node.title.zh}”`, en: `Add “${node.title.en}”` },
    apply(flow) {
      const edge = flow.edges.find((one) => one.id === edgeId);
      if (!edge || flow.nodes.some((one) => one.id === node.id)) return flow;
      const edges = flow.edges.map((one) => (one.id === edgeId ? { ...one, to: node.id } : one));
      return { ...flow, nodes: [...flow.nodes, node], edges: [...edges, { id: newEdgeId, from: node.id, to: edge.to }] };
    },
  };
}

/** Puts a split with its join and two empty branches into an edge. An exclusive split gets a default branch. */
export function insertBlock(edgeId: string, split: FlowNode, join: FlowNode, newIds: readonly [string, string, string]): Edit<FlowDefinition> {
  return {
    title: { zh: `添加“${split.title.zh}”`, en: `Add “${split.title.en}”` },
    apply(flow) {
      const edge = flow.edges.find((one) => one.id === edgeId);
      if (!edge || flow.nodes.some((one) => one.id === split.id || one.id === join.id)) return flow;
      const [first, second, out] = newIds;
      const edges = flow.edges.map((one) => (one.id === edgeId ? { ...one, to: split.id } : one));
      const last: FlowEdge = { id: second, from: split.id, to: join.id, order: 2, ...(split.kind === "parallel" ? {} : { default: true as const }) };
      return { ...flow, nodes: [...flow.nodes, split, join], edges: [...edges, { id: first, from: split.id, to: join.id, order: 1 }, last, { id: out, from: join.id, to: edge.to }] };
    },
  };
}

/** One more empty branch, before the default one. */
export function addBranch(splitId: string, newEdgeId: string): Edit<FlowDefinition> {
  return {
    title: { zh: "添加分支", en: "Add a branch" },
    apply(flow) {
      const join = flow.nodes.find((node) => node.kind === "join" && node.of === splitId);
      if (!join) return flow;
      const branches = flow.edges.filter((edge) => edge.from === splitId);
      const highest = Math.max(0, ...branches.filter((edge) => !edge.default).map((edge) => edge.order ?? 0));
      const edges = flow.edges.map((edge) => (edge.from === splitId && edge.default ? { ...edge, order: highest + 2 } : edge));
      return { ...flow, edges: [...edges, { id: newEdgeId, from: splitId, to: join.id, order: highest + 1 }] };
    },
  };
}
