import { describe, expect, it } from "vitest";
import { judgeVotes, type VoteSeat } from "../../flows/votes/judgeVotes.ts";
import { strictness } from "../strictnessOf.ts";
import type { SlotChild } from "../strictness.ts";
import { compareVotes, mayAddSeats, mayAddWeight, type VoteSetting, type VoteVerdict } from "./voteOrder.ts";

/** One vote cast: which seat, and how. */
interface Cast { readonly seat: number; readonly own: "approved" | "rejected" }

/** Every order in which some of the seats may vote, each way; the shorter course before the longer one it begins. */
function coursesOf(seats: number): readonly (readonly Cast[])[] {
  const found: Cast[][] = [[]];
  for (let at = 0; at < found.length; at += 1) {
    const course = found[at]!;
    for (let seat = 0; seat < seats; seat += 1) {
      if (course.some((one) => one.seat === seat)) continue;
      found.push([...course, { seat, own: "approved" }], [...course, { seat, own: "rejected" }]);
    }
  }
  return found.slice(1);
}

interface Setup { readonly weights?: readonly number[]; readonly fire?: readonly number[] }

/** Whether a course passes, by the votes code itself: the first decision stands; under `sequence` nobody votes out of turn. */
function passes(setting: VoteSetting, course: readonly Cast[], seats: number, { weights = [], fire = [] }: Setup): boolean {
  const made: VoteSeat[] = Array.from({ length: seats }, (_, i) => ({ roles: fire.includes(i) ? ["fire-dept"] : [], weight: weights[i] ?? 1 }));
  const { mode, rejectPolicy, count, percent, strict, vetoRoles } = setting;
  const rule = { mode, ...(rejectPolicy ? { rejectPolicy } : {}), vote: { ...(count === undefined ? {} : { count }), ...(percent === undefined ? {} : { percent }), ...(strict ? { strict } : {}), ...(vetoRoles ? { vetoRoles: vetoRoles as ["fire-dept"] } : {}) } };
  for (const [step, { seat, own }] of course.entries()) {
    if (mode === "sequence" && seat !== step) return false;
    made[seat] = { ...made[seat]!, own, seq: step };
    const verdict = judgeVotes(rule, made);
    if (verdict !== "open") return verdict === "passed";
  }
  return false;
}

/** The order by looking at every course: it passes above whenever it passes here. */
function enumerated(upper: VoteSetting, local: VoteSetting, seats: number, setup: Setup): VoteVerdict {
  const courses = cached(seats);
  const [was, is] = [upper, local].map((setting) => passed(setting, seats, setup, courses)) as [readonly boolean[], readonly boolean[]];
  const [down, up] = [is.every((one, i) => !one || was[i]), was.every((one, i) => !one || is[i])];
  return down ? (up ? "equal" : "tighter") : up ? "looser" : "incomparable";
}

const memo = new Map<number, readonly (readonly Cast[])[]>();
const cached = (seats: number): readonly (readonly Cast[])[] => memo.get(seats) ?? (memo.set(seats, coursesOf(seats)), memo.get(seats)!);

// A course that passes has passed for good: what comes after the decision is not asked.
const outcomes = new Map<string, readonly boolean[]>();
function passed(setting: VoteSetting, seats: number, setup: Setup, courses: readonly (readonly Cast[])[]): readonly boolean[] {
  const key = JSON.stringify([setting, seats, setup]);
  const known = outcomes.get(key);
  if (known) return known;
  const made = courses.map((course) => passes(setting, course, seats, setup));
  outcomes.set(key, made);
  return made;
}

const plain: readonly VoteSetting[] = [{ mode: "sequence" }, { mode: "all" }, { mode: "anyApprove" }, { mode: "firstDecision" }];
const votes: readonly VoteSetting[] = [
  ...[1, 2, 3, 4].flatMap((count) => [{ mode: "vote", count } as const, { mode: "vote", count, rejectPolicy: "veto" } as const]),
  ...[1, 33, 50, 60, 67, 75, 100].flatMap((percent) => [{ mode: "vote", percent } as const, { mode: "vote", percent, rejectPolicy: "veto" } as const, ...(percent < 100 ? [{ mode: "vote", percent, strict: true } as const] : [])]), // more than 100 % is refused by checkFlow
];
const settings = [...plain, ...votes];
const withVeto = [...plain, ...votes.flatMap((one) => [one, { ...one, vetoRoles: ["fire-dept"] }])];

