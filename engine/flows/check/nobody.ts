import { formOf } from "../../forms/index.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { Candidate } from "../../model/candidates.ts";
import type { ApprovalNode, FillNode } from "../../model/flow.ts";
import { relation } from "./chains.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** True when the definition alone says that nobody can ever be found for the node. */
export function findsNobody(node: FillNode | ApprovalNode, check: FlowCheck): boolean {
  return node.candidates.every((one) => isExcluded(one, node.exclude ?? []) || (one.kind === "initiator" && node.selfApproval === "forbid") || isEmpty(one, node.id, check));
}

/** True when a visit of the node cannot get any seat, whatever `onNobody` says. */
export function staysEmpty(node: FillNode | ApprovalNode, check: FlowCheck): boolean {
  return findsNobody(node, check) && (node.onNobody !== "toAdmin" || check.def.settings.admin.length === 0);
}

/** Everyone a candidate may name is excluded. Weights don't matter. */
function isExcluded(candidate: Candidate, exclude: readonly Candidate[]): boolean {
  return exclude.some((one) => {
    if (candidate.kind === "role" && one.kind === "role") return candidate.role === one.role && (one.at === "anywhere" || sameRole(candidate) === sameRole(one));
    if (one.kind === "managerChain" && candidate.kind === "managerChain") return candidate.upTo <= one.upTo;
    if (one.kind === "managerChain" && candidate.kind === "manager") return candidate.level <= one.upTo;
    return canonicalJson(candidate) === canonicalJson(one);
  });
}

function sameRole({ role, at, field }: Extract<Candidate, { kind: "role" }>): string {
  return canonicalJson([role, at, field ?? null]);
}

/** A candidate that can name nobody: the actor of a node nobody acts at before this one, or a field that holds no people. */
function isEmpty(candidate: Candidate, owner: string, check: FlowCheck): boolean {
  if (candidate.kind === "field") return !mayNamePeople(candidate.field, check);
  if (candidate.kind !== "actorOf" || !check.layout) return false;
  const kind = check.graph.nodes.get(candidate.node)?.kind;
  if (kind === undefined) return false; // told as an unknown node
  if (kind !== "start" && kind !== "fill" && kind !== "approval") return true;
  const how = relation(check, candidate.node, owner);
  const later = (check.layout.order.get(candidate.node) ?? 0) >= (check.layout.order.get(owner) ?? 0);
  return how === "apart" || (how === "inLine" && later);
}

function mayNamePeople(path: string, check: FlowCheck): boolean {
  const field = check.form ? formOf(check.form).byXid.get(path.split(".")[0] ?? "") : undefined;
  return field === undefined || !["number", "integer", "boolean"].includes(String(field.schema["type"]));
}
