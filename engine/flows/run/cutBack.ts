import { fieldHashes } from "../fieldHashes.ts";
import { isWithin } from "../plan/plan.ts";
import type { CloseReason, Repair } from "../types.ts";
import { note, patch, patchVisit, type Run } from "./run.ts";
import { visitsCutBy } from "./targets.ts";
import { closeVisit } from "./visits.ts";

export interface WayBack {
  readonly from?: string; // visit id
  readonly to: string; // node id
  readonly back: boolean; // the re-walk carries what the repair leaves alone
  readonly reason: CloseReason;
  readonly comment?: string;
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
    patchVisit(run, visit.id, { dead: true, repair: repair.no });
  }
  patch(run, { trails: cutTrails(run, region) });
  run.asked = way.to;
  return `goto.${way.to}`;
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
