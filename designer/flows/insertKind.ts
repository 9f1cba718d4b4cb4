import type { FlowDefinition } from "@safeloop/engine";
import type { Edit } from "../commands/commandStack.ts";
import { freeName } from "../forms/formModel.ts";
import { insertBlock, insertNode } from "./edits/insertNode.ts";
import { newJoin, newNode, type PaletteKind } from "./newNode.ts";

/** Ids no edge of the flow has yet. */
export function freeEdgeIds(flow: FlowDefinition, count: number): readonly string[] {
  const taken = new Set(flow.edges.map((edge) => edge.id));
  return Array.from({ length: count }, () => {
    const id = freeName("edge", taken);
    taken.add(id);
    return id;
  });
}

/** Dropping a palette kind on an edge: the edit and the id of what it adds. */
export function insertKind(flow: FlowDefinition, kind: PaletteKind, edgeId: string): { readonly edit: Edit<FlowDefinition>; readonly id: string } {
  const id = freeName(kind, new Set(flow.nodes.map((node) => node.id)));
  const node = newNode(kind, id);
  const [a = "", b = "", c = ""] = freeEdgeIds(flow, 3);
  if (kind === "exclusive" || kind === "parallel") return { id, edit: insertBlock(edgeId, node, newJoin(id, kind), [a, b, c]) };
  return { id, edit: insertNode(edgeId, node, a) };
}
