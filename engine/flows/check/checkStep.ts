import { issue, type Issue } from "../../issues/issue.ts";
import type { ApprovalNode, Due, Evidence, FieldAccessMap, FillNode, StartNode } from "../../model/flow.ts";
import { durationMs } from "../duration.ts";
import { checkCandidates } from "./checkCandidates.ts";
import { checkExpression, checkField, checkNamedChecks, checkSections } from "./checkExpression.ts";
import { checkGoto, checkReturnTargets } from "./checkTargets.ts";
import { because, type FlowCheck } from "./flowCheck.ts";


const accesses = new Set(["hidden", "read", "edit", "require"]);
const overs = new Set(["remind", "escalate", "transfer", "reject"]);

/** What start, fill and approval have in common: fields, evidence, checks, deadline. */
export function checkStep(node: StartNode | FillNode | ApprovalNode, path: string, check: FlowCheck): readonly Issue[] {
  return [
    ...checkAccess(node.fields, node.id, `${path}/fields`, check),
    ...checkEvidence(node.evidence, node.id, `${path}/evidence`, check),
    ...checkNamedChecks(node.checks ?? [], node.id, `${path}/checks`, check),
    ...(node.due ? checkDue(node.due, node.id, `${path}/due`, check) : []),
    ...(node.kind === "approval" ? (node.signs ?? []).flatMap((xid, i) => checkField(xid, node.id, `${path}/signs/${i}`, check)) : []),
    ...(node.kind !== "start" && node.returns ? checkReturnTargets(node.id, node.returns, `${path}/returns`, check) : []),
  ];
}

/** A deadline must be computable and say something that is not an approval. */
export function checkDue(due: Due, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const after = due.after === undefined ? undefined : durationMs(due.after);
  const goto = typeof due.onOver === "object" && due.onOver !== null ? due.onOver.goto : undefined;
  return [
    ...((due.after === undefined) === (due.dateField === undefined) ? [because("FLOW_DUE", path, owner, "须在时长和日期字段中二选一", "give either a duration or a date field")] : []),
    ...(due.after !== undefined && !(after !== undefined && after > 0) ? [because("FLOW_DUE", `${path}/after`, owner, "时长须为大于零的 ISO 8601 时长，如 PT8H", "the duration must be a positive ISO 8601 duration such as PT8H")] : []),
    ...(due.dateField === undefined ? [] : checkField(due.dateField, owner, `${path}/dateField`, check)),
    ...((due.remindAt ?? []).every((one) => Number.isFinite(one) && one >= 0 && one < 100) ? [] : [because("FLOW_DUE", `${path}/remindAt`, owner, "提醒点须为 0 到 99 的百分数", "reminders are percentages from 0 to 99")]),
    ...(due.fromField === undefined ? [] : checkField(due.fromField, owner, `${path}/fromField`, check)),
    ...(due.overdue ?? []).flatMap((step, i) => [
      ...(durationMs(step.after) === undefined ? [because("FLOW_DUE", `${path}/overdue/${i}/after`, owner, "超时升级的时长须为 ISO 8601，如 PT24H", "the time of an overdue step must be an ISO 8601 duration such as PT24H")] : []),
      ...(step.notify.length === 0 ? [because("FLOW_DUE", `${path}/overdue/${i}/notify`, owner, "超时升级没有设置通知谁", "an overdue step names nobody")] : []),
      ...checkCandidates(step.notify, owner, `${path}/overdue/${i}/notify`, check),
      ...(step.when === undefined ? [] : checkExpression(step.when, owner, `${path}/overdue/${i}/when`, check)),
    ]),
    ...(goto === undefined && !overs.has(due.onOver as string) ? [because("FLOW_DUE", `${path}/onOver`, owner, "超时处理不认识（不允许自动同意）", "unknown handling when over (automatic approval is not allowed)")] : []),
    ...(due.onOver === "transfer" && (due.transferTo ?? []).length === 0 ? [because("FLOW_DUE", `${path}/transferTo`, owner, "超时转办没有设置转给谁", "transfer when over names nobody")] : []),
    ...checkCandidates(due.transferTo ?? [], owner, `${path}/transferTo`, check),
    ...(goto === undefined ? [] : checkGoto(owner, goto, `${path}/onOver/goto`, check)),
  ];
}

function checkAccess(map: FieldAccessMap, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  return Object.entries(map).flatMap(([key, access]) => [
    ...(accesses.has(access) ? [] : [issue("FLOW_INVALID", `${path}/${key}`, { what: `${owner}: access ${String(access)}` })]),
    ...(key === "*" ? [] : key.startsWith("section:") ? checkSections([key.slice("section:".length)], owner, path, check) : checkField(key, owner, `${path}/${key}`, check)),
  ]);
}

function checkEvidence(evidence: Evidence | undefined, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const within = evidence?.gpsWithin;
  if (!within) return [];
  const metres = within.limit?.value;
  return [
    ...checkField(within.field, owner, `${path}/gpsWithin/field`, check),
    ...(typeof metres === "number" && metres > 0 && within.limit.unit === "m" ? [] : [issue("FLOW_INVALID", `${path}/gpsWithin/limit`, { what: `${owner}: gpsWithin.limit` })]),
  ];
}
