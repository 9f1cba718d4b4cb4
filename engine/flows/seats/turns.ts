import type { Scope, Seat, Visit } from "../types.ts";
import { effectiveVote, scopeOutcome } from "../votes/effectiveVote.ts";
import { aboveSeat } from "./seatTree.ts";

/** Seats whose own decision is awaited now: undecided ones, with their before-signers first and their after-signers last. */
export function turnsOf(seats: readonly Seat[], oneByOne: boolean): readonly Seat[] {
  const open = seats.filter((seat) => effectiveVote(seat) === undefined);
  return (oneByOne ? open.slice(0, 1) : open).flatMap(turnOf);
}

function turnOf(seat: Seat): readonly Seat[] {
  if (seat.before && scopeOutcome(seat.before) === undefined) return turnsIn(seat.before);
  if (seat.own === undefined) return [seat];
  return seat.after ? turnsIn(seat.after) : [];
}

function turnsIn(scope: Scope): readonly Seat[] {
  return turnsOf(scope.seats, scope.mode === "sequence");
}

/** The seat somebody has claimed for himself; the others are hidden until he gives it back. */
export function claimedSeat(visit: Pick<Visit, "seats">): Seat | undefined {
  return visit.seats.find((seat) => seat.claimed !== undefined);
}

/** True for a seat whose voice no longer matters inside the step: the signers it belongs to have decided, or the seat above them has. */
export function isMoot(seats: readonly Seat[], id: string): boolean {
  return (aboveSeat(seats, id) ?? []).some(({ seat, side }) => {
    const scope = seat[side];
    return (scope !== undefined && scopeOutcome(scope) !== undefined) || effectiveVote(seat) !== undefined;
  });
}
