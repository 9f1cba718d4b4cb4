import { canonicalJson } from "../../model/canonical.ts";
import type { FlowNode } from "../../model/flow.ts";
import type { FlowPlan } from "../plan/plan.ts";
import type { Visit } from "../types.ts";

/**
 * What a visit keeps of its node when the instance moves to another revision:
 * how votes are counted, what is asked for and what may be seen. Texts, the
 * deadline and where a rejection or a return leads are the new revision's.
 */
const keptSettings = ["mode", "vote", "rejectPolicy", "completion", "fields", "evidence", "checks", "signs", "exclude", "selfApproval"] as const;

type Loose = { readonly [member: string]: unknown };

/** The node a visit is judged by; undefined when neither the plan nor the visit knows it. */
export function nodeAt(plan: Pick<FlowPlan, "graph">, visit: Pick<Visit, "node" | "was">): FlowNode | undefined {
  const now = plan.graph.nodes.get(visit.node);
  const { was } = visit;
  if (!was || now?.kind !== was.kind) return was ?? now;
  return { ...withoutKept(now), ...keptOf(was) } as unknown as FlowNode;
}

/** The visit as it goes on under another plan: with `was` where the new node would judge it otherwise, or is gone. */
export function keepNode(before: FlowPlan, after: FlowPlan, visit: Visit): Visit {
  const old = nodeAt(before, visit);
  const now = after.graph.nodes.get(visit.node);
  if (!old || visit.node.startsWith("life.")) return visit;
  if (visit.state === "closed" && now) return visit;
  return now && canonicalJson(keptOf(old)) === canonicalJson(keptOf(now)) ? withoutWas(visit) : { ...visit, was: old };
}

function keptOf(node: FlowNode): Loose {
  const loose = node as unknown as Loose;
  return Object.fromEntries(keptSettings.filter((key) => loose[key] !== undefined).map((key) => [key, loose[key]]));
}

function withoutKept(node: FlowNode): Loose {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !(keptSettings as readonly string[]).includes(key)));
}

function withoutWas(visit: Visit): Visit {
  const { was: _, ...rest } = visit;
  return rest;
}
