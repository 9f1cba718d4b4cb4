import { allFrames, copyOf, frameOf, framesDownTo, isLive, visitOf, type Run } from "./run.testkit.ts";
import { found, isHuman } from "./shape.testkit.ts";
import type { ClosingReason, Frame, Visit } from "./types.testkit.ts";
import { closeVisit, childrenOf, isGoing } from "./visits.testkit.ts";

/** Legal targets of a visit: human nodes of its own trail before it and of the trails around it, nearest last. */
export function legalTargets(run: Run, visit: Visit): string[] {
  return humanNodes(run, trailsDownTo(run, visit.region).flat(), visit.id);
}

/** Legal targets of a block in `region`, for a join that failed. */
export function legalTargetsIn(run: Run, region: string): string[] {
  return humanNodes(run, trailsDownTo(run, region).flat());
}

function trailsDownTo(run: Run, region: string): string[][] {
  return framesDownTo(run, region).map((frame) => frame.trail);
}

function humanNodes(run: Run, trail: readonly string[], before?: string): string[] {
  const walked = before === undefined || !trail.includes(before) ? trail : trail.slice(0, trail.indexOf(before));
  const nodes = walked.map((id) => visitOf(run, id).node).filter((node) => isHuman(run.shape.node(node)));
  return nodes.filter((node, i) => nodes.lastIndexOf(node) === i);
}

/** The targets a node's `returns` leaves. */
export function offeredTargets(run: Run, visit: Visit): string[] {
  const node = run.shape.node(visit.node);
  const { allow = true, targets = "any" } = (node.kind === "fill" || node.kind === "approval" ? node.returns : undefined) ?? {};
  const legal = allow ? legalTargets(run, visit) : [];
  if (targets === "any") return legal;
  return legal.filter((id) => (targets === "start" ? id === run.shape.startId : targets.includes(id)));
}

export interface Back {
  readonly to: string;
  readonly command: "return" | "reject" | "withdraw" | "takeBack" | "jump" | "goto";
  readonly reason: ClosingReason;
  readonly back?: boolean;
  /** takeBack: the visit whose seats come back, and the person whose vote is open again. */
  readonly copyOf?: string;
  readonly reopen?: string;
}

/** Moves the token of the target's region to the target (flows.md 6.1); forward too, for a jump. */
export function goBack(run: Run, back: Back): void {
  const frame = found(frameOf(run, run.shape.regionOf(back.to)), `token around ${back.to}`);
  const no = recordRepair(run, back);
  const since = lastOnTrail(run, frame, back.to);
  cutVisits(run, frame, since, no, back);
  frame.trail = since === undefined ? frame.trail.filter((id) => !visitOf(run, id).dead) : frame.trail.slice(0, frame.trail.indexOf(since.id));
  const copy = back.copyOf === undefined ? {} : { copyOf: back.copyOf, ...(back.reopen === undefined ? {} : { reopen: back.reopen }) };
  frame.at = { kind: "entering", node: back.to, target: true, ...copy };
}

function recordRepair(run: Run, back: Back): number {
  run.state.generation += 1;
  const no = run.state.repairs.length + 1;
  run.state.repairs.push({ no, command: back.command, back: back.back === true, baseline: copyOf(run.state.answers) });
  return no;
}

function lastOnTrail(run: Run, frame: Frame, node: string): Visit | undefined {
  return frame.trail.map((id) => visitOf(run, id)).filter((visit) => visit.node === node).at(-1);
}

/** What was entered since the target, in its region and below, is dead; a rewalk also cancels older carries there. */
function cutVisits(run: Run, frame: Frame, since: Visit | undefined, no: number, back: Back): void {
  // The start comes before everything, also where a jump has begun the walk elsewhere.
  const from = since ? run.state.visits.indexOf(since) : back.to === run.shape.startId ? 0 : Infinity;
  run.state.visits.forEach((visit, i) => {
    if (!run.shape.inside(visit.region, frame.region)) return;
    const open = isLive(visit);
    if (!open && i < from) return;
    if (!visit.dead || back.back !== true) visit.repair = no;
    if (!visit.dead) tellAsyncChildren(run, visit);
    visit.dead = true;
    if (open) closeVisit(run, visit, back.reason);
  });
}

function tellAsyncChildren(run: Run, visit: Visit): void {
  for (const child of childrenOf(run, visit)) if (!child.sync && isGoing(child)) child.told = "parentReturned";
}

/** Whether a jump from a visit may go to a node: its region is the visit's own or one around it. */
export function mayJump(run: Run, visit: Visit, to: string): boolean {
  return run.shape.inside(visit.region, run.shape.regionOf(to)) && allFrames(run).some((frame) => frame.region === run.shape.regionOf(to));
}

/** On a permit a jump may not leave an unpassed node behind: a wait for the gas to clear is a control too. */
export function skipsControl(run: Run, visit: Visit, to: string): boolean {
  const frame = found(frameOf(run, run.shape.regionOf(to)), "token");
  if (run.def.settings.permit !== true || lastOnTrail(run, frame, to)) return false;
  return [...between(run, visit.node, to)].some((node) => !isPassed(run, node));
}

function isPassed(run: Run, node: string): boolean {
  return run.state.visits.some((visit) => visit.node === node && !visit.dead && visit.reason === "done" && visit.outcome === "passed");
}

/** `from` itself and every node on a path from it to `to`. */
function between(run: Run, from: string, to: string): Set<string> {
  const list = new Set([from]);
  const leads = (node: string): boolean => node === to || run.shape.out(node).some((edge) => leads(edge.to));
  const add = (node: string): void => {
    for (const edge of run.shape.out(node)) {
      if (edge.to === to || list.has(edge.to) || !leads(edge.to)) continue;
      list.add(edge.to);
      add(edge.to);
    }
  };
  add(from);
  return list;
}
