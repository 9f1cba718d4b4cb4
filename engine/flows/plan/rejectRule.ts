import type { FlowNode, OnReject } from "../../model/flow.ts";

/** Where a failure of this node leads; undefined for kinds that cannot fail. */
export function rejectRuleOf(node: FlowNode): OnReject | undefined {
  if (node.kind === "approval") return node.onReject;
  return node.kind === "subflow" ? node.onChildReject : undefined;
}
