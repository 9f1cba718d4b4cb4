import { blockTree, findBlock, type FlowDefinition, nodeIdsIn, outOf } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

/** Takes a plain node out of its line: the edges that led to it now lead to what follows. */
function withoutNode(flow: FlowDefinition, id: string): FlowDefinition {
  const next = outOf(flow, id)[0];
  if (!next) return flow;
  const edges = flow.edges.filter((edge) => edge.from !== id).map((edge) => (edge.to === id ? { ...edge, to: next.to } : edge));
  return { ...flow, nodes: flow.nodes.filter((node) => node.id !== id), edges };
}

function withoutAll(flow: FlowDefinition, ids: ReadonlySet<string>): FlowDefinition {
  return { ...flow, nodes: flow.nodes.filter((node) => !ids.has(node.id)), edges: flow.edges.filter((edge) => !ids.has(edge.from) && !ids.has(edge.to)) };
}

/** Takes a split, its branches and its join out; what led in now leads on. */
function withoutBlock(flow: FlowDefinition, splitId: string): FlowDefinition {
  const block = findBlock(blockTree(flow), splitId);
  if (!block?.after) return flow;
  const next = block.after.to;
  const kept = flow.edges.map((edge) => (edge.to === splitId ? { ...edge, to: next } : edge));
  return withoutAll({ ...flow, edges: kept }, new Set(nodeIdsIn([block])));
}

/** Deletes a node; a split goes with everything up to its join. The start and an `end` that is the last of its line stay. */
export function removeNode(id: string): Edit<FlowDefinition> {
  return {
    title: { zh: "删除环节", en: "Delete the step" },
    apply(flow) {
      const node = flow.nodes.find((one) => one.id === id);
      if (!node || node.kind === "start" || node.kind === "join" || node.kind === "end") return flow;
      return node.kind === "exclusive" || node.kind === "parallel" || node.kind === "inclusive" ? withoutBlock(flow, id) : withoutNode(flow, id);
    },
  };
}

/** Deletes a branch with all its steps. The default branch and the last two stay: deleting the whole split is `removeNode`. */
export function removeBranch(edgeId: string): Edit<FlowDefinition> {
  return {
    title: { zh: "删除分支", en: "Delete the branch" },
    apply(flow) {
      const enter = flow.edges.find((edge) => edge.id === edgeId);
      const block = enter && findBlock(blockTree(flow), enter.from);
      const branch = block?.branches.find((one) => one.enter.id === edgeId);
      if (!enter || !block || !branch || enter.default || block.branches.length <= 2) return flow;
      const inside = withoutAll(flow, new Set(nodeIdsIn(branch.items)));
      return { ...inside, edges: inside.edges.filter((edge) => edge.id !== edgeId) };
    },
  };
}
