import { issue, type Issue } from "../../issues/issue.ts";
import type { OnReject, ReturnSettings } from "../../model/flow.ts";
import type { Block, Sequence } from "../plan/block.ts";
import { isWithin } from "../plan/plan.ts";
import { type Bits, Index, none } from "./bits.ts";
import { because, type FlowCheck } from "./flowCheck.ts";
import { memo } from "./memo.ts";
import { traceTo } from "./traces.ts";

/** Where a reject leads must exist, and `return` must lead back on this path. */
export function checkRejectTarget(owner: string, onReject: OnReject, path: string, check: FlowCheck): readonly Issue[] {
  if (!["end", "return", "branch", "continue"].includes(onReject?.do)) return [issue("FLOW_INVALID", path, { what: `${owner}: ${String(onReject?.do)}` })];
  if (onReject.do === "return" && onReject.count !== undefined && check.fields && !check.fields.has(onReject.count)) return [issue("FLOW_FIELD_UNKNOWN", `${path}/count`, { node: owner, field: onReject.count })];
  if (onReject.do === "return") return possibleTargets(owner, check)?.has(onReject.to) === false ? [noTarget(owner, onReject.to, path, check)] : [];
  const region = check.layout?.regionOf.get(owner);
  return onReject.do === "branch" && region === "root" ? [because("FLOW_JOIN", path, owner, "“分支失败”只能用在并行分支里", "`branch` works only inside a parallel block")] : [];
}

/** Named return targets must be able to lie before the node. */
export function checkReturnTargets(owner: string, returns: ReturnSettings, path: string, check: FlowCheck): readonly Issue[] {
  const { targets } = returns;
  if (typeof targets === "string") return targets === "any" || targets === "start" ? [] : [issue("FLOW_INVALID", `${path}/targets`, { what: `${owner}: targets ${String(targets)}` })];
  const possible = possibleTargets(owner, check);
  return (targets ?? []).flatMap((to, i) => (!possible || possible.has(to) ? [] : [noTarget(owner, to, `${path}/targets/${i}`, check)]));
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
    ...(reachable ? [] : [noTarget(owner, to, path, check)]),
    ...(reachable && forward && check.def.settings.permit ? [because("FLOW_PERMIT", path, owner, "超时跳转会跳过未办的审批", "the jump when over skips controls not yet passed")] : []),
  ];
}

function noTarget(owner: string, to: string, path: string, check: FlowCheck): Issue {
  return issue("FLOW_TARGET", path, { node: owner, to, trace: traceTo(check, owner) });
}

/**
 * Every node a return from `owner` may ever lead to: human nodes of its own
 * or an enclosing region that can lie before it. Nodes of another branch of
 * the same exclusive never can. Absent when the drawing does not reduce.
 */
export function possibleTargets(owner: string, check: FlowCheck): { has(id: string): boolean } | undefined {
  const targets = targetsOf(check);
  const bits = targets.before.get(owner);
  return bits === undefined ? undefined : { has: (id) => isHuman(check, id) && (bits & targets.index.bit(id)) !== none };
}

interface Targets { readonly before: Map<string, Bits>; readonly index: Index }

/** The human nodes that may lie on the trails of a node's region and of those around it, for all nodes in one pass. */
const targetsOf = memo((check: FlowCheck): Targets => {
  const made: Targets = { before: new Map(), index: new Index() };
  if (check.tree) collect(check.tree, none, made, check);
  return made;
});

function collect(sequence: Sequence, into: Bits, made: Targets, check: FlowCheck): Bits {
  let at = into;
  for (const item of sequence.items) {
    made.before.set(item.type === "node" ? item.id : item.split, at);
    if (item.type === "block") at = behind(item, at, made, check);
    else if (isHuman(check, item.id)) at |= made.index.bit(item.id);
  }
  return at;
}

/** Branches of a parallel or inclusive have trails of their own, which end with them. */
function behind(block: Block, at: Bits, made: Targets, check: FlowCheck): Bits {
  const outs = block.branches.map((branch) => collect(branch.sequence, at, made, check));
  const out = block.kind === "exclusive" ? outs.reduce((all, one) => all | one, at) : at;
  if (block.join !== undefined) made.before.set(block.join, out);
  return out;
}

function isHuman(check: FlowCheck, id: string): boolean {
  const kind = check.graph.nodes.get(id)?.kind;
  return kind === "start" || kind === "fill" || kind === "approval";
}
