import { describe, expect, it } from "vitest";
import { approval, directoryOf, edges, end, fill, flow, join, Running, split, start, textForm } from "../testing/plant.testkit.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, c: {}, admin: {} });
const form = textForm(["f", "g"]);
const signature = { method: "strokes", image: "data:," } as never;

describe("an approval that is taken over", () => {
  const def = flow([
    start(), approval("A", ["a", "b"], { mode: "firstDecision", signs: ["f"], evidence: { signature: true } }),
    approval("B", ["a"], { dedupe: "everSame" }), approval("C", ["c"], { returns: { afterRepair: "choose" } }), end(),
  ], edges("S>A>B>C>Z"));
  const walked = (): Running => {
    const run = new Running(def, directory, form, { answers: { f: "x", g: "1" } });
    run.does("a", "approve", "A", { signature });
    expect(run.open()).toEqual(["C#1:c"]); // B is carried from A
    return run;
  };

  it("rests on its signature, judged by the fields that were signed where it was given", () => {
    const run = walked();
    run.does("c", "return", "C", { to: "A", back: true });
    run.does("b", "approve", "A", { signature });
    expect(run.open()).toEqual(["C#2:c"]);
    expect(run.instance.visits.find((one) => one.id === "B#2")?.seats[0]).toMatchObject({ person: "a", carried: "A#1" });
  });

  it("is asked anew when a signed field has changed", () => {
    const run = walked();
    run.does("c", "return", "C", { to: "S", back: true });
    run.does("me", "submit", "S", { data: { f: "y" } });
    expect(run.open()).toEqual(["A#2:a", "A#2:b"]);
    run.does("b", "approve", "A", { signature });
    expect(run.open()).toEqual(["B#2:a"]);
  });
});

describe("a join that fails and returns", () => {
  it("does so before anything else that is decided in the same moment: the sibling's work was not done, it is no longer needed", () => {
    const def = flow([
      start(), approval("A", ["a"]), split("P", "parallel"), approval("B", ["me"], { onNobody: "autoReject", selfApproval: "forbid", onReject: { do: "branch" } }), approval("C", ["a"], { dedupe: "everSame" }),
      join("J", "P", "all", { do: "return", to: "S" }), end(),
    ], edges("S>A>P>B>J>Z", "P>C>J"));
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    expect(run.open()).toEqual(["S#2:me"]);
    expect(run.instance.visits.find((one) => one.id === "C#1")).toMatchObject({ state: "closed", reason: "joinLost" });
  });
});

describe("a way back to the start that the walk has jumped over", () => {
  it("takes everything back: nothing approved since then stands", () => {
    const def = flow([start(), approval("A", ["a"]), approval("B", ["b"], { onReject: { do: "return", to: "S" } }), approval("C", ["a"], { dedupe: "everSame" }), end()], edges("S>A>B>C>Z"));
    const run = new Running(def, directory, form, { submit: false });
    run.does("admin", "jump", undefined, { visit: "S#1", to: "A", reason: "r" });
    run.does("a", "approve", "A");
    run.does("b", "reject", "B");
    expect(run.open()).toEqual(["S#2:me"]);
    expect(run.instance.visits.filter((one) => !one.dead).map((one) => one.id)).toEqual(["S#2"]);
    expect(run.instance.trails).toEqual({ root: ["S#2"] });
  });
});

describe("an approval that follows upon the same person's own", () => {
  const def = flow([start(), approval("A", ["a"]), split("P", "parallel"), approval("B", ["b"]), approval("C", ["c"]), join("J", "P", "all"), fill("F", ["me"]), approval("D", ["a"], { dedupe: "consecutive" }), end()], edges("S>A>P>B>J>F>D>Z", "P>C>J"));
  const toBlock = (): Running => {
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    return run;
  };

  it("is asked when people were asked in a block in between", () => {
    const run = toBlock();
    run.does("b", "approve", "B");
    run.does("c", "approve", "C");
    run.does("me", "submit", "F");
    expect(run.open()).toEqual(["D#1:a"]);
  });

  it("is taken over when a jump has led past that block: what it cut off is not in between", () => {
    const run = toBlock();
    expect(run.does("admin", "jump", undefined, { visit: "B#1", to: "F", reason: "no work there" })).toEqual([]);
    run.does("me", "submit", "F");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "approved" });
  });
});

describe("a step whose seats came back with a vote that was taken back", () => {
  it.each([["advise", "c", { comment: "looks right" }], ["undelegate", "b", {}]] as const)("counts as touched once somebody gives %s there", (command, by, more) => {
    const run = new Running(flow([start(), approval("A", ["a", "b"], { mode: "firstDecision" }), approval("B", ["a"]), end()], edges("S>A>B>Z")), directory, form);
    run.does("b", "delegate", "A", { person: "c" });
    run.does("a", "approve", "A");
    expect(run.does("a", "takeBack", "A")).toEqual([]);
    expect(run.open()).toEqual(["A#2:a"]);
    const task = run.tasks().find((one) => one.visit === "A#2" && one.person === "b");
    expect(run.does(by, command, undefined, { task: task?.id ?? "", ...more })).toEqual([]);
    expect(run.does("me", "takeBack", "S")).toEqual(["TAKE_BACK_TOUCHED"]);
  });
});
