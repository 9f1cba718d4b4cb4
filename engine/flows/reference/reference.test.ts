import { describe, expect, it } from "vitest";
import { ask, draw, exclusive, inclusive, parallel, persons, raise, set, wait } from "./draw.testkit.ts";
import { hour, Table } from "./table.testkit.ts";

const vote = (people: readonly string[], settings: object) => new Table(draw([ask("A", people, { mode: "vote", ...settings }), ask("B", ["ivo"])]));

describe("the reference counts votes as flows.md 11 says", () => {
  it("1: at 66 % two of three pass at once; at 67 % it stays open and the first reject rejects", () => {
    const at66 = vote(["ann", "ben", "cat"], { vote: { percent: 66 } });
    at66.approve("A#1", "ann", "ben");
    expect(at66.open).toEqual(["B#1"]);
    expect(at66.try("approve", "A#1", "cat")).toEqual(["TASK_CLOSED"]);
    const at67 = vote(["ann", "ben", "cat"], { vote: { percent: 67 } });
    at67.approve("A#1", "ann", "ben");
    expect(at67.open).toEqual(["A#1"]);
    at67.ok("reject", "A#1", "cat");
    expect(at67.picture.outcome).toBe("rejected");
  });

  it("2: half of two is not strictly more than 50 %, but reaches 50 %", () => {
    const strict = vote(["ann", "ben"], { vote: { percent: 50, strict: true } });
    strict.approve("A#1", "ann");
    expect(strict.open).toEqual(["A#1"]);
    strict.ok("reject", "A#1", "ben");
    expect(strict.picture.outcome).toBe("rejected");
    const loose = vote(["ann", "ben"], { vote: { percent: 50 } });
    loose.approve("A#1", "ann");
    expect(loose.open).toEqual(["B#1"]);
  });

  it("3: a count above the seats asks for all seats", () => {
    const table = vote(["ann", "ben"], { vote: { count: 3 } });
    table.approve("A#1", "ann");
    expect(table.open).toEqual(["A#1"]);
    table.approve("A#1", "ben");
    expect(table.open).toEqual(["B#1"]);
  });

  it("4: a veto seat must speak before the vote passes", () => {
    const withVeto = () => {
      const settings = { vote: { percent: 50, vetoRoles: ["safety-officer"] }, candidates: [...persons("ann", "ben", "cat"), { kind: "role", role: "safety-officer", at: "anywhere" }] };
      const def = draw([ask("A", [], { mode: "vote", ...settings } as object), ask("B", ["ivo"])]);
      const table = new Table(def, { people: { dan: { active: true, roles: [{ role: "safety-officer", org: "site" }] } } });
      table.approve("A#1", "ann", "ben", "cat");
      return table;
    };
    expect(withVeto().open).toEqual(["A#1"]);
    const vetoed = withVeto();
    vetoed.ok("reject", "A#1", "dan");
    expect(vetoed.picture.outcome).toBe("rejected");
    const spoken = withVeto();
    spoken.approve("A#1", "dan");
    expect(spoken.open).toEqual(["B#1"]);
  });

  it("5: two added seats raise the need from 3 of 5 to 5 of 7, reducing both lowers it again", () => {
    const table = vote(["ann", "ben", "cat", "dan", "eve"], { vote: { percent: 60 } });
    table.approve("A#1", "ann", "ben");
    table.ok("addSigner", "A#1", "cat", { people: ["fay", "gus"], position: "parallel" });
    expect(Object.keys(table.states("A#1"))).toEqual(["ann", "ben", "cat", "fay", "gus", "dan", "eve"]);
    table.approve("A#1", "cat", "dan");
    expect(table.open).toEqual(["A#1"]); // 4 of 7
    const lowered = vote(["ann", "ben", "cat", "dan", "eve"], { vote: { percent: 60 } });
    lowered.approve("A#1", "ann", "ben");
    lowered.ok("addSigner", "A#1", "cat", { people: ["fay", "gus"], position: "parallel" });
    lowered.ok("reduceSigner", "A#1", "fay", { by: "cat" });
    lowered.ok("reduceSigner", "A#1", "gus", { by: "cat" });
    expect(lowered.open).toEqual(["A#1"]);
    lowered.approve("A#1", "cat");
    expect(lowered.open).toEqual(["B#1"]);
  });

  it("6: reducing the last undecided added seat decides the node in the same command", () => {
    const table = new Table(draw([ask("A", ["ann", "ben"]), ask("B", ["ivo"])]));
    table.ok("addSigner", "A#1", "ann", { people: ["gus"], position: "parallel" });
    table.approve("A#1", "ann", "ben");
    expect(table.states("A#1")).toEqual({ ann: "approved", gus: "open", ben: "approved" });
    table.ok("reduceSigner", "A#1", "gus", { by: "ann" });
    expect(table.open).toEqual(["B#1"]);
  });

  it("7: anyApprove rejects only when all reject; firstDecision at the first reject", () => {
    const any = new Table(draw([ask("A", ["ann", "ben"], { mode: "anyApprove" })]));
    any.ok("reject", "A#1", "ann");
    expect(any.open).toEqual(["A#1"]);
    any.ok("reject", "A#1", "ben");
    expect(any.picture.outcome).toBe("rejected");
    const first = new Table(draw([ask("A", ["ann", "ben"], { mode: "firstDecision" })]));
    first.ok("reject", "A#1", "ann");
    expect(first.picture.outcome).toBe("rejected");
  });

  it("8: collectAll fixes the outcome and hears the rest", () => {
    const table = new Table(draw([ask("A", ["ann", "ben", "cat"], { completion: "collectAll" })]));
    table.ok("reject", "A#1", "ann");
    table.approve("A#1", "ben");
    expect(table.visit("A#1").fixed).toBe("rejected");
    expect(table.try("return", "A#1", "cat", { to: "S" })).toEqual(["OUTCOME_FIXED"]);
    table.approve("A#1", "cat");
    expect(table.closed("A#1")).toBe("done rejected");
    expect(table.picture.outcome).toBe("rejected");
  });

  it("9: one seat a person, an approval of the same data is taken over, the turn goes on behind it", () => {
    const table = new Table(draw([ask("E", ["ben"]), ask("A", ["ann", "ben", "ann", "cat"], { mode: "sequence", dedupe: "everSame" })]));
    table.approve("E#1", "ben");
    expect(table.states("A#1")).toEqual({ ann: "open", ben: "carried", cat: "waiting" });
    expect(table.try("approve", "A#1", "cat")).toEqual(["SEAT_WAITING"]);
    table.approve("A#1", "ann");
    expect(table.states("A#1")).toEqual({ ann: "approved", ben: "carried", cat: "open" });
  });

  it("10: before-signers decide whether the seat is asked at all", () => {
    const any = new Table(draw([ask("A", ["ann"]), ask("B", ["ivo"])]));
    any.ok("addSigner", "A#1", "ann", { people: ["gus", "hal"], position: "before", mode: "any" });
    expect(any.try("approve", "A#1", "ann")).toEqual(["SEAT_WAITING"]);
    any.ok("reject", "A#1", "gus");
    expect(any.seat("A#1", "ann").state).toBe("waiting");
    any.approve("A#1", "hal");
    expect(any.seat("A#1", "ann").state).toBe("open");
    const all = new Table(draw([ask("A", ["ann"]), ask("B", ["ivo"])]));
    all.ok("addSigner", "A#1", "ann", { people: ["gus", "hal"], position: "before", mode: "all" });
    all.ok("reject", "A#1", "gus");
    expect(all.picture.outcome).toBe("rejected");
  });

  it("11: an approval with an after-signer counts when he approves", () => {
    const table = () => {
      const one = new Table(draw([ask("A", ["ann"]), ask("B", ["ivo"])]));
      one.ok("addSigner", "A#1", "ann", { people: ["gus"], position: "after", mode: "all" });
      expect(one.seat("A#1", "gus").state).toBe("waiting");
      one.approve("A#1", "ann");
      expect(one.open).toEqual(["A#1"]);
      return one;
    };
    const kept = table();
    kept.approve("A#1", "gus");
    expect(kept.open).toEqual(["B#1"]);
    const refused = table();
    refused.ok("reject", "A#1", "gus");
    expect(refused.picture.outcome).toBe("rejected");
  });

  it("12: a delegated seat waits for advice, and advice is no vote", () => {
    const table = new Table(draw([ask("A", ["ann", "ben"])]));
    expect(table.try("delegate", "A#1", "ann", { person: "ben" })).toEqual(["ONE_SEAT_PER_PERSON"]);
    table.ok("delegate", "A#1", "ann", { person: "dan" });
    expect(table.try("approve", "A#1", "ann")).toEqual(["SEAT_DELEGATED"]);
    expect(table.try("approve", "A#1", "ann", { by: "dan" })).toEqual(["NOT_ENTITLED"]);
    table.ok("advise", "A#1", "ann", { by: "dan" });
    expect(table.seat("A#1", "ann")).toMatchObject({ state: "open", version: 3 });
    table.approve("A#1", "ann");
  });
});

