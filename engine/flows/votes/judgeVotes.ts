import type { ApprovalNode } from "../../model/flow.ts";
import type { Decision, Seat } from "../types.ts";
import { effectiveVote } from "./effectiveVote.ts";

export type Verdict = "passed" | "rejected" | "open";
export type VoteRule = Pick<ApprovalNode, "mode" | "vote" | "rejectPolicy">;
export type VoteSeat = Pick<Seat, "own" | "carried" | "before" | "after" | "roles" | "weight" | "seq">;

/** N seats, W their weight; A and R approved and rejected seats, wA and wR their weights. */
interface Tally {
  readonly n: number; readonly a: number; readonly r: number;
  readonly w: number; readonly wA: number; readonly wR: number;
  readonly first: Decision | undefined; // what was decided first
  readonly vetoOpen: boolean; // a veto seat has not spoken
  readonly vetoed: boolean; // a veto seat rejected
}

/** What the votes given so far decide; rejection is judged first. No seats decide nothing. */
export function judgeVotes(rule: VoteRule, seats: readonly VoteSeat[]): Verdict {
  if (seats.length === 0) return "open";
  const tally = tallyOf(rule, seats);
  const judge = table[rule.mode];
  if (judge.rejected(tally, rule)) return "rejected";
  return judge.passed(tally, rule) ? "passed" : "open";
}

interface VoteMode {
  passed(t: Tally, rule: VoteRule): boolean;
  rejected(t: Tally, rule: VoteRule): boolean;
}

const unanimous: VoteMode = { passed: (t) => t.a === t.n, rejected: (t) => t.r >= 1 };

const table: { readonly [mode in ApprovalNode["mode"]]: VoteMode } = {
  firstDecision: { passed: (t) => t.first === "approved", rejected: (t) => t.first === "rejected" },
  anyApprove: { passed: (t) => t.a >= 1, rejected: (t) => t.r === t.n },
  all: unanimous,
  sequence: unanimous,
  vote: {
    passed: (t, rule) => !t.vetoOpen && reached(rule, t, t.a, t.wA),
    rejected: (t, rule) => t.vetoed || (rule.rejectPolicy === "veto" && t.r >= 1) || !reached(rule, t, t.n - t.r, t.w - t.wR),
  },
};

/** True when so many approvals meet the threshold. Integers only: approved × 100 against percent × weight. */
function reached(rule: VoteRule, t: Tally, seats: number, weight: number): boolean {
  const { count, percent, strict } = rule.vote ?? {};
  if (count !== undefined) return seats >= Math.min(count, t.n);
  const needed = (percent ?? 100) * t.w;
  return strict ? weight * 100 > needed : weight * 100 >= needed;
}

function tallyOf(rule: VoteRule, seats: readonly VoteSeat[]): Tally {
  const veto = seats.filter((seat) => (seat.roles ?? []).some((role) => (rule.vote?.vetoRoles ?? []).some((one) => one === role)));
  const having = (vote: Decision): readonly VoteSeat[] => seats.filter((seat) => effectiveVote(seat) === vote);
  const weigh = (some: readonly VoteSeat[]): number => some.reduce((sum, seat) => sum + (seat.weight ?? 1), 0);
  const approved = having("approved");
  const rejected = having("rejected");
  return {
    first: firstOf(seats), n: seats.length, a: approved.length, r: rejected.length, w: weigh(seats), wA: weigh(approved), wR: weigh(rejected),
    vetoOpen: veto.some((seat) => effectiveVote(seat) === undefined),
    vetoed: veto.some((seat) => effectiveVote(seat) === "rejected"),
  };
}

/** The decision that came first: one taken over was there on entry, the others in the order of their steps. */
function firstOf(seats: readonly VoteSeat[]): Decision | undefined {
  const rank = (seat: VoteSeat): number => (seat.own === undefined ? -1 : (seat.seq ?? 0));
  const spoken = seats.filter((seat) => effectiveVote(seat) !== undefined);
  return spoken.length === 0 ? undefined : effectiveVote(spoken.reduce((earliest, seat) => (rank(seat) < rank(earliest) ? seat : earliest)));
}
