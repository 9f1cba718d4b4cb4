import { describe, expect, it } from "vitest";
import { approval, directoryOf, edges, end, flow, Running, split, start, textForm, join as joinNode } from "./testing/plant.testkit.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: {}, b: {}, c: {}, d: {}, boss: {}, admin: {} });
const form = textForm(["f", "g"]);

describe("a flow of two approvals", () => {
  const def = flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z"));

  it("asks one after the other and ends approved", () => {
    const run = new Running(def, directory, form);
    expect(run.last.issues).toEqual([]);
    expect(run.open()).toEqual(["A#1:a"]);
    expect(run.does("a", "approve", "A")).toEqual([]);
    expect(run.open()).toEqual(["B#1:b"]);
    expect(run.does("b", "approve", "B")).toEqual([]);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "approved" });
  });

  it("S P{A B | C} D: at B a return to A leaves C alone (scenario 13)", () => {
    const p = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), joinNode("J", "P"), approval("D", ["d"]), end()], edges("S>P>A>B>J>D>Z", "P>C>J"));
    const run = new Running(p, directory, form);
    expect(run.open()).toEqual(["A#1:a", "C#1:c"]);
    run.does("a", "approve", "A");
    const old = run.taskOf("b", "B");
    expect(run.does("b", "return", "B", { to: "A" })).toEqual([]);
    expect(run.open()).toEqual(["A#2:a", "C#1:c"]);
    expect(run.instance.generation).toBe(1);
    expect(run.taskOf("c", "C")?.version).toBe(1);
    expect(run.give({ type: "command", command: "approve", by: "b", task: old?.id ?? "" })).toEqual(["TASK_SUPERSEDED"]);
  });
});
