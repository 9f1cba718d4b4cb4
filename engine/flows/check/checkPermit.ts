import { issue, type Issue } from "../../issues/issue.ts";
import type { ApprovalNode, FillNode, FlowNode, StartNode } from "../../model/flow.ts";
import { durationMs } from "../duration.ts";
import { validityTimers } from "../life/validUntil.ts";
import { bit, none } from "./bits.ts";
import { relation } from "./chains.ts";
import { surelyBefore } from "./data/mustPass.ts";
import { because, type FlowCheck } from "./flowCheck.ts";
import { traceAvoiding } from "./traces.ts";

type PersonStep = StartNode | FillNode | ApprovalNode;

/** What a permit may never do (flows.md 9): approve itself, skip a control, or act before it is approved. */
export function checkPermit(check: FlowCheck): readonly Issue[] {
  if (check.def.settings.permit !== true) return [];
  return [
    ...(check.def.life ? [] : [because("FLOW_PERMIT", "/life", check.def.id, "作业票必须有批准后的状态机", "a permit needs a life after approval")]),
    ...check.def.nodes.flatMap((node, i) => (node.kind === "approval" ? checkApproval(node, `/nodes/${i}`, check) : [])),
    ...check.def.nodes.flatMap((node, i) => (node.kind === "act" && isEarly(node, check) ? [because("FLOW_PERMIT", `/nodes/${i}`, node.id, "最后一道审批之前不能触发动作", "no act may come before the last approval")] : [])),
    ...check.def.nodes.flatMap((node, i) => (node.kind === "fill" || node.kind === "start" || node.kind === "approval" ? checkEndlessDue(node, `/nodes/${i}`) : [])),
    ...checkUnapproved(check),
  ];
}

/** A deadline that only asks the same step again never ends it. */
function checkEndlessDue(node: PersonStep, path: string): readonly Issue[] {
  const over = node.due?.onOver;
  return typeof over === "object" && over.goto === node.id ? [because("FLOW_PERMIT", `${path}/due/onOver/goto`, node.id, "超时后又回到本步，期限永远不会结束", "when over it asks the same step again, so the deadline never ends")] : [];
}

/** Every way to an approved end must pass an approval. */
export function checkUnapproved(check: FlowCheck): readonly Issue[] {
  const isApproval = (id: string): boolean => check.graph.nodes.get(id)?.kind === "approval";
  const before = surelyBefore(check, { node: (id) => ({ adds: isApproval(id) ? bit(0) : none, undoes: none }) });
  return check.def.nodes.flatMap((node, i) => {
    if (node.kind !== "end" || node.outcome !== "approved" || before.get(node.id) !== none) return [];
    const trace = traceAvoiding(check, node.id, isApproval);
    return [issue("FLOW_PERMIT", `/nodes/${i}`, { node: node.id, reasonZh: `有一条路不经任何审批就能批准（${trace.join(" → ")}）`, reasonEn: `a way leads to approval past every approver (${trace.join(" → ")})`, trace })];
  });
}

function checkApproval(node: ApprovalNode, path: string, check: FlowCheck): readonly Issue[] {
  const wrong = (at: string, zh: string, en: string): Issue => because("FLOW_PERMIT", `${path}/${at}`, node.id, zh, en);
  const validity = shortestValidity(check);
  const due = durationMs(node.due?.after);
  return [
    ...(node.selfApproval === "forbid" ? [] : [wrong("selfApproval", "申请人不得审批自己的作业票", "the applicant may not approve; selfApproval must be `forbid`")]),
    ...(node.dedupe === "none" ? [] : [wrong("dedupe", "作业票的每道审批都要本人再签", "every approval of a permit is asked; dedupe must be `none`")]),
    ...(node.onReject.do === "continue" ? [wrong("onReject", "驳回后不能继续往下走", "a rejected permit may not go on")] : []),
    ...(due !== undefined && validity !== undefined && due > validity ? [wrong("due", "办理时限比票证有效期还长", "the deadline is longer than the permit is valid")] : []),
    ...(mayGuardianApprove(node, check) ? [wrong("exclude", "监护人可能成为审批人：请排除监护人字段，或加上 C-05 检查", "the guardian might approve: exclude the guardian field or name check C-05")] : []),
  ];
}

/** Acts that reach outside while some approval is still to come on the same way; setting a field or telling people is no start of work. */
function isEarly(node: Extract<FlowNode, { kind: "act" }>, check: FlowCheck): boolean {
  if (node.act.do === "setField" || node.act.do === "notify") return false;
  const order = (id: string): number => check.layout?.order.get(id) ?? 0;
  return check.def.nodes.some((one) => {
    const how = one.kind === "approval" ? relation(check, one.id, node.id) : "apart";
    return how === "parallel" || (how === "inLine" && order(one.id) > order(node.id));
  });
}

function shortestValidity(check: FlowCheck): number | undefined {
  const validity = validityTimers(check.def);
  const lengths = (check.def.life?.states ?? []).flatMap((state) => state.timers ?? []).filter((timer) => validity.has(timer.id)).flatMap((timer) => durationMs(timer.after) ?? []);
  return lengths.length === 0 ? undefined : Math.min(...lengths);
}

function mayGuardianApprove(node: ApprovalNode, check: FlowCheck): boolean {
  const guardians = ["guardian", "guardians"].filter((xid) => check.fields?.has(xid));
  if (guardians.length === 0 || node.checks?.includes("C-05")) return false;
  return !guardians.every((xid) => (node.exclude ?? []).some((one) => one.kind === "field" && one.field.split(".")[0] === xid));
}
