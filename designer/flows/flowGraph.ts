import { blockTree, type FlowDefinition, type Issue, layoutTree, treeCard as card, type TreePlaced as Placed } from "@safeloop/engine";
import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import type { BranchData, CardData } from "./nodes/FlowCard.tsx";
import type { WireData } from "./nodes/PlusWire.tsx";

export interface GraphWords {
  readonly who: (nodeId: string) => string;
  readonly problem: (issue: Issue) => string;
  readonly branch: (edgeId: string) => BranchData;
}

/** The node an issue is about: `nodes/<index>` or `nodes/<id>` in its path, or the `node` parameter. */
export function nodeOfIssue(flow: FlowDefinition, issue: Issue): string | undefined {
  const [, at] = /^\/nodes\/([^/]+)/.exec(issue.path) ?? [];
  const byPath = at === undefined ? undefined : /^\d+$/.test(at) ? flow.nodes[Number(at)]?.id : at;
  const named = issue.params["node"];
  const id = byPath ?? (typeof named === "string" ? named : undefined);
  return flow.nodes.some((node) => node.id === id) ? id : undefined;
}

function sizeOf(placed: Placed): { readonly width: number; readonly height: number } {
  return placed.kind === "node" || placed.kind === "branch" ? { width: card.width, height: card.height } : { width: 180, height: 36 };
}

/**
 * Where lines begin and end. The canvas would measure it anew for each new
 * object, and until the next frame draw no line: a drag that has just begun
 * would find nowhere to drop.
 */
function handlesOf({ width, height }: { readonly width: number; readonly height: number }): NodeHandle[] {
  const at = { x: width / 2, width: 1, height: 1 };
  return [{ ...at, type: "target", position: Position.Top, y: 0 }, { ...at, type: "source", position: Position.Bottom, y: height - 1 }];
}

function wireData(wire: Pick<WireData, "isReceiving" | "insert" | "drop">, edgeId: string | undefined, turn: WireData["turn"]): WireData {
  return { isReceiving: wire.isReceiving, insert: wire.insert, drop: wire.drop, edgeId, turn };
}

/** The vertical tree as nodes and edges of the canvas. Positions follow from the model; dragging on the canvas moves steps, not pixels. */
export function flowGraph(flow: FlowDefinition, issues: readonly Issue[], selected: string | undefined, words: GraphWords, wire: Pick<WireData, "isReceiving" | "insert" | "drop">): { readonly nodes: Node[]; readonly edges: Edge[] } {
  const layout = layoutTree(blockTree(flow));
  const faults = new Map<string, string>();
  for (const issue of issues.filter((one) => one.severity === "error")) {
    const id = nodeOfIssue(flow, issue);
    if (id !== undefined && !faults.has(id)) faults.set(id, words.problem(issue));
  }
  const nodes = layout.placed.map((placed): Node => {
    const size = sizeOf(placed);
    const base = { id: placed.id, position: { x: placed.x - size.width / 2, y: placed.y }, ...size, measured: size, handles: handlesOf(size), selected: placed.id === selected, draggable: false };
    if (placed.kind === "branch") return { ...base, type: "branch", data: words.branch(placed.id.slice("branch:".length)) };
    const node = flow.nodes.find((one) => one.id === placed.id);
    const data: CardData | Record<string, never> = node ? { node, who: words.who(placed.id), problem: faults.get(placed.id) } : {};
    return { ...base, type: placed.kind === "node" ? "card" : "pill", data };
  });
  const edges = layout.wires.map((one): Edge => ({ id: `${one.from}>${one.to}`, source: one.from, target: one.to, type: "plus", data: wireData(wire, one.edgeId, one.to.startsWith("branch:") ? "source" : "target") }));
  return { nodes, edges };
}
