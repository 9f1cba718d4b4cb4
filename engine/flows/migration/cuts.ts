import { isWithin } from "../plan/plan.ts";
import type { RegionId, Visit } from "../types.ts";
import type { Findings } from "./findings.ts";
import { reaches } from "./reach.ts";
import { oldRegionOf, type Survey } from "./survey.ts";
import type { Move } from "./types.ts";

/** A move that is carried out, with the visits it ends and those done ones it takes out of the walk because the token comes past them again. */
export interface Cut {
  readonly region: RegionId; // new
  readonly move: Move;
  readonly open: readonly Visit[];
  readonly done: readonly Visit[];
}

/** The moves that count, in document order of their targets: one inside a region whose token is moved away is moot. */
export function cutsOf(s: Survey, f: Findings): readonly Cut[] {
  const order = (move: Move): number => s.after.order.get(move.to) ?? 0;
  return [...f.moves]
    .filter(([region]) => ![...f.moves.keys()].some((around) => around !== region && isWithin(s.after, region, around)))
    .sort(([, a], [, b]) => order(a) - order(b))
    .map(([region, move]) => cutOf(s, region, move));
}

/** Every visit that will not be open any more: moved, within a moved region, or let go with its branch. */
export function endedVisits(s: Survey, f: Findings): readonly Visit[] {
  const ended = new Set(cutsOf(s, f).flatMap((cut) => cut.open));
  return s.instance.visits.filter((visit) => ended.has(visit) || (f.dropped.has(visit.id) && visit.state !== "closed"));
}

function cutOf(s: Survey, region: RegionId, move: Move): Cut {
  const old = [...s.regions].find(([, now]) => now === region)?.[0] ?? "root";
  const within = s.instance.visits.filter((visit) => !visit.dead && s.before.regionOf.has(visit.node) && isWithin(s.before, oldRegionOf(s, visit), old));
  const closed = within.filter((visit) => visit.state === "closed");
  const again = closed.filter((visit) => isPassedAgain(s, visit, move.to));
  const first = Math.min(...again.map((visit) => visit.order));
  const gone = closed.filter((visit) => !s.after.graph.nodes.has(visit.node) && visit.order > first);
  return { region, move, open: within.filter((visit) => visit.state !== "closed"), done: [...again, ...gone] };
}

function isPassedAgain(s: Survey, visit: Visit, to: string): boolean {
  return visit.node === to || (s.after.graph.nodes.has(visit.node) && reaches(s.after, to, visit.node));
}
