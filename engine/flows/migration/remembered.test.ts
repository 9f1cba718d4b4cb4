import { describe, expect, it } from "vitest";
import { factsFor } from "../facts.ts";
import { mayAct } from "../mayAct.ts";
import { planOf, type FlowPlan } from "../plan/plan.ts";
import { tasksOf } from "../tasksOf.ts";
import { approval, edges, end, flow, start } from "../testing/plant.testkit.ts";
import { Moving } from "./moving.testkit.ts";

const two = (extra: object = {}) => flow([start(), approval("A", ["a", "b"], extra), end()], edges("S>A>Z"));

describe("a visit remembers its node as it was", () => {
  it("a vote begun as `all` is not decided by one approval because the new revision asks for any", () => {
    const run = new Moving(two());
    run.moves({ ...two({ mode: "anyApprove" }), revision: 2 });
    run.does("a", "approve", "A");
    expect([run.instance.status, run.open()]).toEqual(["running", ["A#1:b"]]);
    run.does("b", "approve", "A");
    expect(run.instance.outcome).toBe("approved");
  });

  it("a sequence under way stays one, through a second revision as well; the next visit follows the new rule", () => {
    const run = new Moving(two({ mode: "sequence" }));
    run.moves({ ...two(), revision: 2 });
    run.moves({ ...two({ mode: "anyApprove" }), revision: 3 });
    expect(run.open()).toEqual(["A#1:a"]);
    run.does("a", "return", "A", { to: "S" });
    run.does("me", "submit", "S");
    run.does("b", "approve", "A");
    expect(run.instance.outcome).toBe("approved");
  });

  it("evidence asked for when the task opened is what is asked for; back on the old rule nothing is remembered", () => {
    const run = new Moving(two());
    run.moves({ ...two({ evidence: { comment: ["approve"] } }), revision: 2 });
    run.does("a", "approve", "A");
    expect(run.instance.visits[1]?.seats[0]?.own).toBe("approved");
    run.moves({ ...two(), revision: 3 });
    expect(run.instance.visits[1]).not.toHaveProperty("was");
  });

  it("tasks, late clicks and facts of a step that is gone still know it", () => {
    const old = flow([start(), approval("A", ["a"], { title: { zh: "初审", en: "First check" } }), approval("B", ["b"]), end()], edges("S>A>B>Z"));
    const run = new Moving(old);
    run.does("a", "approve", "A");
    run.moves({ ...flow([start(), approval("B", ["b"]), end()], edges("S>B>Z")), revision: 2 });
    expect(tasksOf(run.def, run.instance).map((one) => [one.node, one.title.en, one.kind, one.state])).toEqual([["S", "S", "fill", "approved"], ["A", "First check", "approval", "approved"], ["B", "B", "approval", "open"]]);
    expect(Object.keys(mayAct(run.def, run.instance, "a", run.env()).tasks)).toEqual(["i1:A#1:s1"]);
    run.give({ type: "command", command: "approve", by: "a", task: "i1:A#1:s1" });
    expect(run.last.issues[0]).toMatchObject({ code: "TASK_CLOSED", params: { nodeEn: "First check" } });
    const view = { plan: planOf(run.def) as FlowPlan, instance: run.instance, env: run.env(), answers: {} };
    expect(factsFor(view, "x", null).instance?.approvals).toMatchObject([{ node: "A", by: "a" }]);
  });

  it("a late click on a task that was moved away is told so", () => {
    const run = new Moving(two());
    run.moves({ ...flow([start(), approval("A2", ["b"]), end()], edges("S>A2>Z")), revision: 2 }, { "node:A": "A2" }, { by: "admin" });
    run.give({ type: "command", command: "approve", by: "a", task: "i1:A#1:s1" });
    expect(run.last.issues[0]).toMatchObject({ code: "TASK_SUPERSEDED", params: { node: "A", by: "ADMIN", command: "migrate", reason: "migrated" } });
  });
});
