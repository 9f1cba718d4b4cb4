import { own } from "../../model/json.ts";
import type { FlowInstance, RegionId, Visit } from "../types.ts";
import { reaches } from "./reach.ts";
import type { Survey } from "./survey.ts";

/**
 * The walk so far, as the new revision sees it: visits whose node still lies
 * in the same region, in an order the new drawing allows, up to where the
 * token stands. Whatever else was passed can no longer be returned to.
 */
export function trailsFor(s: Survey, instance: FlowInstance, at: ReadonlyMap<RegionId, string>): { [region: string]: readonly string[] } {
  const trails: Record<string, readonly string[]> = {};
  for (const [old, now] of s.regions) {
    const place = at.get(now);
    const ids = new Set((own(instance.trails, old) ?? []) as readonly string[]);
    const trail = trailIn(s, instance.visits.filter((visit) => ids.has(visit.id)), now, place);
    if (place !== undefined || trail.length > 0) trails[now] = trail;
  }
  return trails;
}

function trailIn(s: Survey, walked: readonly Visit[], region: RegionId, place: string | undefined): string[] {
  const kept: string[] = [];
  let next = place;
  for (const visit of [...walked].reverse()) {
    if (visit.dead || !isSamePlace(s, visit, region)) continue;
    const standsHere = visit.state !== "closed" && visit.node === place;
    if (!standsHere && next !== undefined && !reaches(s.after, visit.node, next)) continue;
    kept.push(visit.id);
    next = visit.node;
  }
  return kept.reverse();
}

function isSamePlace(s: Survey, visit: Visit, region: RegionId): boolean {
  const kind = s.after.graph.nodes.get(visit.node)?.kind;
  return kind !== undefined && kind === s.before.graph.nodes.get(visit.node)?.kind && s.after.regionOf.get(visit.node) === region;
}
