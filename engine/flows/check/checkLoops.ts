import { issue, type Issue } from "../../issues/issue.ts";
import type { ApprovalNode, Due, FlowNode, OnReject } from "../../model/flow.ts";
import { durationMs } from "../duration.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { memo } from "./memo.ts";
import { type Arrows, componentsOf, cycleIn } from "./scc.ts";
import { traceTo } from "./traces.ts";

/**
 * Ways back that could run for ever with no person and no time in between:
 * cycles over the steps a flow may take by itself. A return's target is always
 * asked anew, so it takes a target, and every step on the way, that rejects
 * itself when nobody is found, or whose date is past.
 */
export function checkLoops(check: FlowCheck): readonly Issue[] {
  if (!check.tree) return [];
  const arrows = automaticSteps(check);
  return componentsOf(arrows.keys(), arrows).flatMap((part) => {
    const cycle = cycleIn(part, arrows)?.map(nodeOfFailure);
    if (!cycle) return [];
    const nodes = cycle.filter((id, i) => id !== cycle[i - 1]);
    return [issue("FLOW_LOOP", `/nodes/${check.def.nodes.findIndex((node) => node.id === nodes[0])}`, { nodes, trace: traceTo(check, nodes[0] ?? "") })];
  });
}

/** A block that has failed; no node id has a star. */
const failed = (split: string): string => `*${split}`;
const nodeOfFailure = (id: string): string => id.replace("*", "");

/** What may follow a node without anybody acting and without time passing. */
const automaticSteps = memo((check: FlowCheck): Arrows => {
  const arrows = new Map<string, readonly string[]>(check.def.nodes.map((node) => [node.id, stepsFrom(node, check)]));
  for (const node of check.def.nodes) if (node.kind === "join" && node.onFail) arrows.set(failed(node.of), afterFailure(node.of, node.id, node.onFail, check));
  return arrows;
});

function stepsFrom(node: FlowNode, check: FlowCheck): string[] {
  const next = (check.graph.out.get(node.id) ?? []).map((edge) => edge.to);
  switch (node.kind) {
    case "start": return byDate(node.due, node.id, undefined, check);
    case "fill": return byDate(node.due, node.id, undefined, check);
    case "approval": return [...(node.onNobody === "autoReject" ? afterFailure(node.id, node.id, node.onReject, check) : []), ...byDate(node.due, node.id, node, check)];
    case "wait": return "event" in node.until || ("duration" in node.until && (durationMs(node.until.duration) ?? 0) > 0) ? [] : next;
    case "subflow": return [...next, ...(node.sync ? afterFailure(node.id, node.id, node.onChildReject, check) : [])];
    case "end": return [];
    default: return next;
  }
}

/** A deadline by date may be past on entry, so that it takes no time. */
function byDate(due: Due | undefined, id: string, node: ApprovalNode | undefined, check: FlowCheck): string[] {
  if (!due || (due.dateField === undefined && (durationMs(due.after) ?? 0) > 0)) return [];
  if (typeof due.onOver === "object") return [due.onOver.goto];
  return due.onOver === "reject" && node ? afterFailure(id, id, node.onReject, check) : [];
}

/** `from`: the node or split that failed; `last`: where the way on leaves it. */
function afterFailure(from: string, last: string, how: OnReject, check: FlowCheck): string[] {
  if (how.do === "return") return [how.to];
  if (how.do === "continue") return (check.graph.out.get(last) ?? []).map((edge) => edge.to);
  const around = how.do === "branch" ? enclosingFork(from, check) : undefined;
  return around === undefined ? [] : [failed(around)];
}

/** The innermost parallel or inclusive split a node lies in. */
function enclosingFork(id: string, check: FlowCheck): string | undefined {
  const region = check.layout?.regionOf.get(id);
  return region === undefined ? undefined : check.layout?.regions.get(region)?.block;
}
