import { describe, expect, it } from "vitest";
import { mayAct } from "../mayAct.ts";
import { approval, directoryOf, edges, end, flow, hour, join, people, Running, setField, split, start, textForm, webhook } from "../testing/plant.testkit.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, c: {}, d: {}, x: {}, admin: {} });
const form = textForm(["f"]);
const notify = { id: "N", kind: "notify", title: { zh: "N", en: "N" }, candidates: people("c"), message: { zh: "x", en: "x" } } as const;
const chain = (a: object = {}, between: readonly Parameters<typeof flow>[0][number][] = []) =>
  new Running(flow([start(), approval("A", ["a", "c"], a), ...between, approval("B", ["b"], { mode: "firstDecision" }), end()], edges(["S", "A", ...between.map((node) => node.id), "B", "Z"].join(">"))), directory, form);

describe("taking a vote back (拿回)", () => {
  it("22 the vote that closed the step: the other votes stay, only this one is open again", () => {
    const run = chain();
    run.does("a", "approve", "A");
    run.does("c", "approve", "A");
    const late = run.taskOf("b", "B")?.id ?? "";
    expect(run.does("c", "takeBack", "A")).toEqual([]);
    expect(run.open()).toEqual(["A#2:c"]);
    expect(run.tasks().filter((one) => one.visit === "A#2").map((one) => `${one.person}:${one.state}`)).toEqual(["a:approved", "c:open"]);
    expect(run.instance).toMatchObject({ generation: 1, repairs: [{ to: "A", command: "takeBack" }] });
    expect(run.instance.visits.find((one) => one.id === "B#1")).toMatchObject({ state: "closed", reason: "tookBack", dead: true });
    expect(run.does("b", "approve", undefined, { task: late })).toEqual(["TASK_SUPERSEDED"]);
    run.does("c", "approve", "A");
    expect(run.open()).toEqual(["B#2:b"]);
  });

  it("only the vote that closed the step: not one that counted once its after-signer was taken out", () => {
    const run = chain({ mode: "firstDecision" });
    run.does("a", "addSigner", "A", { people: ["x"], position: "after" });
    const signer = run.taskOf("x", "A")?.id ?? "";
    run.does("a", "approve", "A");
    expect(run.does("a", "reduceSigner", undefined, { task: signer })).toEqual([]);
    expect(run.open()).toEqual(["B#1:b"]);
    expect(run.does("a", "takeBack", "A")).toEqual(["TAKE_BACK_TOUCHED"]);
  });

  it("says before it what falls, also what an administrator's jump opened since", () => {
    const run = new Running(flow([start(), approval("A", ["a"]), approval("B", ["b"]), approval("D", ["d"]), end()], edges("S>A>B>D>Z")), directory, form);
    const falls = (id: string) => mayAct(run.def, run.instance, "a", run.env()).tasks[id]?.commands["takeBack"]?.targets?.map((one) => [one.node, one.supersededTasks]);
    const task = run.taskOf("a", "A")?.id ?? "";
    run.does("a", "approve", "A");
    expect(falls(task)).toEqual([["A", ["i1:B#1:s1"]]]);
    run.does("admin", "jump", undefined, { visit: "B#1", to: "D", reason: "seen by hand" });
    expect(falls(task)).toEqual([["A", ["i1:D#1:s1"]]]);
  });

  it("signers added after a take back never get the place of somebody who sits there", () => {
    const run = chain({ onReject: { do: "continue" } });
    run.does("a", "addSigner", "A", { people: ["x"], position: "after" });
    run.does("a", "addSigner", "A", { people: ["d"], position: "parallel" });
    run.does("c", "approve", "A");
    run.does("d", "approve", "A");
    run.does("a", "reject", "A");
    expect(run.does("a", "takeBack", "A")).toEqual([]);
    expect(run.does("a", "addSigner", "A", { people: ["x"], position: "parallel" })).toEqual([]);
    const seats = run.instance.visits.find((one) => one.id === "A#2")?.seats.map((one) => one.id) ?? [];
    expect(new Set(seats).size).toBe(4);
    expect(run.open()).toEqual(["A#2:a", "A#2:x"]);
  });

  it("22 not when the next step has been claimed, nor by who did not cast the last vote", () => {
    const run = chain();
    run.does("a", "approve", "A");
    run.does("c", "approve", "A");
    expect(run.does("a", "takeBack", "A")).toEqual(["TAKE_BACK_TOUCHED"]);
    expect(run.does("b", "takeBack", undefined, { task: run.taskOf("a", "A")?.id ?? "" })).toEqual(["NOT_ENTITLED"]);
    run.does("b", "claim", "B");
    expect(run.does("c", "takeBack", "A")).toEqual(["TAKE_BACK_TOUCHED"]);
  });

  it("22 not past a join; waiting at one is fine", () => {
    const run = new Running(flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), approval("D", ["d"]), end()], edges("S>P>A>J>D>Z", "P>B>J")), directory, form);
    run.does("a", "approve", "A");
    expect(run.does("a", "takeBack", "A")).toEqual([]);
    expect(run.open()).toEqual(["A#2:a", "B#1:b"]);
    run.does("a", "approve", "A");
    run.does("b", "approve", "B");
    expect(run.does("a", "takeBack", "A")).toEqual(["TAKE_BACK_JOINED"]);
    expect(run.does("b", "takeBack", "B")).toEqual(["TAKE_BACK_JOINED"]);
  });

  it("not once something reached outside; a notice or a field that was set hinders nobody", () => {
    for (const [between, codes] of [[webhook("W"), ["TAKE_BACK_EFFECTS"]], [setField("W", "f", "x"), []], [notify, []]] as const) {
      const run = chain({}, [between]);
      run.does("a", "approve", "A");
      run.does("c", "approve", "A");
      expect(run.does("c", "takeBack", "A")).toEqual(codes);
    }
  });

  it("inside the open step the vote is out of the count and stays in the history", () => {
    const run = chain();
    run.does("a", "approve", "A");
    expect(run.does("a", "takeBack", "A")).toEqual([]);
    expect(run.open()).toEqual(["A#1:a", "A#1:c"]);
    expect(run.last.history[0]).toMatchObject({ command: "takeBack", outcome: "approved" });
    expect(run.does("a", "takeBack", "A")).toEqual(["NOT_ENTITLED"]);
    run.does("c", "approve", "A");
    expect(run.instance.generation).toBe(0);
    run.does("a", "reject", "A");
    expect(run.instance.outcome).toBe("rejected");
  });

  it("not a fixed outcome, nor a vote on which a later one of a sequence or an after-signer has spoken", () => {
    const fixed = chain({ completion: "collectAll" });
    fixed.does("a", "reject", "A");
    expect(fixed.does("a", "takeBack", "A")).toEqual(["OUTCOME_FIXED"]);
    const sequence = new Running(flow([start(), approval("A", ["a", "b", "c"], { mode: "sequence" }), end()], edges("S>A>Z")), directory, form);
    sequence.does("a", "approve", "A");
    expect(sequence.does("a", "takeBack", "A")).toEqual([]);
    sequence.does("a", "approve", "A");
    sequence.does("b", "approve", "A");
    expect(sequence.does("a", "takeBack", "A")).toEqual(["TAKE_BACK_TOUCHED"]);
    const after = chain();
    after.does("a", "addSigner", "A", { people: ["x", "d"], position: "after" });
    after.does("a", "approve", "A");
    after.does("x", "approve", "A");
    expect(after.does("a", "takeBack", "A")).toEqual(["TAKE_BACK_TOUCHED"]);
    expect(after.does("x", "takeBack", "A")).toEqual(["NOT_ENTITLED"]);
  });
});

