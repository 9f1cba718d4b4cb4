import type { Directory } from "../../model/org.ts";
import { stepOf } from "../run/step.ts";
import type { View } from "../run/view.ts";
import type { Seat, Visit } from "../types.ts";
import { isActive, seekerOf } from "./resolveCandidates.ts";
import { isPersonNode, whyNotEligible } from "./resolveSeats.ts";
import { seatedPeople } from "./seatTree.ts";

/** Who stands in for a person at an instant: the deputy, that one's deputy, and so on. A circle in the data ends the chain. */
export function deputiesOf(directory: Directory, person: string, at: number): string[] {
  const chain: string[] = [];
  for (let next = directory.deputy?.(person, at); next !== undefined && next !== person && !chain.includes(next); next = directory.deputy?.(next, at)) chain.push(next);
  return chain;
}

/**
 * True when a person may decide for a seat now: as one of its holders, or as
 * the deputy of one at the moment of acting. Seats don't change by a deputy; he
 * is barred where he could not hold the seat himself, or has one already.
 */
export function actsFor(view: View, visit: Visit, seat: Seat, person: string): boolean {
  return seat.holders.includes(person) || (standsIn(view, seat, person) && !isBarred(view, visit, person));
}

function standsIn(view: View, seat: Seat, person: string): boolean {
  return seat.holders.some((holder) => deputiesOf(view.env.directory, holder, view.env.now).includes(person));
}

function isBarred(view: View, visit: Visit, person: string): boolean {
  const { node } = stepOf(view.plan, visit);
  const fits = isPersonNode(node) ? whyNotEligible(seekerOf(view), node, person) === undefined : (node === undefined || node.kind === "start") && isActive(view.env.directory, person);
  return !fits || seatedPeople(visit).includes(person);
}
