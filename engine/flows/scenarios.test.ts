import { describe, expect, it } from "vitest";
import type { FlowEdge } from "../model/flow.ts";
import { fill, approval, directoryOf, edges, end, flow, hour, join, Running, setField, split, start, textForm, webhook } from "./testing/plant.testkit.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: {}, b: {}, c: {}, d: {}, x: {}, boss: {}, admin: {} });
const form = textForm(["f", "g", "h"]);
const cond = (id: string, from: string, to: string, when: FlowEdge["when"], order: number): FlowEdge => ({ id, from, to, order, ...(when === undefined ? {} : { when }) });
const fallback = (id: string, from: string, to: string, order: number): FlowEdge => ({ id, from, to, order, default: true });

const parallel = flow(
  [start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), approval("D", ["d"]), end()],
  edges("S>P>A>B>J>D>Z", "P>C>J"),
);

describe("micro-scenarios of flows.md 11", () => {
  it("1 vote 66 %: two of three pass at once and the third seat is moot", () => {
    const run = new Running(flow([start(), approval("A", ["a", "b", "c"], { mode: "vote", vote: { percent: 66 } }), end()], edges("S>A>Z")), directory, form);
    run.does("a", "approve", "A");
    run.does("b", "approve", "A");
    expect(run.instance.outcome).toBe("approved");
    expect(run.tasks().filter((one) => one.node === "A").map((one) => one.state)).toEqual(["approved", "approved", "moot"]);
    expect(run.does("c", "approve", "A")).toEqual(["INSTANCE_ENDED"]);
  });

  it("8 collectAll: the first reject fixes the outcome, the others are still heard", () => {
    const run = new Running(flow([start(), approval("A", ["a", "b", "c"], { completion: "collectAll" }), end()], edges("S>A>Z")), directory, form);
    run.does("a", "reject", "A");
    expect(run.instance.visits[1]).toMatchObject({ fixed: "rejected", state: "open" });
    run.does("b", "approve", "A");
    expect(run.instance.visits[1]).toMatchObject({ fixed: "rejected", state: "open" });
    expect(run.does("c", "return", "A", { to: "S" })).toEqual(["OUTCOME_FIXED"]);
    run.does("c", "approve", "A");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "rejected" });
  });

  it("9 sequence with everSame: who approved the same data before is carried, one seat per person", () => {
    const run = new Running(flow([start(), approval("A", ["b"]), approval("Q", ["a", "b", "a", "c"], { mode: "sequence", dedupe: "everSame" }), end()], edges("S>A>Q>Z")), directory, form);
    run.does("b", "approve", "A");
    expect(run.tasks().filter((one) => one.node === "Q").map((one) => `${one.person}:${one.state}`)).toEqual(["a:open", "b:carried", "c:waiting"]);
    expect(run.does("c", "approve", "Q")).toEqual(["SEAT_WAITING"]);
    run.does("a", "approve", "Q");
    expect(run.open()).toEqual(["Q#1:c"]);
  });

  it("14 a return inside a branch keeps the sibling's arrival at the join", () => {
    const run = new Running(parallel, directory, form);
    run.does("c", "approve", "C");
    run.does("a", "approve", "A");
    run.does("b", "return", "B", { to: "A" });
    run.does("a", "approve", "A");
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("15 a return above the fork supersedes every branch", () => {
    const run = new Running(parallel, directory, form);
    run.does("a", "approve", "A");
    expect(run.does("b", "return", "B", { to: "S" })).toEqual([]);
    expect(run.instance.visits.find((one) => one.id === "C#1")).toMatchObject({ state: "closed", reason: "returned", dead: true });
    expect(run.instance.tokens.arrived).toEqual({});
    expect(run.open()).toEqual(["S#2:me"]);
    run.does("me", "submit", "S");
    expect(run.open()).toEqual(["A#2:a", "C#2:c"]);
  });

  it("16 after a join the nearest legal target lies before the fork", () => {
    const run = new Running(parallel, directory, form);
    for (const [who, node] of [["a", "A"], ["b", "B"], ["c", "C"]] as const) run.does(who, "approve", node);
    expect(run.does("d", "return", "D", { to: "A" })).toEqual(["RETURN_TARGET"]);
    expect(run.last.issues[0]?.params["targets"]).toEqual(["S"]);
  });

  it("16 a walked exclusive branch is legal, and no longer after a walk through the other", () => {
    const def = flow(
      [start(), split("E", "exclusive"), approval("A", ["a"]), approval("B", ["b"]), join("J", "E", "any"), approval("D", ["d"]), end()],
      [...edges("S>E", "A>J", "B>J", "J>D>Z"), cond("ea", "E", "A", { "==": [{ var: "f" }, "left"] }, 0), fallback("eb", "E", "B", 1)],
    );
    const run = new Running(def, directory, form, { answers: { f: "left" } });
    run.does("a", "approve", "A");
    expect(run.does("d", "return", "D", { to: "B" })).toEqual(["RETURN_TARGET"]);
    expect(run.does("d", "return", "D", { to: "A" })).toEqual([]);
    run.does("a", "approve", "A");
    run.does("d", "return", "D", { to: "S" });
    run.does("me", "submit", "S", { data: { f: "right" } });
    run.does("b", "approve", "B");
    expect(run.does("d", "return", "D", { to: "A" })).toEqual(["RETURN_TARGET"]);
  });

  const repair = flow(
    [
      start(), approval("A", ["a"], { signs: ["f"] }), split("P", "parallel"), approval("B", ["b"], { signs: ["g"] }), approval("C", ["c"], { signs: ["f"] }), join("J", "P"),
      approval("D", ["d"], { returns: { afterRepair: "choose" } }), end(),
    ],
    edges("S>A>P>B>J>D>Z", "P>C>J"),
  );
  const upToD = (answers: { [xid: string]: string }): Running => {
    const run = new Running(repair, directory, form, { answers });
    for (const [who, node] of [["a", "A"], ["b", "B"], ["c", "C"]] as const) run.does(who, "approve", node);
    return run;
  };

  it("17 return with back: only who signs what the repair changed is asked again, and the returner", () => {
    const run = upToD({ f: "1", g: "1" });
    run.does("d", "return", "D", { to: "S", back: true });
    run.does("me", "submit", "S", { data: { g: "2" } });
    expect(run.open()).toEqual(["B#2:b"]);
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["D#2:d"]);
  });

  it("17 a fill that still stands is asked again when a jump leads through it once more: only what a return had cut is carried", () => {
    const def = flow(
      [start(), split("E", "exclusive"), approval("A", ["a"]), approval("B", ["b"]), join("J", "E", "any"), fill("F", ["c"], { fields: { "*": "edit", f: "require" } }), approval("D", ["d"], { returns: { afterRepair: "choose" } }), end()],
      [...edges("S>E", "A>J", "B>J", "J>F>D>Z"), cond("ea", "E", "A", { "==": [{ var: "f" }, "left"] }, 0), fallback("eb", "E", "B", 1)],
    );
    const run = new Running(def, directory, form, { answers: { f: "left" } });
    run.does("a", "approve", "A");
    run.does("c", "submit", "F");
    expect(run.does("d", "return", "D", { to: "A", back: true })).toEqual([]);
    run.does("a", "approve", "A");
    expect(run.open()).toEqual(["D#2:d"]);
    expect(run.does("admin", "jump", undefined, { visit: "D#2", to: "B", reason: "the other branch" })).toEqual([]);
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["F#3:c"]);
  });

  it("17 a repair that changes nothing asks only the target and the returner", () => {
    const run = upToD({ f: "1", g: "1" });
    run.does("d", "return", "D", { to: "S", back: true });
    run.does("me", "submit", "S");
    expect(run.open()).toEqual(["D#2:d"]);
  });

  it("17 without back everybody is asked again", () => {
    const run = upToD({ f: "1", g: "1" });
    run.does("d", "return", "D", { to: "S" });
    run.does("me", "submit", "S");
    expect(run.open()).toEqual(["A#2:a"]);
  });

  it("18 what another edited before the return does not count; empty to filled does", () => {
    const def = flow([start(), approval("A", ["a"], { signs: ["f", "h"] }), approval("B", ["b"], { fields: { f: "edit" } }), approval("D", ["d"], { returns: { afterRepair: "backToReturner" } }), end()], edges("S>A>B>D>Z"));
    const walk = (repairData: { [xid: string]: string }): string[] => {
      const run = new Running(def, directory, form, { answers: { f: "1" } });
      run.does("a", "approve", "A");
      run.does("b", "approve", "B", { data: { f: "2" } });
      run.does("d", "return", "D", { to: "S" });
      run.does("me", "submit", "S", { data: repairData });
      return run.open();
    };
    expect(walk({})).toEqual(["D#2:d"]);
    expect(walk({ h: "now filled" })).toEqual(["A#2:a"]);
  });

  it("19 join any: the sibling of the winner closes joinLost and D opens once", () => {
    const def = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["a"]), join("J", "P", "any"), approval("D", ["d"]), end()], edges("S>P>A>J>D>Z", "P>B>J"));
    const run = new Running(def, directory, form);
    const other = run.taskOf("a", "B")?.id ?? "";
    run.does("a", "approve", "A");
    expect(run.instance.visits.find((one) => one.id === "B#1")).toMatchObject({ reason: "joinLost" });
    expect(run.give({ type: "command", command: "approve", by: "a", task: other })).toEqual(["TASK_SUPERSEDED"]);
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("19 join any over two acts: only the first in document order acts", () => {
    const def = flow([start(), split("P", "parallel"), webhook("W1"), webhook("W2"), join("J", "P", "any"), approval("D", ["d"]), end()], edges("S>P>W1>J>D>Z", "P>W2>J"));
    const run = new Running(def, directory, form);
    expect(run.last.effects.filter((one) => one.kind === "webhook").map((one) => (one.kind === "webhook" ? one.event : ""))).toEqual(["W1"]);
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("20 join n=2 with branches failing: the second failure makes it impossible", () => {
    const fails = { onReject: { do: "branch" } };
    const def = flow(
      [start(), split("P", "parallel"), approval("A", ["a"], fails), approval("B", ["b"], fails), approval("C", ["c"], fails), join("J", "P", { n: 2 }), approval("D", ["d"]), end()],
      edges("S>P>A>J>D>Z", "P>B>J", "P>C>J"),
    );
    const run = new Running(def, directory, form);
    run.does("a", "reject", "A");
    expect(run.instance.status).toBe("running");
    run.does("b", "reject", "B");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "rejected" });
    expect(run.instance.visits.find((one) => one.id === "C#1")?.reason).toBe("ended");
  });

  it("20 a failed block may return instead of ending", () => {
    const def = flow(
      [start(), split("P", "parallel"), approval("A", ["a"], { onReject: { do: "branch" } }), approval("B", ["b"]), join("J", "P", "all", { do: "return", to: "S" }), end()],
      edges("S>P>A>J>Z", "P>B>J"),
    );
    const run = new Running(def, directory, form);
    run.does("a", "reject", "A");
    expect(run.open()).toEqual(["S#2:me"]);
    expect(run.instance.generation).toBe(1);
  });

  it("21 inclusive: the choice is made once on entry, and n is at most what was chosen", () => {
    const def = flow(
      [start(), split("I", "inclusive"), setField("T", "g", "no"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "I", { n: 3 }), approval("D", ["d"]), end()],
      [
        ...edges("T>A>J", "B>J", "C>J", "S>I", "J>D>Z"),
        cond("i1", "I", "T", { "==": [{ var: "f" }, "yes"] }, 0), cond("i2", "I", "B", { "==": [{ var: "g" }, "yes"] }, 1), fallback("i3", "I", "C", 2),
      ],
    );
    const run = new Running(def, directory, form, { answers: { f: "yes", g: "yes" } });
    expect(run.answers["g"]).toBe("no");
    expect(run.open()).toEqual(["A#1:a", "B#1:b"]);
    run.does("a", "approve", "A");
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("23 a duration pauses while suspended; a date fires at resume", () => {
    const def = flow([start(), approval("A", ["a"], { due: { after: "PT8H", onOver: "reject" } }), end()], edges("S>A>Z"));
    const run = new Running(def, directory, form);
    run.wait(3 * hour);
    run.does("admin", "suspend", undefined, { reason: "typhoon" });
    run.wait(48 * hour);
    expect(run.does("a", "approve", "A")).toEqual(["INSTANCE_SUSPENDED"]);
    run.does("admin", "resume");
    run.wait(5 * hour - 1);
    expect(run.instance.status).toBe("running");
    run.wait(1);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "rejected" });

    const dated = new Running(flow([start(), approval("A", ["a"], { due: { dateField: "f", onOver: "reject" } }), end()], edges("S>A>Z")), directory, form, { answers: { f: "2026-07-14T02:00:00Z" } });
    dated.does("admin", "suspend", undefined, { reason: "typhoon" });
    dated.wait(24 * hour);
    dated.give({ type: "timer", timerId: "A#1:due:0" });
    expect(dated.last.ignored).toBe(true);
    expect(dated.instance.status).toBe("running");
    dated.does("admin", "resume");
    dated.wait(0);
    expect(dated.instance).toMatchObject({ status: "ended", outcome: "rejected" });
  });

  it("24 overdue reject on a fixed visit closes it with the fixed outcome, and late timers are ignored", () => {
    const def = flow([start(), approval("A", ["a", "b"], { mode: "anyApprove", completion: "collectAll", due: { after: "PT8H", onOver: "reject" } }), end()], edges("S>A>Z"));
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    expect(run.instance.visits[1]).toMatchObject({ fixed: "passed", state: "open" });
    const timer = run.instance.timers[0]?.id ?? "";
    run.wait(8 * hour);
    expect(run.instance.outcome).toBe("approved");
    const seq = run.instance.seq;
    run.give({ type: "timer", timerId: timer });
    expect(run.last.ignored).toBe(true);
    expect(run.instance.seq).toBe(seq);
  });

  it("25 an automatic reject that returns asks the target anew: no loop", () => {
    const def = flow(
      [start(), approval("A", ["a"], { dedupe: "everSame" }), approval("X", ["nobody"], { onNobody: "autoReject", onReject: { do: "return", to: "A" } }), end()],
      edges("S>A>X>Z"),
    );
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    expect(run.open()).toEqual(["A#2:a"]);
    expect(run.instance.generation).toBe(1);
  });

  it("25 withdraw before the first decision is allowed after carried votes only", () => {
    const def = flow([start(), approval("A", ["a"]), approval("B", ["a", "b"], { dedupe: "everSame" }), end()], edges("S>A>B>Z"), { settings: { withdraw: "beforeFirst" } });
    const run = new Running(def, directory, form);
    expect(run.does("b", "withdraw")).toEqual(["NOT_ENTITLED"]);
    expect(run.does("me", "withdraw")).toEqual([]);
    expect(run.open()).toEqual(["S#2:me"]);
    expect(run.does("me", "withdraw")).toEqual(["NOTHING_TO_WITHDRAW"]);
    run.does("me", "submit", "S");
    run.does("a", "approve", "A");
    expect(run.does("me", "withdraw")).toEqual(["WITHDRAW_TOO_LATE"]);
  });
});