describe("an administrator's jump (跳转)", () => {
  const line = flow([start(), approval("A", ["a"]), split("P", "parallel"), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), approval("D", ["d"]), end()], edges("S>A>P>B>J>D>Z", "P>C>J"));
  const jump = (run: Running, visit: string, to: string, by = "admin", reason = "wrong person") => run.does(by, "jump", undefined, { visit, to, ...(reason === "" ? {} : { reason }) });

  it("goes forward and back in its own or an enclosing branch, with a reason and an audit flag", () => {
    const run = new Running(line, directory, form);
    expect(jump(run, "A#1", "D")).toEqual([]);
    expect(run.open()).toEqual(["D#1:d"]);
    expect(run.last.history[0]).toMatchObject({ command: "jump", outcome: "D", detail: { audit: true }, comment: "wrong person" });
    expect(jump(run, "D#1", "A")).toEqual([]);
    expect(run.instance.generation).toBe(2);
    run.does("a", "approve", "A");
    expect(jump(run, "B#1", "D")).toEqual([]);
    expect(run.open()).toEqual(["D#2:d"]);
    expect(run.instance.visits.find((one) => one.id === "C#1")).toMatchObject({ reason: "jumped" });
  });

  it("refuses another branch, what is no step of people, no reason, and everybody else", () => {
    const run = new Running(line, directory, form);
    expect(jump(run, "A#1", "B")).toEqual(["JUMP_INTO_BRANCH"]);
    expect(jump(run, "A#1", "J")).toEqual(["RETURN_TARGET"]);
    expect(jump(run, "A#9", "D")).toEqual(["TASK_UNKNOWN"]);
    expect(jump(run, "A#1", "D", "admin", "")).toEqual(["REASON_REQUIRED"]);
    expect(jump(run, "A#1", "D", "a")).toEqual(["NOT_ENTITLED"]);
    run.does("a", "approve", "A");
    expect(jump(run, "B#1", "C")).toEqual(["JUMP_INTO_BRANCH"]);
  });

  it("never skips a control of a permit, though it may go back", () => {
    const run = new Running({ ...line, settings: { ...line.settings, permit: true } }, directory, form);
    run.does("a", "approve", "A");
    expect(jump(run, "B#1", "D")).toEqual(["JUMP_SKIPS_CONTROL"]);
    expect(jump(run, "B#1", "A")).toEqual([]);
  });

  it("closes the step that was overdue by nobody's fault too: its timers go", () => {
    const run = new Running(flow([start(), approval("A", ["a"], { due: { after: "PT8H", onOver: "remind" } }), approval("D", ["d"]), end()], edges("S>A>D>Z")), directory, form);
    run.wait(hour);
    jump(run, "A#1", "D");
    expect(run.instance.timers).toEqual([]);
  });
});

describe("copies (抄送)", () => {
  it("make people participants who may comment, also while the flow is suspended", () => {
    const run = chain();
    expect(run.does("x", "comment", undefined, { comment: "hm" })).toEqual(["NOT_ENTITLED"]);
    run.does("admin", "suspend", undefined, { reason: "storm" });
    expect(run.does("me", "cc", undefined, { people: ["x"] })).toEqual([]);
    expect(run.last.effects).toMatchObject([{ kind: "notify", topic: "flow.cc", people: ["x"] }]);
    expect(run.does("x", "comment", undefined, { comment: "hm" })).toEqual([]);
    expect(run.does("me", "cc", undefined, { people: ["ghost"] })).toEqual(["NOT_ELIGIBLE"]);
    expect(run.does("me", "cc")).toEqual(["COMMAND_NEEDS"]);
  });
});
