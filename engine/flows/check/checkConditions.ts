import { issue, type Issue } from "../../issues/issue.ts";
import type { ExclusiveNode, InclusiveNode } from "../../model/flow.ts";
import { checkExpression } from "./checkExpression.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** Exactly one default, a condition on every other edge, and each readable. */
export function checkConditions(node: ExclusiveNode | InclusiveNode, path: string, check: FlowCheck): readonly Issue[] {
  const edges = check.graph.out.get(node.id) ?? [];
  const defaults = edges.filter((edge) => edge.default === true).length;
  return [
    ...(defaults === 1 ? [] : [issue("FLOW_NO_DEFAULT", path, { node: node.id, count: defaults })]),
    ...edges.flatMap((edge) => {
      const at = `/edges/${check.def.edges.indexOf(edge)}`;
      if ((edge.when === undefined) !== (edge.default === true)) return [issue("FLOW_CONDITION", at, { edge: edge.id, node: node.id })];
      return edge.when === undefined ? [] : checkExpression(edge.when, node.id, `${at}/when`, check);
    }),
  ];
}

/** Conditions belong on edges out of exclusive and inclusive splits only. */
export function checkStrayConditions(check: FlowCheck): readonly Issue[] {
  return check.def.edges.flatMap((edge, i) => {
    const kind = check.graph.nodes.get(edge.from)?.kind;
    const stray = kind !== "exclusive" && kind !== "inclusive" && (edge.when !== undefined || edge.default !== undefined);
    return stray ? [issue("FLOW_CONDITION", `/edges/${i}`, { edge: edge.id, node: edge.from })] : [];
  });
}
