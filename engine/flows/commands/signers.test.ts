import { describe, expect, it } from "vitest";
import { approval, directoryOf, edges, end, fill, flow, people, Running, start, t0, hour, textForm } from "../testing/plant.testkit.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, c: {}, d: {}, x: {}, y: {}, z: {}, admin: {} });
const form = textForm(["f"]);
const one = (who: readonly string[], extra: object = {}) => new Running(flow([start(), approval("A", who, { mode: "all", ...extra }), approval("B", ["b"]), end()], edges("S>A>B>Z")), directory, form);
const states = (run: Running) => run.tasks().filter((task) => task.node === "A").map((task) => `${task.person}:${task.state}`);
const add = (run: Running, by: string, signers: readonly string[], position: "before" | "after" | "parallel", mode?: "any" | "all" | "sequence") =>
  run.does(by, "addSigner", "A", { people: signers, position, ...(mode ? { mode } : {}) });

describe("signers before (前加签)", () => {
  it("10 any: one rejects and nothing is decided, another approves and the owner's turn comes", () => {
    const run = one(["a"]);
    expect(add(run, "a", ["x", "y"], "before", "any")).toEqual([]);
    expect(states(run)).toEqual(["x:open", "y:open", "a:waiting"]);
    expect(run.does("a", "approve", "A")).toEqual(["SEAT_WAITING"]);
    expect(run.last.issues[0]?.params["waitsFor"]).toEqual(["X", "Y"]);
    run.does("x", "reject", "A");
    expect(states(run)).toEqual(["x:rejected", "y:open", "a:waiting"]);
    run.does("y", "approve", "A");
    expect(states(run)).toEqual(["x:rejected", "y:approved", "a:open"]);
    expect(run.last.effects.filter((effect) => effect.kind === "notify" && effect.topic === "task.open")).toMatchObject([{ people: ["a"] }]);
  });

  it("10 all: the first reject is the owner's reject; he is not asked", () => {
    const run = one(["a"]);
    add(run, "a", ["x", "y"], "before", "all");
    run.does("x", "reject", "A");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "rejected" });
    expect(states(run)).toEqual(["x:rejected", "y:moot", "a:moot"]);
  });

  it("sequence: one after the other", () => {
    const run = one(["a"]);
    add(run, "a", ["x", "y"], "before", "sequence");
    expect(states(run)).toEqual(["x:open", "y:waiting", "a:waiting"]);
    run.does("x", "approve", "A");
    expect(states(run)).toEqual(["x:approved", "y:open", "a:waiting"]);
  });

  it("nest three deep and not further", () => {
    const run = one(["a"]);
    expect([add(run, "a", ["x"], "before"), add(run, "x", ["y"], "before"), add(run, "y", ["z"], "before"), add(run, "z", ["d"], "before")]).toEqual([[], [], [], ["NEST_TOO_DEEP"]]);
    expect(states(run)).toEqual(["z:open", "y:waiting", "x:waiting", "a:waiting"]);
    for (const person of ["z", "y", "x", "a"]) expect(run.does(person, "approve", "A")).toEqual([]);
    expect(run.open()).toEqual(["B#1:b"]);
  });
});

describe("signers after (后加签)", () => {
  it("11 the owner's vote counts only with theirs", () => {
    const run = one(["a"]);
    add(run, "a", ["x"], "after");
    expect(states(run)).toEqual(["a:open", "x:waiting"]);
    run.does("a", "approve", "A");
    expect(run.instance.status).toBe("running");
    expect(states(run)).toEqual(["a:approved", "x:open"]);
    run.does("x", "approve", "A");
    expect(run.open()).toEqual(["B#1:b"]);
  });

  it("11 their rejection rejects; the owner's own rejection never asks them", () => {
    const run = one(["a"]);
    add(run, "a", ["x"], "after");
    run.does("a", "approve", "A");
    run.does("x", "reject", "A");
    expect(run.instance.outcome).toBe("rejected");
    const other = one(["a"]);
    add(other, "a", ["x"], "after");
    other.does("a", "reject", "A");
    expect(states(other)).toEqual(["a:rejected", "x:moot"]);
  });
});

