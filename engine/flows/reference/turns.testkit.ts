import type { FlowNode } from "../../model/flow.ts";
import { found } from "./shape.testkit.ts";
import type { Scope, Seat, Visit } from "./types.testkit.ts";
import { effectiveVote, scopeOutcome } from "./votes.testkit.ts";

/** Where a seat sits: the list it stands in and, inside a scope, whose scope it is. */
export interface Place {
  readonly seat: Seat;
  readonly list: Seat[];
  readonly scope?: Scope;
  readonly position?: "before" | "after";
}

/** All seats of a visit with their places from the top level down, in order. */
export function placesIn(visit: Visit): Place[][] {
  return visit.seats.flatMap((seat) => placesFrom([{ seat, list: visit.seats }]));
}

function placesFrom(path: Place[]): Place[][] {
  const { seat } = path.at(-1) as Place;
  const inner = (position: "before" | "after"): Place[][] => {
    const scope = seat[position];
    return scope ? scope.seats.flatMap((member) => placesFrom([...path, { seat: member, list: scope.seats, scope, position }])) : [];
  };
  return [...inner("before"), path, ...inner("after")]; // in the order they are asked
}

export function allSeats(visit: Visit): Seat[] {
  return placesIn(visit).map((path) => (path.at(-1) as Place).seat);
}

/** The path to a person's seat; someone whose seat moved on still names it. */
export function pathTo(visit: Visit, person: string): Place[] | undefined {
  const last = (path: Place[]): Seat => (path.at(-1) as Place).seat;
  const paths = placesIn(visit);
  return paths.find((path) => last(path).person === person) ?? paths.find((path) => last(path).former.includes(person));
}

export type SeatState = "waiting" | "open" | "claimed" | "delegated" | "approved" | "rejected" | "carried" | "moot";

/** What a seat of an open visit is shown as. */
export function seatState(node: FlowNode, visit: Visit, path: readonly Place[]): SeatState {
  const { seat } = found(path.at(-1), "seat");
  if (seat.carried !== undefined) return "carried";
  if (seat.own) return seat.own;
  if (effectiveVote(seat) === "rejected") return "moot"; // his signers have rejected: he is not asked
  if (inDecidedScope(path)) return "moot";
  if (isWaiting(node, path)) return "waiting";
  if (seat.delegatee !== undefined) return "delegated";
  return visit.claimed === seat.person && path.length === 1 ? "claimed" : "open";
}

/** The first reason why a seat may not act now, in the order of flows.md 4. */
export function turnRefusal(node: FlowNode, visit: Visit, path: readonly Place[]): string | undefined {
  const state = seatState(node, visit, path);
  if (["carried", "approved", "rejected", "moot"].includes(state)) return "SEAT_DECIDED";
  if (state === "waiting") return "SEAT_WAITING";
  if (state === "delegated") return "SEAT_DELEGATED";
  return visit.claimed !== undefined && visit.claimed !== path[0]?.seat.person ? "CLAIMED_BY_OTHER" : undefined;
}

/** A scope that is decided asks its other members no more. */
function inDecidedScope(path: readonly Place[]): boolean {
  return path.some((place, depth) => (place.scope !== undefined && scopeOutcome(place.scope) !== undefined) || (depth < path.length - 1 && effectiveVote(place.seat) !== undefined));
}

function isWaiting(node: FlowNode, path: readonly Place[]): boolean {
  const { seat } = found(path.at(-1), "seat");
  if (seat.before && scopeOutcome(seat.before) === undefined) return true;
  return path.some((place, depth) => notNext(node, place) || (place.position === "after" && path[depth - 1]?.seat.own !== "approved"));
}

function notNext(node: FlowNode, place: Place): boolean {
  const inSequence = place.scope ? place.scope.mode === "sequence" : node.kind === "approval" && node.mode === "sequence";
  return inSequence && place.list.find((seat) => effectiveVote(seat) === undefined) !== place.seat;
}
