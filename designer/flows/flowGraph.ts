import type { FlowDefinition, Issue, TreeWire } from "@safeloop/engine";
import type { BranchWords, RunFace } from "@safeloop/web";
import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import type { Box, Drawing } from "./canvas/canvasLayout.ts";
import type { BranchData, CardData } from "./nodes/FlowCard.tsx";
import type { WireData } from "./nodes/PlusWire.tsx";

export interface GraphWords {
  readonly who: (nodeId: string) => string;
  readonly problem: (issue: Issue) => string;
  readonly branch: (edgeId: string) => BranchWords;
}

/** What a drawing shows beside the flow itself. */
export interface GraphFaces {
  readonly run?: (id: string) => RunFace | undefined; // while a run is laid over it
  readonly folded?: ReadonlyMap<string, number>; // branches drawn without their steps
  readonly toggle?: (edgeId: string) => void; // folds or unfolds a branch
  readonly isDraggable: boolean;
  readonly mayConnect: boolean;
}

/** The node an issue is about: `nodes/<index>` or `nodes/<id>` in its path, or the `node` parameter. */
export function nodeOfIssue(flow: FlowDefinition, issue: Issue): string | undefined {
  const [, at] = /^\/nodes\/([^/]+)/.exec(issue.path) ?? [];
  const byPath = at === undefined ? undefined : /^\d+$/.test(at) ? flow.nodes[Number(at)]?.id : at;
  const named = issue.params["node"];
  const id = byPath ?? (typeof named === "string" ? named : undefined);
  return flow.nodes.some((node) => node.id === id) ? id : undefined;
}

/**
 * Where lines begin and end. The canvas would measure it anew for each new
 * object, and until the next frame draw no line: a drag that has just begun
 * would find nowhere to drop.
 */
function handlesOf({ width, height }: Box, runs: Drawing["runs"]): NodeHandle[] {
  if (runs === "right") return [{ type: "target", position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 }, { type: "source", position: Position.Right, x: width - 1, y: height / 2, width: 1, height: 1 }];
  const at = { x: width / 2, width: 1, height: 1 };
  return [{ ...at, type: "target", position: Position.Top, y: 0 }, { ...at, type: "source", position: Position.Bottom, y: height - 1 }];
}

function faultsOf(flow: FlowDefinition, issues: readonly Issue[], words: GraphWords): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const issue of issues.filter((one) => one.severity === "error")) {
    const id = nodeOfIssue(flow, issue);
    if (id !== undefined && !faults.has(id)) faults.set(id, words.problem(issue));
  }
  return faults;
}

const types = { down: { node: "card", branch: "branch", split: "pill", join: "pill" }, right: { node: "card", branch: "branch", split: "diamond", join: "diamond" } } as const;

/** The things of a drawing as nodes of the canvas, none of them selected. */
export function graphNodes(flow: FlowDefinition, issues: readonly Issue[], drawing: Drawing, words: GraphWords, faces: GraphFaces): readonly Node[] {
  const known = new Map(flow.nodes.map((node) => [node.id, node]));
  const faults = faultsOf(flow, issues, words);
  return drawing.boxes.map((box): Node => {
    const size = { width: box.width, height: box.height };
    const base = { id: box.id, type: types[drawing.runs][box.kind], position: { x: box.x, y: box.y }, ...size, measured: size, handles: handlesOf(box, drawing.runs), draggable: faces.isDraggable };
    const run = faces.run?.(box.id);
    if (box.kind === "branch") {
      const edgeId = box.id.slice("branch:".length);
      const data: BranchData = { ...words.branch(edgeId), run, runs: drawing.runs, folded: faces.folded?.get(edgeId), toggle: faces.toggle };
      return { ...base, data };
    }
    const node = known.get(box.id);
    const data: CardData | Record<string, never> = node ? { node, who: words.who(box.id), problem: faults.get(box.id), run, runs: drawing.runs, mayConnect: faces.mayConnect } : {};
    return { ...base, data };
  });
}

/** How a line stands in a run: walked, left out, or to come. */
function wireMark({ from, to }: TreeWire, run: GraphFaces["run"]): string | undefined {
  if (!run) return undefined;
  const [left, right] = [run(from)?.mark ?? "ahead", run(to)?.mark ?? "ahead"];
  if (left === "skipped" || right === "skipped") return "is-skipped";
  return (left === "done" || left === "bad") && right !== "ahead" ? "is-done" : undefined;
}

/** The lines of a drawing as edges of the canvas. */
export function graphEdges({ wires, runs }: Drawing, wire: Pick<WireData, "isReceiving" | "insert" | "drop">, run?: GraphFaces["run"]): readonly Edge[] {
  return wires.map((one): Edge => {
    const turn = one.to.startsWith("branch:") ? "source" : "target";
    const mark = wireMark(one, run);
    const data: WireData = { ...wire, edgeId: run ? undefined : one.edgeId, turn, runs };
    return { id: `${one.from}>${one.to}`, source: one.from, target: one.to, type: "plus", data, focusable: false, ...(mark === undefined ? {} : { className: mark }) };
  });
}