const branches = () => new Table(draw([parallel("P", [[ask("A", ["ann"]), ask("B", ["ben"])], [ask("C", ["cat"])]]), ask("D", ["dan"])]));

describe("the reference goes back as flows.md 11 says", () => {
  it("13: a return inside a branch leaves the sibling as it was", () => {
    const table = branches();
    table.approve("A#1", "ann");
    const sibling = table.visit("C#1");
    table.ok("return", "B#1", "ben", { to: "A" });
    expect(table.open).toEqual(["A#2", "C#1"]);
    expect(table.visit("C#1")).toEqual(sibling);
    expect(table.picture.generation).toBe(1);
    expect(table.try("approve", "B#1", "ben")).toEqual(["TASK_SUPERSEDED"]);
  });

  it("14: a sibling that waits at the join keeps its arrival", () => {
    const table = branches();
    table.approve("C#1", "cat");
    table.approve("A#1", "ann");
    table.ok("return", "B#1", "ben", { to: "A" });
    table.approve("A#2", "ann");
    table.approve("B#2", "ben");
    expect(table.open).toEqual(["D#1"]);
  });

  it("15: a return before the fork takes all branches along", () => {
    const table = branches();
    table.approve("A#1", "ann");
    expect(table.seat("B#1", "ben").targets).toEqual(["S", "A"]);
    table.ok("return", "B#1", "ben", { to: "S" });
    expect(table.closed("C#1")).toBe("returned");
    expect(table.open).toEqual(["S#2"]);
    table.ok("submit", "S#2", "ini");
    expect(table.open).toEqual(["A#2", "C#2"]);
  });

  it("16: nodes of a joined parallel branch are no targets, those of a walked exclusive branch are, while walked", () => {
    const table = branches();
    table.approve("A#1", "ann");
    table.approve("B#1", "ben");
    table.approve("C#1", "cat");
    expect(table.try("return", "D#1", "dan", { to: "A" })).toEqual(["RETURN_TARGET"]);
    expect(table.seat("D#1", "dan").targets).toEqual(["S"]);
    const choice = exclusive("E", [{ when: { ">": [{ var: "n" }, 5] }, pieces: [ask("A", ["ann"])] }, { default: true, pieces: [ask("C", ["cat"])] }]);
    const walked = new Table(draw([choice, ask("D", ["dan"])]), { answers: { n: 9 } });
    walked.approve("A#1", "ann");
    expect(walked.seat("D#1", "dan").targets).toEqual(["S", "A"]);
    walked.ok("return", "D#1", "dan", { to: "S" });
    walked.ok("submit", "S#2", "ini", { data: { n: 1 } });
    walked.approve("C#1", "cat");
    expect(walked.seat("D#2", "dan").targets).toEqual(["S", "C"]);
  });

  it("17: back to the returner asks only those whose fields the repair changed", () => {
    const returned = () => {
      const reads = (field: string) => ({ signs: [field] });
      const back = { returns: { afterRepair: "choose" } } as const;
      const table = new Table(draw([ask("A", ["ann"], reads("a")), parallel("P", [[ask("B", ["ben"], reads("b"))], [ask("C", ["cat"], reads("c"))]]), ask("D", ["dan"], back)]), { answers: { a: 1, b: 1, c: 1 } });
      table.approve("A#1", "ann");
      table.approve("B#1", "ben");
      table.approve("C#1", "cat");
      table.ok("return", "D#1", "dan", { to: "S", back: true });
      return table;
    };
    const changed = returned();
    changed.ok("submit", "S#2", "ini", { data: { b: 2 } });
    expect(changed.open).toEqual(["B#2"]);
    expect(changed.closed("C#2")).toBe("done passed");
    changed.approve("B#2", "ben");
    expect(changed.open).toEqual(["D#2"]);
    const unchanged = returned();
    unchanged.ok("submit", "S#2", "ini");
    expect(unchanged.open).toEqual(["D#2"]);
  });

  it("18: only what the repair itself changes is asked again, also what it fills for the first time", () => {
    const returned = () => {
      const table = new Table(draw([ask("A", ["ann"], { fields: { f: "read", g: "read", "*": "hidden" } }), ask("B", ["ben"]), ask("D", ["dan"], { returns: { afterRepair: "backToReturner" } })]), { answers: { f: 1 } });
      table.approve("A#1", "ann");
      table.ok("approve", "B#1", "ben", { data: { f: 2 } });
      table.ok("return", "D#1", "dan", { to: "S" });
      return table;
    };
    const alone = returned();
    alone.ok("submit", "S#2", "ini");
    expect(alone.open).toEqual(["D#2"]);
    const filled = returned();
    filled.ok("submit", "S#2", "ini", { data: { g: 1 } });
    expect(filled.open).toEqual(["A#2"]);
  });
});

