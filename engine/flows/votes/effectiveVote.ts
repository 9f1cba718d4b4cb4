import type { Decision, Scope, Seat } from "../types.ts";

export type Voice = Pick<Seat, "own" | "carried" | "before" | "after">;

/**
 * The vote a seat counts with (flows.md 5): rejected by its before-signers,
 * its own, or, where it approved and has after-signers, theirs. Carried seats
 * count as approved. Undefined while something is still awaited.
 */
export function effectiveVote(seat: Voice): Decision | undefined {
  if (seat.carried !== undefined && seat.own === undefined) return "approved";
  const first = seat.before ? scopeOutcome(seat.before) : "approved";
  if (first !== "approved") return first;
  return seat.own === "approved" && seat.after ? scopeOutcome(seat.after) : seat.own;
}

/** What a scope's signers say together. */
export function scopeOutcome({ mode, seats }: Scope): Decision | undefined {
  const votes = seats.map(effectiveVote);
  const [decisive, unanimous] = mode === "any" ? (["approved", "rejected"] as const) : (["rejected", "approved"] as const);
  if (votes.includes(decisive)) return decisive;
  return votes.every((vote) => vote === unanimous) ? unanimous : undefined;
}

/** True when somebody's decision stands in the seat, whatever its signers still say. */
export function hasSpoken(seat: Pick<Seat, "own" | "carried">): boolean {
  return seat.own !== undefined || seat.carried !== undefined;
}
