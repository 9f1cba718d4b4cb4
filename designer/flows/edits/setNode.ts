import type { FlowDefinition, FlowEdge, FlowNode } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";

type ChangeOf<N> = N extends FlowNode ? Partial<Omit<N, "id" | "kind">> : never;

/** Changes settings of a node; id and kind stay. */
export function setNode(id: string, change: ChangeOf<FlowNode>, facet: string): Edit<FlowDefinition> {
  return {
    title: { zh: "修改环节", en: "Change the step" },
    mergeKey: `${id}/${facet}`,
    apply: (flow) => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === id ? ({ ...node, ...change } as FlowNode) : node)) }),
  };
}

/** Changes condition, order or label of an edge; its ends stay. */
export function setEdge(id: string, change: Partial<Pick<FlowEdge, "when" | "order" | "label">>): Edit<FlowDefinition> {
  return {
    title: { zh: "修改分支条件", en: "Change the branch condition" },
    mergeKey: `edge/${id}/${Object.keys(change).join()}`,
    apply: (flow) => ({ ...flow, edges: flow.edges.map((edge) => (edge.id === id ? { ...edge, ...change } : edge)) }),
  };
}
