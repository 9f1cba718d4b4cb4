import type { Issue } from "../../issues/issue.ts";
import type { ApprovalNode } from "../../model/flow.ts";
import { because } from "./flowCheck.ts";

/** Vote settings that could never work, or that mean another mode. */
export function checkVote(node: ApprovalNode, path: string): readonly Issue[] {
  const wrong = (at: string, zh: string, en: string): Issue => because("FLOW_VOTE", `${path}/${at}`, node.id, zh, en);
  if (node.mode !== "vote") {
    return [
      ...(node.mode === "anyApprove" && node.rejectPolicy === "veto" ? [wrong("rejectPolicy", "“任一同意”加一票否决等于或签，请改用或签", "anyApprove with a veto is firstDecision; use that")] : []),
      ...(node.vote ? [wrong("vote", "只有票签模式才能设置票数", "vote settings belong to mode `vote` only")] : []),
    ];
  }
  const { count, percent, strict, weights, vetoRoles } = node.vote ?? {};
  const named: readonly string[] = node.candidates.flatMap((one) => (one.kind === "role" || one.kind === "onDuty" ? [one.role] : one.kind === "contractorResponsible" ? ["contractor-lead"] : []));
  const weighed = weights !== undefined || node.candidates.some((one) => one.kind === "role" && one.weight !== undefined);
  const bad = [...Object.values(weights ?? {}), ...node.candidates.flatMap((one) => (one.kind === "role" && one.weight !== undefined ? [one.weight] : []))].filter((one) => !Number.isInteger(one) || one < 1);
  return [
    ...((count === undefined) === (percent === undefined) ? [wrong("vote", "票数和百分比须二选一", "give either a count or a percentage")] : []),
    ...(count !== undefined && !(Number.isInteger(count) && count >= 1) ? [wrong("vote/count", "票数须为不小于 1 的整数", "the count must be an integer of at least 1")] : []),
    ...(percent !== undefined && !(Number.isInteger(percent) && percent >= 1 && percent <= 100) ? [wrong("vote/percent", "百分比须为 1 到 100 的整数", "the percentage must be an integer from 1 to 100")] : []),
    ...(percent === 100 && strict ? [wrong("vote/strict", "不可能超过 100 %", "more than 100 % can never be reached")] : []),
    ...(count !== undefined && weighed ? [wrong("vote/weights", "按票数时不能设权重，权重只用于百分比", "a count counts seats; weights need a percentage")] : []),
    ...(bad.length > 0 ? [wrong("vote/weights", "权重须为正整数", "weights must be positive integers")] : []),
    ...((vetoRoles ?? []).filter((role) => !named.includes(role)).map((role) => wrong("vote/vetoRoles", `否决角色 ${role} 不在办理人里`, `veto role ${role} is not among the candidates`))),
  ];
}
