import { formOf } from "../../forms/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import type { SubflowNode } from "../../model/flow.ts";
import { checkField } from "./checkExpression.ts";
import { checkRejectTarget } from "./checkTargets.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** A subflow must exist and be another flow; rows come from a table, and how many must complete is asked of waiting ones only. */
export function checkSubflow(node: SubflowNode, path: string, check: FlowCheck): readonly Issue[] {
  const wrong = (at: string, reasonZh: string, reasonEn: string): Issue => issue("FLOW_SUBFLOW", `${path}/${at}`, { node: node.id, reasonZh, reasonEn });
  const { complete, flow, rows } = node;
  const n = typeof complete === "object" ? complete.n : undefined;
  return [
    ...(flow.id === check.def.id ? [issue("FLOW_LOOP", `${path}/flow`, { nodes: [node.id] })] : []),
    ...(check.flows && flow.id !== check.def.id && !check.flows(flow.id) ? [wrong("flow", `没有流程 ${flow.id}`, `there is no flow ${flow.id}`)] : []),
    ...(rows === undefined ? [] : checkRows(node, rows, path, check)),
    ...(complete !== undefined && rows === undefined ? [wrong("complete", "只有逐行子流程才需要设置完成数", "how many must complete is asked only of a subflow per row")] : []),
    ...(complete !== undefined && !node.sync ? [wrong("complete", "不等待的子流程没有完成数", "a subflow nobody waits for has no number to complete")] : []),
    ...(n !== undefined && !(Number.isInteger(n) && n >= 1) ? [wrong("complete", "完成数须为不小于 1 的整数", "the number to complete must be an integer of at least 1")] : []),
    ...checkRejectTarget(node.id, node.onChildReject, `${path}/onChildReject`, check),
  ];
}

function checkRows(node: SubflowNode, rows: string, path: string, check: FlowCheck): readonly Issue[] {
  const unknown = checkField(rows, node.id, `${path}/rows`, check);
  const field = check.form ? formOf(check.form).byXid.get(rows) : undefined;
  if (unknown.length > 0 || !field || field.shape === "rows") return unknown;
  return [issue("FLOW_SUBFLOW", `${path}/rows`, { node: node.id, reasonZh: `字段 ${rows} 不是明细表`, reasonEn: `field ${rows} is no table of rows` })];
}
