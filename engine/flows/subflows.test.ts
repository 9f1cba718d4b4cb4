import { describe, expect, it } from "vitest";
import type { Effect } from "../effects/effect.ts";
import type { JsonValue } from "../model/json.ts";
import { approval, directoryOf, edges, end, flow, join, Running, split, start, subflow, textForm } from "./testing/plant.testkit.ts";
import { startFlow } from "./startFlow.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, c: {}, admin: {} });
const rowsProperty = { type: "array", "x-id": "rows", "x-title": { zh: "表", en: "table" }, "x-kind": "table", items: { type: "object", properties: { who: { type: "string", "x-id": "who", "x-title": { zh: "人", en: "who" } } } } };
const plain = textForm(["f"]);
const form = { ...plain, schema: { ...plain.schema, properties: { ...(plain.schema["properties"] as object), rows: rowsProperty } } } as typeof plain;
const rows = (...who: readonly string[]): { rows: JsonValue } => ({ rows: who.map((one) => ({ who: one })) });
const parent = (extra: object = {}, answers: Record<string, JsonValue> = {}) => new Running(flow([start(), subflow("U", extra), approval("A", ["a"]), end()], edges("S>U>A>Z")), directory, form, { answers });
const of = <K extends Effect["kind"]>(run: Running, kind: K) => run.last.effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
const ended = (run: Running, child: string, outcome: string, visit = "U#1") => run.give({ type: "child", visit, child, outcome });

describe("a subflow that is waited for", () => {
  it("starts once, goes on when the child is approved, and hears it only once", () => {
    const run = parent();
    expect(of(run, "startChild")).toMatchObject([{ flow: { id: "child", hash: "h" }, initiator: "me", parent: { instance: "i1", visit: "U#1", child: "1", depth: 1, sync: true } }]);
    expect(run.open()).toEqual([]);
    ended(run, "1", "approved");
    expect(run.open()).toEqual(["A#1:a"]);
    ended(run, "1", "approved");
    expect(run.last.ignored).toBe(true);
  });

  it("routes a rejected child by its own rule, a return among them", () => {
    const run = parent();
    ended(run, "1", "rejected");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "rejected" });
    const back = parent({ onChildReject: { do: "return", to: "S" } });
    ended(back, "1", "terminated");
    expect(back.open()).toEqual(["S#2:me"]);
    const on = parent({ onChildReject: { do: "continue" } });
    ended(on, "1", "rejected");
    expect(on.open()).toEqual(["A#1:a"]);
  });

  it.each([
    ["all", ["approved", "approved"], "running"], ["all", ["rejected"], "rejected"], ["any", ["rejected", "approved"], "running"],
    [{ n: 2 }, ["approved", "rejected", "approved"], "running"], [{ n: 2 }, ["rejected", "rejected"], "rejected"],
  ])("per row, complete %j after %j", (complete, outcomes, then) => {
    const run = parent({ rows: "rows", complete }, rows("x", "y", "z"));
    expect(of(run, "startChild").map((effect) => effect.parent.row)).toEqual([{ who: "x" }, { who: "y" }, { who: "z" }]);
    outcomes.forEach((outcome, i) => ended(run, String(i + 1), outcome));
    if (complete === "all" && then === "running") ended(run, "3", "approved");
    expect([run.instance.outcome ?? "running", run.open()]).toEqual([then, then === "running" ? ["A#1:a"] : []]);
    const left = run.last.effects.flatMap((effect) => (effect.kind === "toChild" ? [`${effect.do} ${effect.child.child}`] : []));
    expect(left).toEqual(complete === "all" ? (then === "running" ? [] : ["end 2", "end 3"]) : complete === "any" ? ["end 3"] : then === "running" ? [] : ["end 3"]);
  });

  it("without rows passes; with more than 200 the command that would start them is refused and nothing changes", () => {
    expect(parent({ rows: "rows" }, rows()).open()).toEqual(["A#1:a"]);
    const def = flow([start(), approval("B", ["b"]), subflow("U", { rows: "rows" }), end()], edges("S>B>U>Z"));
    const run = new Running(def, directory, form, { answers: rows(...Array.from({ length: 201 }, (_, i) => `p${i}`)) });
    const before = run.instance;
    expect(run.does("b", "approve", "B")).toEqual(["SUBFLOW_TOO_MANY"]);
    expect(run.instance).toBe(before);
    expect(run.last.issues[0]?.params).toMatchObject({ rows: 201, max: 200 });
  });

  it("suspends and resumes its children with itself, and ends them when the step falls", () => {
    const run = parent();
    run.does("admin", "suspend", undefined, { reason: "storm" });
    expect(of(run, "toChild")).toMatchObject([{ do: "suspend", child: { instance: "i1", visit: "U#1", child: "1" } }]);
    ended(run, "1", "approved");
    expect(run.instance.visits[1]?.state).toBe("open");
    run.does("admin", "resume");
    expect(of(run, "toChild")).toMatchObject([{ do: "resume" }]);
    expect(run.open()).toEqual(["A#1:a"]);
    const other = parent();
    other.does("admin", "terminate", undefined, { reason: "mistake" });
    expect(of(other, "toChild")).toMatchObject([{ do: "end" }]);
  });

  it("loses with its branch, and is not started again on the way back to the returner", () => {
    const race = new Running(flow([start(), split("P", "parallel"), subflow("U"), approval("B", ["b"]), join("J", "P", "any"), approval("A", ["a"]), end()], edges("S>P>U>J>A>Z", "P>B>J")), directory, form);
    race.does("b", "approve", "B");
    expect(of(race, "toChild")).toMatchObject([{ do: "end" }]);
    const run = new Running(flow([start(), subflow("U"), approval("A", ["a"], { returns: { afterRepair: "backToReturner" } }), end()], edges("S>U>A>Z")), directory, form);
    ended(run, "1", "approved");
    run.does("a", "return", "A", { to: "S" });
    run.does("me", "submit", "S");
    expect([of(run, "startChild"), run.open()]).toEqual([[], ["A#2:a"]]);
  });
});