describe("parallel signers (并加签) and reduction (减签)", () => {
  it("5 the denominator grows with them and shrinks again", () => {
    const run = one(["a", "b", "c", "d", "x"], { mode: "vote", vote: { percent: 60 } });
    run.does("a", "approve", "A");
    run.does("b", "approve", "A");
    expect(add(run, "c", ["y", "z"], "parallel")).toEqual([]);
    expect(states(run)).toEqual(["a:approved", "b:approved", "c:open", "y:open", "z:open", "d:open", "x:open"]);
    for (const person of ["y", "z"]) expect(run.does("c", "reduceSigner", undefined, { task: run.taskOf(person, "A")?.id ?? "" })).toEqual([]);
    run.does("c", "approve", "A");
    expect(run.open()).toEqual(["B#1:b"]);
  });

  it("6 taking out the last undecided seat decides the step in the same command", () => {
    const run = one(["a", "b"]);
    add(run, "a", ["x"], "parallel");
    run.does("a", "approve", "A");
    run.does("b", "approve", "A");
    expect(run.open()).toEqual(["A#1:x"]);
    const late = run.taskOf("x", "A")?.id ?? "";
    expect(run.does("a", "reduceSigner", undefined, { task: late })).toEqual([]);
    expect(run.open()).toEqual(["B#1:b"]);
    expect(run.does("x", "approve", undefined, { task: late })).toEqual(["TASK_SUPERSEDED"]);
    expect(run.last.issues[0]?.params).toMatchObject({ by: "A", command: "reduceSigner" });
  });

  it("in a sequence comes right behind who added him", () => {
    const run = one(["a", "b"], { mode: "sequence" });
    add(run, "a", ["x"], "parallel");
    run.does("a", "approve", "A");
    expect(states(run)).toEqual(["a:approved", "x:open", "b:waiting"]);
  });

  it("only added seats that have not spoken, only by who added them or an administrator", () => {
    const run = one(["a", "b"]);
    add(run, "a", ["x", "y"], "parallel");
    const task = (person: string) => run.taskOf(person, "A")?.id ?? "";
    expect(run.does("b", "reduceSigner", undefined, { task: task("x") })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("admin", "reduceSigner", undefined, { task: task("b") })).toEqual(["NOT_ADDED"]);
    run.does("x", "approve", "A");
    expect(run.does("a", "reduceSigner", undefined, { task: task("x") })).toEqual(["SEAT_DECIDED"]);
    expect(run.does("admin", "reduceSigner", undefined, { task: task("y") })).toEqual([]);
  });

  it("an emptied scope disappears and the owner's turn comes", () => {
    const run = one(["a"]);
    add(run, "a", ["x"], "before");
    run.does("a", "reduceSigner", undefined, { task: run.taskOf("x", "A")?.id ?? "" });
    expect(states(run)).toEqual(["a:open", "x:removed"]);
    expect(add(run, "a", ["x"], "before")).toEqual([]);
    expect(run.tasks().filter((task) => task.person === "x").map((task) => task.seat)).toEqual(["s3", "s2"]);
  });
});

describe("who may be added", () => {
  it.each([
    [["ghost"], ["NOT_ELIGIBLE"]], [["b"], ["ONE_SEAT_PER_PERSON"]], [["x", "x"], ["ONE_SEAT_PER_PERSON"]], [["d"], ["NOT_ELIGIBLE"]], [["me"], ["NOT_ELIGIBLE"]], [[], ["COMMAND_NEEDS"]],
  ])("%s → %s", (who, codes) => {
    const run = one(["a", "b"], { exclude: people("d"), selfApproval: "forbid" });
    const before = run.instance;
    expect(add(run, "a", who, "parallel")).toEqual(codes);
    expect(run.instance).toBe(before);
  });

  it("one scope per position, none once the outcome is fixed, none on a step that is filled", () => {
    const run = one(["a", "b"], { completion: "collectAll" });
    add(run, "a", ["x"], "after");
    expect(add(run, "a", ["y"], "after")).toEqual(["SCOPE_EXISTS"]);
    run.does("b", "reject", "A");
    expect(add(run, "a", ["y"], "before")).toEqual(["OUTCOME_FIXED"]);
    const filled = new Running(flow([start(), fill("A", ["a"]), end()], edges("S>A>Z")), directory, form);
    expect(add(filled, "a", ["y"], "before")).toEqual(["NOT_ALLOWED"]);
  });
});

