import { describe, expect, it } from "vitest";
import type { Decision } from "../types.ts";
import { naiveVerdict, type NaiveVote } from "../testing/naiveVotes.testkit.ts";
import { judgeVotes, type VoteRule, type VoteSeat, type Verdict } from "./judgeVotes.ts";

type Vote = Decision | undefined;
const A: Vote = "approved";
const R: Vote = "rejected";
const o: Vote = undefined;

const seatsOf = (votes: readonly Vote[], veto: readonly number[] = [], weights: readonly number[] = []): VoteSeat[] =>
  votes.map((own, i) => ({ roles: veto.includes(i) ? ["fire-dept"] : [], weight: weights[i] ?? 1, ...(own === undefined ? {} : { own }) }));

const vote = (settings: VoteRule["vote"], rejectPolicy?: "veto" | "vote"): VoteRule => ({ mode: "vote", ...(settings ? { vote: settings } : {}), ...(rejectPolicy ? { rejectPolicy } : {}) });

describe("votes, as the table of flows.md 5 says", () => {
  const cases: readonly [name: string, rule: VoteRule, votes: readonly Vote[], expected: Verdict, veto?: readonly number[]][] = [
    ["66 % of 3 passes with two (scenario 1)", vote({ percent: 66 }), [A, A, o], "passed"],
    ["67 % of 3 stays open with two", vote({ percent: 67 }), [A, A, o], "open"],
    ["67 % of 3 falls with the first reject", vote({ percent: 67 }), [R, o, o], "rejected"],
    ["50 % strict of 2: one each is rejected (scenario 2)", vote({ percent: 50, strict: true }), [A, R], "rejected"],
    ["50 % of 2 passes on the first approval", vote({ percent: 50 }), [A, o], "passed"],
    ["count 3 of 2 seats needs 2 (scenario 3)", vote({ count: 3 }), [A, A], "passed"],
    ["count 3 of 2 seats is not met by one", vote({ count: 3 }), [A, o], "open"],
    ["a silent veto seat holds the vote open (scenario 4)", vote({ percent: 50, vetoRoles: ["fire-dept"] }), [A, A, A, o], "open", [3]],
    ["a veto rejects", vote({ percent: 50, vetoRoles: ["fire-dept"] }), [A, A, A, R], "rejected", [3]],
    ["the veto seat's approval lets it pass", vote({ percent: 50, vetoRoles: ["fire-dept"] }), [A, A, A, A], "passed", [3]],
    ["policy veto: one reject decides", vote({ count: 1 }, "veto"), [R, o, o], "rejected"],
    ["policy veto: passing at the threshold is final", vote({ count: 2 }, "veto"), [A, A, o], "passed"],
    ["anyApprove outlives a reject (scenario 7)", { mode: "anyApprove" }, [R, o], "open"],
    ["anyApprove falls when all reject", { mode: "anyApprove" }, [R, R], "rejected"],
    ["anyApprove passes on the first approval", { mode: "anyApprove" }, [R, A], "passed"],
    ["firstDecision: a reject decides (scenario 7)", { mode: "firstDecision" }, [R, o], "rejected"],
    ["all needs everybody", { mode: "all" }, [A, o], "open"],
    ["all falls with one", { mode: "all" }, [A, R, o], "rejected"],
    ["sequence passes with the last", { mode: "sequence" }, [A, A], "passed"],
    ["no seats decide nothing", { mode: "all" }, [], "open"],
  ];
  it.each(cases)("%s", (_name, rule, votes, expected, veto) => {
    expect(judgeVotes(rule, seatsOf(votes, veto))).toBe(expected);
  });

  it("weighs percentages and counts seats", () => {
    expect(judgeVotes(vote({ percent: 60 }), seatsOf([A, o, o], [], [3, 1, 1]))).toBe("passed");
    expect(judgeVotes(vote({ count: 2 }), seatsOf([A, o, o], [], [3, 1, 1]))).toBe("open");
  });
});

describe("votes against all their completions", () => {
  const choices: readonly Vote[] = [A, R, o];
  const allVotes = (n: number): Vote[][] => (n === 0 ? [[]] : allVotes(n - 1).flatMap((rest) => choices.map((one) => [...rest, one])));
  const thresholds: readonly VoteRule[] = [
    { mode: "all" }, { mode: "sequence" }, { mode: "anyApprove" },
    ...[1, 2, 3, 5].flatMap((count) => [vote({ count }), vote({ count }, "veto")]),
    ...[1, 33, 34, 50, 51, 60, 66, 67, 75, 99, 100].flatMap((percent) => [vote({ percent }), vote({ percent }, "veto")]),
    ...[33, 50, 66, 75, 99].map((percent) => vote({ percent, strict: true })),
  ];
  const weightSets: readonly (readonly number[])[] = [[], [2, 1, 1, 1], [1, 3, 2, 1]];

  it("decides exactly when no completion can change the outcome", () => {
    let compared = 0;
    const different: string[] = [];
    for (const rule of thresholds) {
      for (const weights of rule.vote?.percent === undefined ? [[]] : weightSets) {
        for (const veto of rule.mode === "vote" ? [[], [0], [0, 2]] : [[]]) {
          for (const votes of [1, 2, 3, 4].flatMap(allVotes)) {
            const given: NaiveVote = { rule: veto.length > 0 ? { ...rule, vote: { ...rule.vote, vetoRoles: ["fire-dept"] } } : rule, veto: veto.filter((i) => i < votes.length), weights };
            const [found, expected] = [judgeVotes(given.rule, seatsOf(votes, given.veto, weights)), naiveVerdict(given, votes)];
            if (found !== expected) different.push(JSON.stringify({ rule, weights, veto, votes, found, expected }));
            compared++;
          }
        }
      }
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(25_000);
  });
});
