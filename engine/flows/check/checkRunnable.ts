import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import { supportedKinds } from "../nodes/registry.ts";

const known = new WeakMap<object, readonly Issue[]>();

/** Kinds this version cannot run are refused by name, never skipped. */
export function checkRunnable(def: FlowDefinition): readonly Issue[] {
  const before = known.get(def);
  if (before) return before;
  const issues = def.nodes.flatMap((node, i) => (supportedKinds.has(node.kind) ? [] : [issue("FLOW_KIND_NOT_SUPPORTED", `/nodes/${i}`, { node: node.id, kind: String(node.kind) })]));
  known.set(def, issues);
  return issues;
}
