import type { FlowNode } from "@safeloop/engine";
import type { DrawnFlow, DrawnNode, Drawing } from "./drawing.ts";
import { plainTitle } from "./titles.ts";

const splits = new Set(["exclusive", "parallel", "inclusive"]);

/** A meeting or parting we once wrote is left as it is; only what somebody drew is made explicit. */
const foreign = (flows: readonly DrawnFlow[]): boolean => flows.length > 1 && flows.some((flow) => !flow.own);

/**
 * Makes explicit what BPMN lets a modeller leave out: starts, ends, splits
 * behind and joins before any node. `ends`: lines that meet at an end are
 * joined before it, or each gets an end of its own.
 */
export function makeExplicit(drawing: Drawing, ends: "join" | "copy"): void {
  addEnds(drawing);
  addStart(drawing);
  if (ends === "copy") copyEnds(drawing);
  addSplits(drawing);
  addJoins(drawing);
}

/** True when lines meet at an end, so that joining and copying differ. */
export function hasMeetingEnds(drawing: Drawing): boolean {
  const ins = drawing.ins();
  return drawing.nodes.some((drawn) => drawn.node.kind === "end" && foreign(ins.get(drawn.key) ?? []));
}

function addEnds(drawing: Drawing): void {
  const outs = drawing.outs();
  for (const drawn of drawing.nodes.filter((one) => !one.own && one.node.kind !== "end" && !outs.has(one.key))) {
    const made = insert(drawing, drawn, "end", "-end", { kind: "end", outcome: "approved" });
    drawing.link(drawn.key, made.key, drawn.node.id, "-to-end");
  }
}

/** Where no start is drawn, every step nothing leads to is one; several begin side by side. */
function addStart(drawing: Drawing): void {
  if (drawing.nodes.length === 0 || drawing.nodes.some((one) => one.node.kind === "start")) return;
  const ins = drawing.ins();
  const firsts = drawing.nodes.filter((one) => !one.own && !one.boundary && !ins.has(one.key));
  const [first] = firsts;
  if (!first) return;
  const made = insert(drawing, first, "start", "-start", { kind: "start", fields: { "*": "edit" } });
  for (const one of firsts) drawing.link(made.key, one.key, one.node.id, "-begin");
}

function copyEnds(drawing: Drawing): void {
  const ins = drawing.ins();
  for (const drawn of [...drawing.nodes]) {
    const meeting = ins.get(drawn.key) ?? [];
    if (drawn.node.kind !== "end" || !foreign(meeting)) continue;
    for (const [i, flow] of meeting.slice(1).entries()) flow.to = insert(drawing, drawn, `copy${i}`, "-copy", { ...drawn.node }).key;
  }
}

/** Unconditional lines out of a step run side by side; with a condition or default on one, those that hold. */
function addSplits(drawing: Drawing): void {
  const outs = drawing.outs();
  for (const drawn of [...drawing.nodes]) {
    const parting = outs.get(drawn.key) ?? [];
    if (splits.has(drawn.node.kind) || !foreign(parting)) continue;
    const chosen = parting.some((flow) => flow.conditional || flow.default);
    const made = insert(drawing, drawn, "split", "-split", { kind: chosen ? "inclusive" : "parallel" });
    for (const flow of parting) flow.from = made.key;
    drawing.link(drawn.key, made.key, drawn.node.id, "-to-split");
  }
}

function addJoins(drawing: Drawing): void {
  const ins = drawing.ins();
  for (const drawn of [...drawing.nodes]) {
    const meeting = ins.get(drawn.key) ?? [];
    if (drawn.node.kind === "join" || !foreign(meeting)) continue;
    const made = insert(drawing, drawn, "join", "-join", { kind: "join", of: "", mode: "all" });
    for (const flow of meeting) flow.to = made.key;
    drawing.link(made.key, drawn.key, drawn.node.id, "-from-join");
  }
}

type Body = { readonly kind: FlowNode["kind"]; readonly [member: string]: unknown };

/** A node the file does not draw; the report shows it beside the element that makes it needed. */
function insert(drawing: Drawing, at: DrawnNode, name: string, suffix: string, body: Body): DrawnNode {
  const id = drawing.nodeIds.make(at.node.id, suffix);
  const title = body.kind === at.node.kind || splits.has(at.node.kind) ? at.node.title : plainTitle(body.kind);
  const meets = body.kind === "join" && at.meets ? { meets: at.meets } : {};
  return drawing.add({ key: `${at.key}/${name}`, from: at.from, own: false, ...meets, node: { ...body, id, title } as unknown as FlowNode });
}
