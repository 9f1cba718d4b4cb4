import type { Issue } from "../../issues/issue.ts";
import type { JoinNode } from "../../model/flow.ts";
import { checkRejectTarget } from "./checkTargets.ts";
import { because, type FlowCheck } from "./flowCheck.ts";

/** A join must be able to be met, and an exclusive's is only a meeting of lines. */
export function checkJoin(node: JoinNode, path: string, check: FlowCheck): readonly Issue[] {
  const split = check.graph.nodes.get(node.of);
  const branches = check.graph.out.get(node.of)?.length ?? 0;
  const wrong = (at: string, zh: string, en: string): Issue => because("FLOW_JOIN", `${path}/${at}`, node.id, zh, en);
  const n = typeof node.mode === "object" && node.mode !== null ? node.mode.n : undefined;
  if (split?.kind === "exclusive") {
    return [
      ...(node.mode === "any" ? [] : [wrong("mode", "条件分支的汇合只能用 any", "the join of an exclusive takes mode `any`")]),
      ...(node.onFail === undefined ? [] : [wrong("onFail", "条件分支的汇合不会失败", "the join of an exclusive cannot fail")]),
    ];
  }
  return [
    ...(node.mode === "all" || node.mode === "any" || (Number.isInteger(n) && (n ?? 0) >= 1 && (n ?? 0) <= branches) ? [] : [wrong("mode", `需到达的分支数须在 1 到 ${branches} 之间`, `the number of branches must be between 1 and ${branches}`)]),
    ...(node.onFail === undefined ? [] : checkRejectTarget(node.of, node.onFail, `${path}/onFail`, check)),
  ];
}
