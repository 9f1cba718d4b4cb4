import { own } from "../../model/json.ts";
import { enclosing, isWithin } from "../plan/plan.ts";
import type { RegionId, ReturnTarget, Visit } from "../types.ts";
import { everySeat } from "../seats/seatTree.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { regionOfVisit, type View } from "./view.ts";
import { titleOf } from "./visits.ts";
import { lastOf } from "../lastOf.ts";

/**
 * Nodes a return may go to (flows.md 6.1): human nodes on the trail of the
 * token's own region before it, then on the trails of the enclosing regions;
 * outermost first, nearest last, each once.
 */
export function legalTargets(view: View, region: RegionId, before?: Visit): string[] {
  const regions = enclosing(view.plan, region);
  const nodes = regions.reverse().flatMap((one) => trailOf(view, one)).filter((visit) => visit.id !== before?.id && isHuman(view, visit)).map((visit) => visit.node);
  return nodes.filter((node, i) => nodes.lastIndexOf(node) === i);
}

/** Live visits the token of a region has entered in the present walk, in order. */
export function trailOf(view: View, region: RegionId): Visit[] {
  const ids = new Set((own(view.instance.trails, region) ?? []) as readonly string[]);
  return view.instance.visits.filter((visit) => ids.has(visit.id)); // visits are in entry order, as trails are
}

/** The visits a way back to `to` cuts out of the walk, `to`'s own among them. */
export function visitsCutBy(view: View, to: string): Visit[] {
  const region = view.plan.regionOf.get(to) ?? "root";
  const from = cutFrom(view, to);
  return view.instance.visits.filter((visit) => {
    const own = regionOfVisit(view, visit);
    if (visit.dead || own === undefined || !isWithin(view.plan, own, region)) return false;
    return visit.state !== "closed" || visit.order >= from;
  });
}

/** From which visit on a way back to `to` takes everything back: `start` comes before all, also where the walk has begun elsewhere by a jump. */
export function cutFrom(view: View, to: string): number {
  const mark = lastOf(trailOf(view, view.plan.regionOf.get(to) ?? "root"), (one) => one.node === to);
  return mark?.order ?? (to === view.plan.start ? 0 : Number.POSITIVE_INFINITY);
}

/** A legal target as people choose it: what will be asked again, and whose open tasks fall. */
export function describeTarget(view: View, to: string): ReturnTarget {
  const cut = visitsCutBy(view, to);
  const open = cut.filter((visit) => visit.state !== "closed");
  return {
    node: to, title: titleOf(view, to),
    redone: [...new Set(cut.filter((visit) => isHuman(view, visit)).map((visit) => visit.node))],
    supersededTasks: open.flatMap((visit) => everySeat(visit.seats).filter((seat) => effectiveVote(seat) === undefined).map((seat) => `${view.instance.id}:${visit.id}:${seat.id}`)),
  };
}

function isHuman(view: View, visit: Visit): boolean {
  const kind = view.plan.graph.nodes.get(visit.node)?.kind;
  return kind === "start" || kind === "fill" || kind === "approval";
}
