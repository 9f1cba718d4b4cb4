import { fieldHashes } from "../fieldHashes.ts";
import { isWithin } from "../plan/plan.ts";
import type { CloseReason, Repair, Seat } from "../types.ts";
import { tellCutChildren } from "./children.ts";
import { note, patch, patchVisit, type Run } from "./run.ts";
import { cutFrom, visitsCutBy } from "./targets.ts";
import { regionOfVisit } from "./view.ts";
import { closeVisit } from "./visits.ts";

export interface WayBack {
  readonly from?: string; // visit id
  readonly to: string; // node id
  readonly back: boolean; // the re-walk carries what the repair leaves alone
  readonly reason: CloseReason;
  readonly comment?: string;
  /** takeBack: the new visit keeps these seats and their votes instead of asking anew. */
  readonly seats?: readonly Seat[];
}

/**
 * Moves the token back (or, for `goto`, to another place of its own or an
 * enclosing region): everything entered there since is dead, siblings outside
 * keep their tasks and versions, and the target is asked anew. Gives the event
 * that then moves the machine.
 */
export function cutBack(run: Run, way: WayBack): string {
  const repair = openRepair(run, way);
  const region = run.plan.regionOf.get(way.to) ?? "root";
  const cut = visitsCutBy(run, way.to);
  note(run, { command: way.reason === "jumped" ? "goto" : "back", node: way.to, supersedes: cut.map((one) => one.id), detail: { generation: repair.generation, back: way.back, ...(way.from === undefined ? {} : { from: way.from }) } });
  for (const visit of cut) {
    closeVisit(run, visit.id, way.reason);
    tellCutChildren(run, visit);
    patchVisit(run, visit.id, { dead: true, repair: repair.no });
  }
  if (!way.back) asAskedAnew(run, way.to, repair.no);
  patch(run, { trails: cutTrails(run, region) });
  run.asked = way.to;
  if (way.seats) run.seatsAgain = way.seats;
  return `goto.${way.to}`;
}

/** A way back that carries nothing holds for what an earlier one had cut after its target as well: every node again. */
function asAskedAnew(run: Run, to: string, repair: number): void {
  const region = run.plan.regionOf.get(to) ?? "root";
  const from = cutFrom(run, to);
  const visits = run.instance.visits.map((visit) => {
    const own = regionOfVisit(run, visit);
    return visit.dead && visit.order >= from && own !== undefined && isWithin(run.plan, own, region) ? { ...visit, repair } : visit;
  });
  patch(run, { visits });
}

function openRepair(run: Run, way: WayBack): Repair {
  const repair: Repair = {
    no: run.instance.repairs.length + 1, generation: run.instance.generation + 1, to: way.to, by: run.by, command: run.command, back: way.back,
    baseline: fieldHashes(run.answers), ...(way.from === undefined ? {} : { from: way.from }),
  };
  patch(run, { generation: repair.generation, repairs: [...run.instance.repairs, repair] });
  return repair;
}

/** The trail of the region ends before what was cut; trails below it are gone. */
function cutTrails(run: Run, region: string): { [region: string]: readonly string[] } {
  const dead = new Set(run.instance.visits.filter((one) => one.dead).map((one) => one.id));
  const kept = Object.entries(run.instance.trails).filter(([one]) => one === region || !isWithin(run.plan, one, region));
  return Object.fromEntries(kept.map(([one, trail]) => [one, one === region ? trail.filter((id) => !dead.has(id)) : trail]));
}