describe("the order of approval settings", () => {
  it("with known seats is what every course of votes up to 4 seats says", () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const seats of [1, 2, 3, 4]) {
      for (const upper of settings) {
        for (const local of settings) {
          const [said, seen] = [compareVotes(upper, local, seats), enumerated(upper, local, seats, {})];
          compared += 1;
          // One seat has no order to keep: sequence is then as all, but somebody may be added to it later.
          const isCautious = seats === 1 && seen === "equal" && said === (local.mode === "sequence" ? "tighter" : upper.mode === "sequence" ? "looser" : seen);
          if (said !== seen && !isCautious) wrong.push(JSON.stringify({ seats, upper, local, said, seen }));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBe(4 * settings.length ** 2);
  }, 60_000);

  it("without knowing the seats never calls tighter what some number of seats, weights or veto seats shows to be looser", () => {
    const wrong: string[] = [];
    let proven = 0;
    const setups: readonly Setup[] = [{}, { fire: [0] }, { fire: [1, 2] }, { weights: [3, 1, 1, 2] }, { weights: [1, 2, 4, 1], fire: [2] }];
    for (const upper of withVeto) {
      for (const local of withVeto) {
        const said = compareVotes(upper, local);
        if (said !== "tighter" && said !== "equal") continue;
        proven += 1;
        for (const seats of [1, 2, 3]) {
          for (const setup of setups) {
            if (setup.weights && (upper.count !== undefined || local.count !== undefined)) continue; // a count counts seats, and weights are refused with it
            const seen = enumerated(upper, local, seats, setup);
            if (seen !== "equal" && seen !== said) wrong.push(JSON.stringify({ seats, setup, upper, local, said, seen }));
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(proven).toBeGreaterThan(900);
  }, 60_000);

  it("is the chain of the table", () => {
    const chain: readonly VoteSetting[] = [{ mode: "sequence" }, { mode: "all" }, { mode: "vote", count: 3, rejectPolicy: "veto" }, { mode: "vote", count: 3 }, { mode: "vote", count: 2 }, { mode: "anyApprove" }];
    chain.slice(1).forEach((upper, i) => expect(compareVotes(upper, chain[i]!)).toBe("tighter"));
    expect(compareVotes({ mode: "vote", count: 2 }, { mode: "firstDecision" }, 3)).toBe("incomparable");
    expect(compareVotes({ mode: "firstDecision" }, { mode: "vote", count: 2, rejectPolicy: "veto" })).toBe("tighter");
    expect(compareVotes({ mode: "vote", count: 1 }, { mode: "anyApprove" })).toBe("equal");
    expect(compareVotes({ mode: "all" }, { mode: "vote", count: 3 }, 3)).toBe("equal");
  });
});

describe("persons added to a vote", () => {
  /** True when some course passes although those who were there did not pass it above. */
  function isLooser(upper: VoteSetting, local: VoteSetting, before: number, added: number): boolean {
    return cached(before + added).some((course) => {
      if (!passes(local, course, before + added, {})) return false;
      const old = course.filter((one) => one.seat < before);
      return !passes(upper, old, before, {});
    });
  }

  it("is allowed only where nobody new can make it pass, by all courses of up to 4 seats", () => {
    const wrong: string[] = [];
    let allowed = 0;
    const counted = votes.filter((one) => one.rejectPolicy === undefined);
    for (const [before, added] of [[1, 1], [2, 1], [2, 2], [3, 1]] as const) {
      for (const upper of counted) {
        for (const local of counted) {
          const may = mayAddSeats(upper, local, added, before);
          if (may) allowed += 1;
          if (may && isLooser(upper, local, before, added)) wrong.push(JSON.stringify({ before, added, upper, local }));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThan(100);
  }, 60_000);

  it("14: by the examples of the table", () => {
    const share = (percent: number): VoteSetting => ({ mode: "vote", percent });
    expect(mayAddSeats(share(66), share(66), 1, 3)).toBe(true); // 2 → 3
    expect(mayAddSeats(share(67), share(67), 1, 3)).toBe(false); // 3 → 3
    expect(mayAddSeats(share(60), share(60), 1, 4)).toBe(false); // 3 → 3
    expect(mayAddSeats(share(60), share(75), 1, 4)).toBe(true); // 3 → 4
    expect(mayAddSeats({ mode: "vote", count: 2 }, { mode: "vote", count: 3 }, 1, undefined)).toBe(true);
    expect(mayAddSeats(share(60), share(60), 1, undefined)).toBe(false);
    expect(mayAddWeight(share(60), share(60), 10, 2)).toBe(false);
    expect(mayAddWeight(share(60), share(80), 10, 2)).toBe(true); // 6 of 10 → 9.6 of 12, 8 needed
  });
});

describe("approvers of a permit", () => {
  const order = strictness({ roleOrder: ["base-unit-head", "safety-dept", "deputy-head", "principal"] });
  const person = (id: string): SlotChild => ({ id, props: { kind: "person", person: id } });
  const role = (id: string): SlotChild => ({ id, props: { kind: "role", role: id } });
  const added = (element: { readonly [prop: string]: string | number }, more: SlotChild, effective?: { readonly [prop: string]: string | number }): unknown =>
    order.compareSlot({ kind: "node", slot: "candidates", element, ...(effective ? { effective } : {}) }, [person("a"), person("b"), person("c"), person("d")], [person("a"), person("b"), person("c"), person("d"), more]);

  it("13: a second approver where any one decides is looser; a node in series is offered", () => {
    expect(added({ mode: "anyApprove" }, person("e"))).toEqual({ is: "looser", offer: "nodeInSeries" });
    expect(added({ mode: "firstDecision" }, person("e"))).toEqual({ is: "looser", offer: "nodeInSeries" });
    expect(added({ mode: "firstDecision" }, person("e"), { mode: "all" })).toEqual({ is: "tighter" });
    expect(added({ mode: "all" }, role("fire-dept"))).toEqual({ is: "tighter" });
  });

  it("14: in a vote the threshold must rise by as many", () => {
    expect(added({ "mode": "vote", "vote.percent": 60 }, person("e"))).toEqual({ is: "looser", offer: "modeAll" });
    expect(added({ "mode": "vote", "vote.percent": 60 }, person("e"), { "mode": "vote", "vote.percent": 75 })).toEqual({ is: "tighter" });
    expect(added({ "mode": "vote", "vote.percent": 60 }, role("fire-dept"), { "mode": "vote", "vote.percent": 75 })).toEqual({ is: "looser", offer: "modeAll" });
    expect(added({ "mode": "vote", "vote.percent": 60, "vote.weights.safety-dept": 3 }, person("e"), { "mode": "vote", "vote.percent": 100 })).toMatchObject({ is: "looser" });
  });

  it("nobody goes, and a role is replaced only upwards", () => {
    expect(order.compareSlot({ kind: "node", slot: "candidates", element: { mode: "anyApprove" } }, [person("a"), person("b")], [person("a")])).toEqual({ is: "looser" });
    const at = { kind: "candidate", prop: "role", element: {} };
    expect(order.compare(at, "safety-dept", "deputy-head")).toEqual({ is: "tighter" });
    expect(order.compare(at, "deputy-head", "safety-dept")).toEqual({ is: "looser" });
    expect(order.compare(at, "safety-dept", "worker")).toEqual({ is: "incomparable" });
    expect(order.meet(at, "safety-dept", "deputy-head")).toEqual({ ok: true, value: "deputy-head", by: "local" });
  });

  it("mode and threshold set together are judged together", () => {
    const element = { mode: "anyApprove" };
    const effective = { "mode": "vote", "vote.percent": 66 };
    expect(order.compare({ kind: "node", prop: "mode", element, effective }, "anyApprove", "vote")).toEqual({ is: "tighter" });
    expect(order.meet({ kind: "node", prop: "vote.percent", element, effective }, null, 66)).toEqual({ ok: true, value: 66, by: "local" });
    // Alone, a percentage that nothing uses yet is not compared: the mode might bring it into use.
    expect(order.compare({ kind: "node", prop: "vote.percent", element }, null, 66)).toEqual({ is: "incomparable" });
    const count = { "mode": "vote", "vote.count": 2 };
    expect(order.compare({ kind: "node", prop: "vote.count", element: count }, 2, 3)).toEqual({ is: "tighter" });
    expect(order.compare({ kind: "node", prop: "vote.count", element: count }, 2, 1)).toMatchObject({ is: "looser" });
    expect(order.meet({ kind: "node", prop: "mode", element: count }, "vote", "firstDecision")).toEqual({ ok: false, code: "INCOMPARABLE" });
  });

  it("the rest of the table: policies, time, permissions", () => {
    const at = (prop: string, kind = "node"): Parameters<typeof order.compare>[0] => ({ kind, prop, element: {} });
    const verdict = (prop: string, upper: string | null, local: string | null, kind?: string): string => order.compare(at(prop, kind), upper, local).is;
    expect(verdict("dedupe", "everSame", "consecutive")).toBe("tighter");
    expect(verdict("dedupe", "none", "consecutive")).toBe("looser");
    expect(verdict("selfApproval", "skipToManager", "forbid")).toBe("tighter");
    expect(verdict("selfApproval", "forbid", "allow")).toBe("looser");
    expect(verdict("onNobody", "toAdmin", "autoReject")).toBe("tighter");
    expect(verdict("onNobody", "block", "autoReject")).toBe("incomparable");
    expect(verdict("completion", "early", "collectAll")).toBe("tighter");
    expect(verdict("rejectPolicy", "vote", "veto")).toBe("tighter");
    expect(verdict("over", "remind", "reject")).toBe("tighter");
    expect(verdict("over", "reject", "remind")).toBe("looser");
    expect(verdict("over", "remind", "approve")).toBe("looser");
    expect(verdict("access", "edit", "read", "permission")).toBe("tighter");
    expect(verdict("access", "edit", "require", "permission")).toBe("tighter");
    expect(verdict("access", "read", "require", "permission")).toBe("incomparable");
    expect(verdict("access", "read", "hidden", "permission")).toBe("looser");
    expect(order.compare(at("join.mode"), "any", { n: 2 })).toEqual({ is: "tighter" });
    expect(order.compare(at("join.mode"), "all", { n: 2 })).toEqual({ is: "looser" });
    expect(order.compare(at("evidence.gpsWithin.limit.value"), { value: "200", unit: "m" }, { value: "0.1", unit: "km" })).toEqual({ is: "tighter" });
    const near = strictness({ dominators: () => new Set(["prepare"]) });
    expect(near.compare(at("due.onOver"), "remind", { goto: "prepare" })).toEqual({ is: "tighter" });
    expect(near.compare(at("due.onOver"), "remind", { goto: "end" })).toEqual({ is: "incomparable" });
  });
});
