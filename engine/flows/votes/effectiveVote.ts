import type { Decision, Seat } from "../types.ts";

/** The vote a seat counts with: its own, or the approval it carries from an earlier visit. */
export function effectiveVote(seat: Pick<Seat, "own" | "carried">): Decision | undefined {
  return seat.own ?? (seat.carried === undefined ? undefined : "approved");
}
