import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition, FlowNodeKind } from "../../model/flow.ts";

/** The kinds of node this version runs; the registry has one entry for each. */
export const supportedKinds: ReadonlySet<string> = new Set<FlowNodeKind>(["start", "fill", "approval", "notify", "exclusive", "parallel", "inclusive", "join", "wait", "act", "subflow", "end"]);

/** Kinds this version cannot run are refused by name, never skipped. */
export function checkRunnable(def: FlowDefinition): readonly Issue[] {
  return def.nodes.flatMap((node, i) => (supportedKinds.has(node.kind) ? [] : [issue("FLOW_KIND_NOT_SUPPORTED", `/nodes/${i}`, { node: node.id, kind: String(node.kind) })]));
}