describe("the reference joins as flows.md 11 says", () => {
  it("19: join any goes on once; the second click on the lost branch is refused", () => {
    const table = new Table(draw([parallel("P", [[ask("A", ["ann"])], [ask("B", ["ann"])]], { mode: "any" }), ask("D", ["dan"])]));
    table.approve("A#1", "ann");
    expect(table.closed("B#1")).toBe("joinLost");
    expect(table.try("approve", "B#1", "ann")).toEqual(["TASK_SUPERSEDED"]);
    expect(table.open).toEqual(["D#1"]);
    const acts = new Table(draw([parallel("P", [[raise("one")], [raise("two")]], { mode: "any" }), ask("D", ["dan"])]));
    expect(acts.picture.actsDone).toEqual(["one"]);
    expect(acts.closed("two#1")).toBe("joinLost");
  });

  it("20: a join of two of three fails when only one branch can still succeed", () => {
    const branch = { onReject: { do: "branch" } } as const;
    const table = new Table(draw([parallel("P", [[ask("A", ["ann"], branch)], [ask("B", ["ben"], branch)], [ask("C", ["cat"], branch)]], { mode: { n: 2 }, onFail: { do: "continue" } }), ask("D", ["dan"])]));
    table.ok("reject", "A#1", "ann");
    expect(table.open).toEqual(["B#1", "C#1"]);
    table.ok("reject", "B#1", "ben");
    expect(table.closed("C#1")).toBe("joinLost");
    expect(table.open).toEqual(["D#1"]);
  });

  it("21: an inclusive choice stands although an act changes what it read", () => {
    const on = { "==": [{ var: "f" }, 1] };
    const block = inclusive("I", [{ when: on, pieces: [set("act", "f", 2), ask("A", ["ann"])] }, { when: on, pieces: [ask("B", ["ben"])] }, { default: true, pieces: [ask("C", ["cat"])] }], { mode: { n: 3 } });
    const table = new Table(draw([block, ask("D", ["dan"])]), { answers: { f: 1 } });
    expect(table.picture.answers["f"]).toBe(2);
    expect(table.open).toEqual(["A#1", "B#1"]);
    table.approve("A#1", "ann");
    table.approve("B#1", "ben");
    expect(table.open).toEqual(["D#1"]);
  });

  it("22: the last voter takes back while the next node is untouched and no join is behind", () => {
    const table = () => {
      const one = new Table(draw([ask("A", ["ann", "ben"]), ask("B", ["cat", "dan"], { mode: "firstDecision" })]));
      one.approve("A#1", "ann", "ben");
      return one;
    };
    const free = table();
    free.ok("takeBack", "A#1", "ben");
    expect(free.closed("B#1")).toBe("tookBack");
    expect(free.states("A#2")).toEqual({ ann: "approved", ben: "open" });
    const claimed = table();
    claimed.ok("claim", "B#1", "cat");
    expect(claimed.try("takeBack", "A#1", "ben")).toEqual(["TAKE_BACK_TOUCHED"]);
    const joined = branches();
    joined.approve("A#1", "ann");
    joined.approve("C#1", "cat");
    joined.ok("takeBack", "C#1", "cat"); // waiting at the join is fine
    joined.approve("B#1", "ben");
    joined.approve("C#2", "cat");
    expect(joined.try("takeBack", "C#2", "cat")).toEqual(["TAKE_BACK_JOINED"]);
  });
});