describe("advice (委派)", () => {
  it("12 while it is out the owner can only take it back; the delegatee advises and never votes", () => {
    const run = one(["a", "b"]);
    expect(run.does("a", "delegate", "A", { person: "d" })).toEqual([]);
    expect(states(run)).toEqual(["a:delegated", "b:open"]);
    expect(run.does("a", "approve", "A")).toEqual(["SEAT_DELEGATED"]);
    const task = run.taskOf("a", "A")?.id ?? "";
    expect(run.does("d", "approve", undefined, { task })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("b", "advise", undefined, { task, comment: "x" })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("d", "advise", undefined, { task })).toEqual(["COMMAND_NEEDS"]);
    expect(run.does("d", "advise", undefined, { task, comment: "fine" })).toEqual([]);
    expect(run.instance.visits[1]?.seats[0]).toMatchObject({ advice: [{ by: "d", comment: "fine" }], version: 3 });
    expect(run.instance.visits[1]?.seats[0]?.own).toBeUndefined();
    expect(run.does("a", "approve", "A")).toEqual([]);
  });

  it("12 not to somebody seated here, and what is taken back can be given to another", () => {
    const run = one(["a", "b"]);
    expect(run.does("a", "delegate", "A", { person: "b" })).toEqual(["ONE_SEAT_PER_PERSON"]);
    expect(run.does("a", "undelegate", "A")).toEqual(["NOT_DELEGATED"]);
    run.does("a", "delegate", "A", { person: "d" });
    expect(run.does("a", "delegate", "A", { person: "x" })).toEqual(["SEAT_DELEGATED"]);
    expect(run.does("a", "undelegate", "A")).toEqual([]);
    expect(run.does("a", "delegate", "A", { person: "x" })).toEqual([]);
    expect(run.does("b", "addSigner", "A", { people: ["a"], position: "parallel" })).toEqual(["ONE_SEAT_PER_PERSON"]);
  });
});

describe("claiming (认领)", () => {
  it("hides the others' seats until it is given back, and is no approval", () => {
    const run = one(["a", "b"], { mode: "firstDecision" });
    expect(run.does("a", "claim", "A")).toEqual([]);
    expect(states(run)).toEqual(["a:claimed", "b:waiting"]);
    expect(run.instance.visits[1]?.state).toBe("open");
    expect(run.does("b", "approve", "A")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(run.does("b", "claim", "A")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(run.does("a", "claim", "A")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(run.does("a", "addSigner", "A", { people: ["x"], position: "before" })).toEqual([]);
    expect(run.does("x", "approve", "A")).toEqual([]);
    expect(run.does("b", "unclaim", "A")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(run.does("admin", "unclaim", undefined, { task: run.taskOf("a", "A")?.id ?? "" })).toEqual([]);
    expect(run.does("b", "unclaim", "A")).toEqual(["NOT_CLAIMED"]);
    expect(run.does("b", "approve", "A")).toEqual([]);
    expect(run.open()).toEqual(["B#1:b"]);
  });

  it("is for steps that the first decision decides, filled ones among them", () => {
    expect(one(["a", "b"]).does("a", "claim", "A")).toEqual(["NOT_CLAIMABLE"]);
    const filled = new Running(flow([start(), fill("A", ["a", "b"]), end()], edges("S>A>Z")), directory, form);
    expect(filled.does("b", "claim", "A")).toEqual([]);
    expect(filled.does("a", "submit", "A")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(filled.does("b", "submit", "A")).toEqual([]);
  });
});

describe("deputies (代理)", () => {
  const away = (person: string, deputy: string, from = t0, to = t0 + hour) => ({ person, deputy, from, to });
  const on = (absences: readonly ReturnType<typeof away>[], extra: object = {}) =>
    new Running(flow([start(), approval("A", ["a", "b"], extra), end()], edges("S>A>Z")), directoryOf({ me: {}, a: {}, b: {}, c: {}, d: {}, admin: {} }, absences), form);

  it("decides in the window and not at its end; the seat stays the owner's", () => {
    const run = on([away("a", "d", t0 + 1)]);
    const task = run.taskOf("a", "A")?.id ?? "";
    expect(run.does("d", "approve", undefined, { task })).toEqual(["NOT_ENTITLED"]);
    run.now = t0 + hour;
    expect(run.does("d", "approve", undefined, { task })).toEqual(["NOT_ENTITLED"]);
    run.now = t0 + 1;
    expect(run.does("d", "approve", undefined, { task })).toEqual([]);
    expect(run.instance.visits[1]?.seats[0]).toMatchObject({ person: "a", holders: ["a"], by: "d", own: "approved" });
    expect(run.last.history[0]).toMatchObject({ by: "d", command: "approve", detail: { for: "a" } });
  });

  it("is followed by his own deputy; a circle ends", () => {
    const run = on([away("a", "c"), away("c", "d"), away("d", "a")]);
    expect(run.does("d", "approve", undefined, { task: run.taskOf("a", "A")?.id ?? "" })).toEqual([]);
  });

  it.each([["b", {}], ["me", { selfApproval: "forbid" }], ["d", { exclude: people("d") }]])("%s is refused where he could not sit himself", (deputy, extra) => {
    const run = on([away("a", deputy)], extra);
    expect(run.does(deputy, "approve", undefined, { task: run.taskOf("a", "A")?.id ?? "" })).toEqual(["NOT_ENTITLED"]);
  });
});
