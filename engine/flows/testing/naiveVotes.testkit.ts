import type { VoteRule, Verdict } from "../votes/judgeVotes.ts";
import type { Decision } from "../types.ts";

/** A vote as the naive judge sees it: which seats may veto, and what each weighs. */
export interface NaiveVote {
  readonly rule: VoteRule;
  readonly veto: readonly number[];
  readonly weights: readonly number[];
}

/** Decides a vote by trying every way the open seats could still vote. */
export function naiveVerdict(given: NaiveVote, votes: readonly (Decision | undefined)[]): Verdict {
  if (given.rule.mode === "firstDecision") return votes.includes("rejected") ? "rejected" : votes.includes("approved") ? "passed" : "open";
  const outcomes = completions(votes).map((one) => finallyPasses(given, one));
  const vetoPolicy = given.rule.mode === "vote" && given.rule.rejectPolicy === "veto";
  if ((vetoPolicy && votes.includes("rejected")) || outcomes.every((one) => !one)) return "rejected";
  return outcomes.every((one) => one) || (vetoPolicy && passesAtThreshold(given, votes)) ? "passed" : "open";
}

function completions(votes: readonly (Decision | undefined)[]): Decision[][] {
  return votes.reduce<Decision[][]>((some, one) => some.flatMap((made) => (one === undefined ? [[...made, "approved"], [...made, "rejected"]] : [[...made, one]]) as Decision[][]), [[]]);
}

/** Under policy `veto`, a threshold that is met is final, whatever those still silent would say. */
function passesAtThreshold(given: NaiveVote, votes: readonly (Decision | undefined)[]): boolean {
  return given.veto.every((i) => votes[i] !== undefined) && finallyPasses({ ...given, veto: [] }, votes.map((one) => one ?? "rejected"));
}

/** The outcome when everybody has voted, by exact integers. */
function finallyPasses({ rule, veto, weights }: NaiveVote, votes: readonly Decision[]): boolean {
  const approved = votes.flatMap((one, i) => (one === "approved" ? [i] : []));
  if (rule.mode === "anyApprove") return approved.length > 0;
  if (rule.mode !== "vote") return approved.length === votes.length;
  if (veto.some((i) => votes[i] === "rejected")) return false;
  if (rule.vote?.count !== undefined) return approved.length >= Math.min(rule.vote.count, votes.length);
  const sum = (which: readonly number[]): number => which.reduce((total, i) => total + (weights[i] ?? 1), 0);
  const share = BigInt(sum(approved) * 100);
  const need = BigInt((rule.vote?.percent ?? 0) * sum(votes.map((_, i) => i)));
  return rule.vote?.strict ? share > need : share >= need;
}
