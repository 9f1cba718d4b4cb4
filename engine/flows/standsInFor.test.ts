import { describe, expect, it } from "vitest";
import { standsInFor } from "./standsInFor.ts";
import { approval, directoryOf, edges, end, flow, hour, people, Running, start, t0, textForm } from "./testing/plant.testkit.ts";

const away = (person: string, deputy: string, from = t0, to = t0 + hour) => ({ person, deputy, from, to });
const on = (absences: readonly ReturnType<typeof away>[], extra: object = {}) =>
  new Running(flow([start(), approval("A", ["a", "b"], extra), end()], edges("S>A>Z")), directoryOf({ me: {}, a: {}, b: {}, c: {}, d: {}, admin: {} }, absences), textForm(["f"]));
const seen = (run: Running, person: string) => standsInFor(run.def, run.instance, person, run.env());

describe("whom a person stands in for", () => {
  it("is the holder of each undecided seat he reaches by deputies alone, in the window", () => {
    const run = on([away("a", "c", t0 + 1), away("c", "d", t0 + 1), away("b", "d", t0 + 1)]);
    expect(seen(run, "d")).toEqual({});
    run.now = t0 + 1;
    const [a, b] = [run.taskOf("a", "A")?.id ?? "", run.taskOf("b", "A")?.id ?? ""];
    expect(seen(run, "d")).toEqual({ [a]: "a", [b]: "b" });
    expect(seen(run, "c")).toEqual({ [a]: "a" });
    expect(run.does("d", "approve", undefined, { task: a })).toEqual([]);
    expect(seen(run, "d")).toEqual({ [b]: "b" });
    run.now = t0 + hour;
    expect(seen(run, "d")).toEqual({});
  });

  it("leaves out the seats of his own and those he is barred from", () => {
    expect(seen(on([away("a", "b")]), "b")).toEqual({});
    expect(seen(on([away("a", "d")], { exclude: people("d") }), "d")).toEqual({});
    expect(seen(on([away("a", "me")], { selfApproval: "forbid" }), "me")).toEqual({});
  });
});
