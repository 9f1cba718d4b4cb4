import type { ApprovalNode, FlowNode } from "../../model/flow.ts";
import type { Outcome, Scope, Seat, Visit, Vote } from "./types.testkit.ts";

/** What a seat says at the end: its own vote, as its signers before and after leave it. */
export function effectiveVote(seat: Seat): Vote | undefined {
  if (seat.before) {
    const before = scopeOutcome(seat.before);
    if (before !== "approved") return before;
  }
  if (seat.own !== "approved") return seat.own;
  return seat.after ? scopeOutcome(seat.after) : "approved";
}

export function scopeOutcome(scope: Scope): Vote | undefined {
  const votes = scope.seats.map(effectiveVote);
  if (scope.mode === "any") {
    if (votes.includes("approved")) return "approved";
    return votes.every((vote) => vote === "rejected") ? "rejected" : undefined;
  }
  if (votes.includes("rejected")) return "rejected";
  return votes.every((vote) => vote === "approved") ? "approved" : undefined;
}

/** What the votes so far decide; undefined while it is open. A fill is decided by its first submit. */
export function decisionOf(node: FlowNode, visit: Visit): Outcome | undefined {
  const votes = visit.seats.map(effectiveVote);
  if (votes.length === 0) return undefined;
  if (node.kind !== "approval" || node.mode === "firstDecision") return firstSpoken(visit);
  if (vetoAtOnce(node, votes)) return "rejected";
  if (node.mode === "vote" && node.rejectPolicy === "veto") return reachedUnder(node, visit, votes);
  const results = completions(votes).map((complete) => finalResult(node, visit, complete));
  if (results.every((passed) => !passed)) return "rejected";
  return results.every((passed) => passed) ? "passed" : undefined;
}

type Votes = readonly (Vote | undefined)[];

/** The first to speak decides; what was carried was there before anybody spoke. */
function firstSpoken(visit: Visit): Outcome | undefined {
  const spoken = visit.seats.filter((seat) => effectiveVote(seat) !== undefined).sort((one, other) => (one.castAt ?? -1) - (other.castAt ?? -1));
  const [first] = spoken.map(effectiveVote);
  if (first === undefined) return undefined;
  return first === "approved" ? "passed" : "rejected";
}

/** Policy veto: one reject decides. */
function vetoAtOnce(node: ApprovalNode, votes: Votes): boolean {
  return node.mode === "vote" && node.rejectPolicy === "veto" && votes.includes("rejected");
}

/** Policy veto: reaching the threshold is final although later rejects would have decided otherwise. */
function reachedUnder(node: ApprovalNode, visit: Visit, votes: Votes): Outcome | undefined {
  const best = votes.map((vote) => vote ?? "approved");
  if (!enough(node, visit, best)) return "rejected";
  const vetoSilent = visit.seats.some((seat, i) => hasVeto(node, seat) && votes[i] === undefined);
  return enough(node, visit, votes) && !vetoSilent ? "passed" : undefined;
}

/** Every way the open seats may still vote. */
function completions(votes: Votes): Vote[][] {
  const open = votes.filter((vote) => vote === undefined).length;
  if (open > 12) throw new Error("the reference enumerates at most 12 open seats");
  let lists: Vote[][] = [[]];
  for (const vote of votes) {
    const choices: readonly Vote[] = vote === undefined ? ["approved", "rejected"] : [vote];
    lists = lists.flatMap((list) => choices.map((choice) => [...list, choice]));
  }
  return lists;
}

/** Whether the node passes when all have voted so. */
function finalResult(node: ApprovalNode, visit: Visit, votes: readonly Vote[]): boolean {
  if (node.mode === "anyApprove") return votes.includes("approved");
  if (node.mode !== "vote") return votes.every((vote) => vote === "approved");
  return enough(node, visit, votes) && !visit.seats.some((seat, i) => hasVeto(node, seat) && votes[i] === "rejected");
}

function enough(node: ApprovalNode, visit: Visit, votes: Votes): boolean {
  const approved = visit.seats.filter((_, i) => votes[i] === "approved");
  const { count, percent = 100, strict } = node.vote ?? {};
  if (count !== undefined) return approved.length >= Math.min(count, visit.seats.length);
  const left = weightOf(approved) * 100;
  const right = percent * weightOf(visit.seats);
  return strict ? left > right : left >= right;
}

function weightOf(seats: readonly Seat[]): number {
  return seats.reduce((sum, seat) => sum + seat.weight, 0);
}

function hasVeto(node: ApprovalNode, seat: Seat): boolean {
  const vetoRoles: readonly string[] = node.vote?.vetoRoles ?? [];
  return seat.roles.some((role) => vetoRoles.includes(role));
}
