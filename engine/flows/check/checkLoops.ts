import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowNode } from "../../model/flow.ts";
import type { FlowCheck } from "./flowCheck.ts";

/**
 * Ways back that could run for ever with no person in between. A return's
 * target is always asked anew, so it takes a target, and every step on the
 * way, that rejects itself when nobody is found and then goes on.
 */
export function checkLoops(check: FlowCheck): readonly Issue[] {
  return check.def.nodes.flatMap((node, i) => {
    const to = automaticReturn(node);
    const goal = node.kind === "join" ? node.of : node.id;
    return to !== undefined && silentlyReaches(check, to, goal) ? [issue("FLOW_LOOP", `/nodes/${i}`, { nodes: [to, node.id] })] : [];
  });
}

function automaticReturn(node: FlowNode): string | undefined {
  if (node.kind === "approval" && node.onNobody === "autoReject" && node.onReject.do === "return") return node.onReject.to;
  return node.kind === "join" && node.onFail?.do === "return" ? node.onFail.to : undefined;
}

/** True when a path leads from `from` to `goal` over nodes that may all pass without a person. */
function silentlyReaches(check: FlowCheck, from: string, goal: string): boolean {
  const queue = [from];
  const seen = new Set(queue);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === goal) return true;
    const node = check.graph.nodes.get(at);
    if (!node || !passesSilently(node)) continue;
    for (const edge of check.graph.out.get(at) ?? []) if (!seen.has(edge.to)) queue.push((seen.add(edge.to), edge.to));
  }
  return false;
}

function passesSilently(node: FlowNode): boolean {
  if (node.kind === "approval") return node.onNobody === "autoReject" && (node.onReject.do === "continue" || node.onReject.do === "branch");
  return node.kind !== "start" && node.kind !== "fill" && node.kind !== "end";
}
