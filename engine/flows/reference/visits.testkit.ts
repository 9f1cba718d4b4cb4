import { allFrames, copyOf, isLive, type Run } from "./run.testkit.ts";
import type { Child, ClosingReason, Outcome, Place, Visit } from "./types.testkit.ts";

/** The tasks of the life stand beside the drawing: no token walks there. */
export const lifeRegion = "life";

export function openVisit(run: Run, nodeId: string, region: string, place: Extract<Place, { kind: "entering" }>): Visit {
  const k = run.state.visits.filter((one) => one.node === nodeId).length + 1;
  const visit: Visit = {
    id: `${nodeId}#${k}`, node: nodeId, k, region, generation: run.state.generation, state: "open", seats: [], removed: [],
    queued: false, enteredAt: run.world.now(), touched: false, dead: false, target: place.target === true, acted: false, firedTimers: [],
  };
  run.state.visits.push(visit);
  return visit;
}

/** Closes a visit with all that belongs to it: timers, claim, subscription, sync children. */
export function closeVisit(run: Run, visit: Visit, reason: ClosingReason, outcome?: Outcome): void {
  visit.state = "closed";
  visit.reason = reason;
  if (outcome) visit.outcome = outcome;
  visit.closedAt = run.world.now();
  visit.dataAtClose = copyOf(run.state.answers);
  delete visit.claimed;
  delete visit.waitsFor;
  run.state.timers = run.state.timers.filter((timer) => timer.visit !== visit.id);
  for (const child of childrenOf(run, visit)) if (child.sync && isGoing(child)) child.state = "terminated";
}

export function childrenOf(run: Run, visit: Visit): Child[] {
  return run.state.children.filter((child) => child.visit === visit.id);
}

export function isGoing(child: Child): boolean {
  return child.state === "running" || child.state === "suspended";
}

/** Open visits in a region and everything below it. */
export function liveInside(run: Run, region: string): Visit[] {
  return run.state.visits.filter((visit) => isLive(visit) && run.shape.inside(visit.region, region));
}

/** A law of flows.md 2: each resting token stands on one open visit, and each open visit of the drawing carries one token. */
export function tokensMatchVisits(run: Run): boolean {
  const standing = allFrames(run).flatMap((frame) => (frame.at.kind === "visit" ? [frame.at.visit] : []));
  const open = run.state.visits.filter((visit) => isLive(visit) && visit.region !== lifeRegion).map((visit) => visit.id);
  return JSON.stringify([...standing].sort()) === JSON.stringify([...open].sort());
}