describe("a subflow that is not waited for", () => {
  it("goes on at once, and the child is only told when the flow goes back", () => {
    const run = parent({ sync: false });
    expect([of(run, "startChild").length, run.open()]).toEqual([1, ["A#1:a"]]);
    run.does("a", "return", "A", { to: "S" });
    run.does("me", "submit", "S");
    expect(of(run, "startChild")).toMatchObject([{ parent: { visit: "U#2" } }]);
  });
});

describe("the child", () => {
  const link = { instance: "i0", visit: "U#1", child: "2", depth: 1, sync: true, row: { who: "c" } };
  const child = (extra: object = {}) => {
    const run = new Running(flow([start(), approval("A", ["a"], extra), end()], edges("S>A>Z")), directory, form, { submit: false });
    run.instance = startFlow(run.def, { id: "i1", submissionId: "s", number: "N", initiator: "me", submit: true, parent: link }, run.env()).instance;
    return run;
  };

  it("tells its parent how it ended, and asks the person of its row", () => {
    const run = child({ candidates: [{ kind: "field", field: "$row.who" }] });
    expect(run.open()).toEqual(["A#1:c"]);
    run.does("c", "reject", "A");
    expect(of(run, "childEnded")).toMatchObject([{ parent: { instance: "i0", visit: "U#1", child: "2" }, outcome: "rejected" }]);
  });

  it("is ended, suspended and resumed from above; its own causes go on holding", () => {
    const run = child();
    const from = (what: "end" | "suspend" | "resume", visit = "U#1") => run.give({ type: "parent", do: what, visit, reason: { zh: "上级", en: "above" } });
    from("resume");
    expect(run.last.ignored).toBe(true);
    from("suspend");
    run.does("admin", "suspend", undefined, { reason: "storm" });
    from("resume");
    expect(run.instance.suspended).toBeDefined();
    expect(run.does("admin", "resume")).toEqual([]);
    from("suspend");
    expect(run.does("admin", "resume")).toEqual(["SUSPENDED_BY_CAUSE"]);
    from("end", "U#9");
    expect(run.last.ignored).toBe(true);
    from("end");
    expect(run.instance).toMatchObject({ status: "ended", outcome: "terminated" });
  });

  it("of a fifth child starts no sixth", () => {
    const def = flow([start(), subflow("U"), end()], edges("S>U>Z"));
    const env = new Running(def, directory, form, { submit: false }).env();
    const deep = (depth: number) => startFlow(def, { id: "i", submissionId: "s", number: "N", initiator: "me", submit: true, parent: { ...link, depth } }, env).issues.map((one) => one.code);
    expect([deep(4), deep(5)]).toEqual([[], ["FLOW_LOOP"]]);
  });
});