describe("the reference keeps time as flows.md 11 says", () => {
  it("23: durations stop while suspended, dates and stored events come at resume, validity runs on", () => {
    const table = new Table(draw([parallel("P", [
      [ask("A", ["ann"], { due: { after: "PT8H", onOver: "reject" } })],
      [wait("W", { event: "cleared", key: "k" }), set("w", "order", { cat: [{ var: "order" }, "event "] })],
      [wait("T", { dateField: "day" }), set("t", "order", { cat: [{ var: "order" }, "date "] })],
    ])]), { answers: { day: Table.dateAfter(10), order: "first " } });
    table.pass(3);
    expect(table.give({ command: "suspend", by: "admin" })).toEqual([]);
    expect(table.picture.timers).toContainEqual({ visit: "A#1", kind: "due", i: 0, remainingMs: 5 * hour });
    table.pass(48);
    expect(table.give({ timer: "T#1:wait:0" })).toEqual(["IGNORED"]);
    table.give({ event: "cleared", key: "k" });
    expect(table.picture.answers["order"]).toBe("first ");
    expect(table.give({ command: "resume", by: "admin" })).toEqual([]);
    expect(table.picture.answers["order"]).toBe("first event date ");
    expect(table.picture.timers).toEqual([{ visit: "A#1", kind: "due", i: 0, dueAt: table.now + 5 * hour }]);
    table.pass(4.9);
    expect(table.give({ timer: "A#1:due:0" })).toEqual(["IGNORED"]);
    table.pass(0.1);
    expect(table.give({ timer: "A#1:due:0" })).toEqual([]);
    expect(table.picture.outcome).toBe("rejected");
  });

  it("24: an overdue reject closes a fixed visit with what was fixed; a late timer is ignored", () => {
    const table = new Table(draw([ask("A", ["ann", "ben"], { mode: "anyApprove", completion: "collectAll", due: { after: "PT1H", onOver: "reject" } }), ask("B", ["ivo"], { due: { after: "PT1H", onOver: "reject" } })]));
    table.approve("A#1", "ann");
    table.pass(1);
    expect(table.give({ timer: "A#1:due:0" })).toEqual([]);
    expect(table.closed("A#1")).toBe("done passed");
    const { seq } = table.picture;
    expect(table.give({ timer: "A#1:due:0" })).toEqual(["IGNORED"]);
    expect(table.picture.seq).toBe(seq);
  });

  it("25: a return target is asked although dedupe would spare him; carried votes don't hinder a withdrawal", () => {
    const same = { dedupe: "everSame" } as const;
    const loop = new Table(draw([ask("E", ["ann"]), ask("A", ["ann"], same), ask("B", ["ben"]), ask("X", [], { onNobody: "autoReject", onReject: { do: "return", to: "A" } })]));
    loop.approve("E#1", "ann");
    expect(loop.closed("A#1")).toBe("done passed");
    loop.approve("B#1", "ben");
    expect(loop.open).toEqual(["A#2"]);
    expect(loop.states("A#2")).toEqual({ ann: "open" });
    const back = new Table(draw([ask("A", ["ann"]), ask("D", ["dan"], { returns: { afterRepair: "backToReturner" } })]));
    back.approve("A#1", "ann");
    expect(back.give({ command: "withdraw", by: "ini" })).toEqual(["WITHDRAW_TOO_LATE"]);
    back.ok("return", "D#1", "dan", { to: "S" });
    back.ok("submit", "S#2", "ini");
    expect(back.open).toEqual(["D#2"]);
    expect(back.give({ command: "withdraw", by: "ini" })).toEqual([]);
    expect(back.open).toEqual(["S#3"]);
  });
});
