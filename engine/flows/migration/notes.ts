import { canonicalJson } from "../../model/canonical.ts";
import type { FlowNode } from "../../model/flow.ts";
import { nodeOf } from "../plan/plan.ts";
import { type Findings, say } from "./findings.ts";
import { nodeParams } from "./lookAtVisits.ts";
import { keepNode } from "../run/nodeAt.ts";
import type { Rebuilt } from "./rebuild.ts";
import type { Survey } from "./survey.ts";
import { trailsFor } from "./trails.ts";

/** What changes without stopping the move: shown, not asked. */
export function noteChanges(s: Survey, f: Findings, rebuilt: Rebuilt): void {
  for (const visit of rebuilt.kept) {
    const now = nodeOf(s.after, visit.node);
    const old = nodeOf(s.before, visit.node);
    if ("was" in keepNode(s.before, s.after, visit) || differs(old, now, "candidates")) say(f, "automatic", "MIGRATION_SETTINGS_KEPT", nodeParams(now));
    if (differs(old, now, "due")) say(f, "automatic", "MIGRATION_DUE", nodeParams(now));
  }
  noteTargets(s, f, rebuilt);
  noteNodes(s, f);
}

function noteTargets(s: Survey, f: Findings, { at }: Rebuilt): void {
  const kept = new Set(Object.values(trailsFor(s, s.instance, at)).flat());
  const lost = s.instance.visits.filter((visit) => visit.state === "closed" && !visit.dead && isHuman(s.before.graph.nodes.get(visit.node)) && isOnTrail(s, visit.id) && !kept.has(visit.id));
  if (lost.length > 0) say(f, "automatic", "MIGRATION_TARGETS_GONE", { nodes: [...new Set(lost.map((visit) => visit.node))] });
}

function noteNodes(s: Survey, f: Findings): void {
  const before = s.before.graph.nodes;
  const after = s.after.graph.nodes;
  const added = [...after.keys()].filter((id) => !before.has(id));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const texts = [...after.values()].filter((node) => before.has(node.id) && differs(before.get(node.id), node, "title")).map((node) => node.id);
  if (added.length + removed.length > 0) say(f, "automatic", "MIGRATION_NODES_CHANGED", { added, removed });
  if (texts.length > 0) say(f, "automatic", "MIGRATION_TEXTS", { nodes: texts });
}

function isOnTrail(s: Survey, id: string): boolean {
  return Object.values(s.instance.trails).some((trail) => trail.includes(id));
}

function isHuman(node: FlowNode | undefined): boolean {
  return node?.kind === "start" || node?.kind === "fill" || node?.kind === "approval";
}

function differs(a: FlowNode | undefined, b: FlowNode | undefined, member: string): boolean {
  const read = (node: FlowNode | undefined): unknown => (node as unknown as { readonly [name: string]: unknown } | undefined)?.[member] ?? null;
  return canonicalJson(read(a)) !== canonicalJson(read(b));
}
