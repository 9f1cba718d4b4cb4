import { issue, type Issue } from "../../issues/issue.ts";
import type { OnReject, ReturnSettings } from "../../model/flow.ts";
import { isWithin } from "../plan/plan.ts";
import { type Chain, chainsOf } from "./chains.ts";
import { because, type FlowCheck } from "./flowCheck.ts";

/** Where a reject leads must exist, and `return` must lead back on this path. */
export function checkRejectTarget(owner: string, onReject: OnReject, path: string, check: FlowCheck): readonly Issue[] {
  if (!["end", "return", "branch", "continue"].includes(onReject?.do)) return [issue("FLOW_INVALID", path, { what: `${owner}: ${String(onReject?.do)}` })];
  if (onReject.do === "return" && onReject.count !== undefined && check.fields && !check.fields.has(onReject.count)) return [issue("FLOW_FIELD_UNKNOWN", `${path}/count`, { node: owner, field: onReject.count })];
  if (onReject.do === "return") return possibleTargets(owner, check)?.has(onReject.to) === false ? [issue("FLOW_TARGET", path, { node: owner, to: onReject.to })] : [];
  const region = check.layout?.regionOf.get(owner);
  return onReject.do === "branch" && region === "root" ? [because("FLOW_JOIN", path, owner, "“分支失败”只能用在并行分支里", "`branch` works only inside a parallel block")] : [];
}

/** Named return targets must be able to lie before the node. */
export function checkReturnTargets(owner: string, returns: ReturnSettings, path: string, check: FlowCheck): readonly Issue[] {
  const possible = possibleTargets(owner, check);
  if (!possible || !Array.isArray(returns.targets)) return [];
  return (returns.targets as readonly string[]).flatMap((to, i) => (possible.has(to) ? [] : [issue("FLOW_TARGET", `${path}/targets/${i}`, { node: owner, to })]));
}

/** `goto` may lead anywhere human in the own or an enclosing region; on permits only back. */
export function checkGoto(owner: string, to: string, path: string, check: FlowCheck): readonly Issue[] {
  const { layout } = check;
  if (!layout) return [];
  const from = layout.regionOf.get(owner);
  const region = layout.regionOf.get(to);
  const reachable = from !== undefined && region !== undefined && isWithin(layout, from, region) && isHuman(check, to);
  const forward = (layout.order.get(to) ?? 0) > (layout.order.get(owner) ?? 0);
  return [
    ...(reachable ? [] : [issue("FLOW_TARGET", path, { node: owner, to })]),
    ...(reachable && forward && check.def.settings.permit ? [because("FLOW_PERMIT", path, owner, "超时跳转会跳过未办的审批", "the jump when over skips controls not yet passed")] : []),
  ];
}

/**
 * Every node a return from `owner` may ever lead to: human nodes of its own
 * or an enclosing region that can lie before it. Nodes of another branch of
 * the same exclusive never can. Absent when the drawing does not reduce.
 */
export function possibleTargets(owner: string, check: FlowCheck): ReadonlySet<string> | undefined {
  const { layout, tree } = check;
  const region = layout?.regionOf.get(owner);
  if (!layout || !tree || region === undefined) return undefined;
  const chains = chainsOf(tree);
  const before = [...layout.regionOf].filter(([node, its]) =>
    isHuman(check, node) && isWithin(layout, region, its) && (layout.order.get(node) ?? 0) < (layout.order.get(owner) ?? 0) && !conflict(chains.get(node) ?? [], chains.get(owner) ?? []));
  return new Set(before.map(([node]) => node));
}

function isHuman(check: FlowCheck, id: string): boolean {
  const kind = check.graph.nodes.get(id)?.kind;
  return kind === "start" || kind === "fill" || kind === "approval";
}

function conflict(a: Chain, b: Chain): boolean {
  return a.some(([split, branch]) => b.some(([other, taken]) => split === other && branch !== taken));
}
