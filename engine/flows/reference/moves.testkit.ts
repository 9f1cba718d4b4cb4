import type { FlowEdge, FlowNode, JoinNode } from "../../model/flow.ts";
import { holds } from "./facts.testkit.ts";
import { enterLife } from "./life.testkit.ts";
import { frameOf, isLive, parentOf, type Run } from "./run.testkit.ts";
import { branchRegion, found } from "./shape.testkit.ts";
import type { ClosingReason, Frame, Visit } from "./types.testkit.ts";
import { closeVisit, liveInside } from "./visits.testkit.ts";

/*
 * The token game: tokens walk until each rests on a node, at a join, or the
 * flow is over. A node that is reached and left on the way never gets a visit,
 * because visits are only opened for the tokens that rest (`settle`).
 */

/** The token leaves a node along its only edge. */
export function leave(run: Run, frame: Frame, node: string): void {
  frame.at = { kind: "moving" };
  reach(run, frame, found(run.shape.out(node)[0], `edge out of ${node}`).to);
}

function reach(run: Run, frame: Frame, id: string): void {
  const node = run.shape.node(id);
  switch (node.kind) {
    case "end":
      return endInstance(run, node.outcome, "ended");
    case "join":
      return run.shape.node(node.of).kind === "exclusive" ? leave(run, frame, id) : arrive(run, frame, "ok");
    case "exclusive":
      return choose(run, frame, node);
    case "parallel":
    case "inclusive":
      return fork(run, frame, node);
    default:
      frame.at = { kind: "entering", node: id };
  }
}

interface Choice {
  readonly chosen: FlowEdge[];
  readonly unknown: FlowEdge[];
}

function conditionsOf(run: Run, node: FlowNode): Choice {
  const edges = run.shape.out(node.id).filter((edge) => edge.when !== undefined && edge.default !== true);
  const verdicts = edges.map((edge) => holds(run, edge.when ?? null));
  return { chosen: edges.filter((_, i) => verdicts[i] === true), unknown: edges.filter((_, i) => verdicts[i] === "unknown") };
}

/**
 * The edges a split takes: those whose condition holds, else the default.
 * Undefined blocks a permit: one whose choice hangs on what is not known. Of
 * an exclusive split that is an unknown condition before the first that holds.
 */
function edgesTaken(run: Run, node: FlowNode): FlowEdge[] | undefined {
  const { chosen, unknown } = conditionsOf(run, node);
  const first = chosen[0];
  const open = node.kind === "exclusive" && first !== undefined ? unknown.filter((edge) => run.shape.out(node.id).indexOf(edge) < run.shape.out(node.id).indexOf(first)) : unknown;
  if (open.length > 0 && run.def.settings.permit === true) return undefined;
  return chosen.length > 0 ? chosen : run.shape.out(node.id).filter((edge) => edge.default === true);
}

/** A split that is blocked looks again; what it leaves is done. */
export function retrySplit(run: Run, visit: Visit): void {
  const node = run.shape.node(visit.node);
  if (!edgesTaken(run, node)) return;
  const frame = found(frameOf(run, visit.region), `token of ${visit.id}`);
  closeVisit(run, visit, "done");
  if (node.kind === "exclusive") choose(run, frame, node);
  else fork(run, frame, node);
}

function choose(run: Run, frame: Frame, node: FlowNode): void {
  const edges = edgesTaken(run, node);
  if (!edges) frame.at = { kind: "entering", node: node.id, blocked: true };
  else reach(run, frame, found(edges[0], `default of ${node.id}`).to);
}

function fork(run: Run, frame: Frame, node: FlowNode): void {
  const taken = node.kind === "parallel" ? run.shape.out(node.id) : edgesTaken(run, node);
  if (!taken) {
    frame.at = { kind: "entering", node: node.id, blocked: true };
    return;
  }
  const all = run.shape.out(node.id);
  const edges = all.filter((edge) => taken.includes(edge));
  const branches = edges.map((edge): Frame => ({ region: branchRegion(node.id, all.indexOf(edge)), trail: [], at: { kind: "moving" } }));
  const place = { kind: "fork" as const, split: node.id, branches };
  frame.at = place;
  if (branches.length === 0) return leave(run, frame, run.shape.join(node.id).id); // nothing holds and no default is drawn
  branches.forEach((branch, i) => {
    if (frame.at === place && run.state.root) reach(run, branch, (edges[i] as FlowEdge).to); // an empty branch may already have left the block
  });
}

/** A branch is over; the join looks at all that have arrived, ok first. */
export function arrive(run: Run, frame: Frame, how: "ok" | "failed"): void {
  const parent = parentOf(run, frame);
  if (!parent || parent.at.kind !== "fork") return endInstance(run, "rejected", "ended"); // `branch` outside a block
  frame.at = { kind: "arrived", how };
  const { branches, split } = parent.at;
  const count = (kind: "ok" | "failed"): number => branches.filter((one) => one.at.kind === "arrived" && one.at.how === kind).length;
  const join = run.shape.join(split);
  const need = needed(join.mode, branches.length);
  if (count("ok") >= need) leaveBlock(run, parent, branches, () => leave(run, parent, join.id));
  else if (branches.length - count("failed") < need) failJoin(run, parent, branches, join);
}

/** How many of `of` must succeed. */
export function needed(mode: "all" | "any" | { readonly n: number }, of: number): number {
  if (mode === "all") return of;
  return mode === "any" ? 1 : Math.min(mode.n, of);
}

function failJoin(run: Run, parent: Frame, branches: readonly Frame[], join: JoinNode): void {
  const onFail = join.onFail ?? { do: "end" };
  switch (onFail.do) {
    case "end":
      return endInstance(run, "rejected", "ended");
    case "continue":
      return leaveBlock(run, parent, branches, () => leave(run, parent, join.id));
    case "branch":
      return leaveBlock(run, parent, branches, () => arrive(run, parent, "failed"));
    case "return":
      return leaveBlock(run, parent, branches, () => {
        parent.at = { kind: "joinFailed", split: join.of };
        run.queue.unshift({ failedJoin: join.of }); // a join that fails does so at once
      });
  }
}

function leaveBlock(run: Run, parent: Frame, branches: readonly Frame[], then: () => void): void {
  for (const branch of branches) liveInside(run, branch.region).forEach((visit) => closeVisit(run, visit, "joinLost"));
  parent.at = { kind: "moving" };
  then();
}

/** The walk is over: all open visits close; an approved instance with a `life` lives on. */
export function endInstance(run: Run, outcome: string, reason: ClosingReason): void {
  run.state.visits.filter(isLive).forEach((visit) => closeVisit(run, visit, reason));
  run.queue.length = 0;
  delete run.state.root;
  run.state.outcome = outcome;
  if (run.state.life) run.state.life.clocks = [];
  if (outcome === "approved" && run.def.life) enterLife(run, run.def.life);
  else run.state.status = "ended";
}
