import { describe, expect, it } from "vitest";
import type { FlowEdge } from "../model/flow.ts";
import { forecast } from "./forecast.ts";
import { approval, directoryOf, edges, end, flow, join, Running, split, start, textForm } from "./testing/plant.testkit.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: {}, b: {}, c: {}, d: {}, boss: {}, admin: {} });
const form = textForm(["f"]);
const link = (id: string, from: string, to: string, extra: Partial<FlowEdge>, order: number): FlowEdge => ({ id, from, to, order, ...extra });
const def = flow(
  [
    start(), split("E", "exclusive"), approval("A", ["a"]), approval("B", ["b"]), join("J", "E", "any"), split("P", "parallel"), approval("C", ["c"]),
    approval("D", [], { candidates: [{ kind: "manager", level: 1 }] }), join("K", "P"), approval("X", ["gone"], { onNobody: "toAdmin" }), end(),
  ],
  [...edges("S>E", "A>J", "B>J", "J>P>C>K>X>Z", "P>D>K"), link("ea", "E", "A", { when: { "==": [{ var: "f" }, "left"] } }, 0), link("eb", "E", "B", { default: true }, 1)],
);
const shown = (run: Running | { answers: { [xid: string]: string } }) => {
  const env = run instanceof Running ? run.env() : { form, answers: run.answers, ctx: { now: "", initiator: { id: "me", orgId: "unit", name: "ME" } }, directory, orgId: "unit", now: 0 };
  return forecast(def, run instanceof Running ? run.instance : null, env).map((one) => `${one.now ? ">" : ""}${one.node.id}:${one.people.map((person) => person.name).join("+")}${one.certain ? "" : "?"}`);
};

describe("forecast", () => {
  it("names who will be asked, for a form not sent yet", () => {
    expect(shown({ answers: { f: "left" } })).toEqual(["S:ME", "A:A", "C:C", "D:BOSS", "X:ADMIN"]);
    expect(shown({ answers: { f: "right" } })).toEqual(["S:ME", "B:B", "C:C", "D:BOSS", "X:ADMIN"]);
  });

  it("shows every way a condition not known yet may lead, and says that it is not certain", () => {
    expect(shown({ answers: {} })).toEqual(["S:ME", "A:A?", "B:B?", "C:C", "D:BOSS", "X:ADMIN"]);
  });

  it("begins where the token stands and leaves out what is done", () => {
    const run = new Running(def, directory, form, { answers: { f: "left" } });
    expect(shown(run)).toEqual([">A:A", "C:C", "D:BOSS", "X:ADMIN"]);
    run.does("a", "approve", "A");
    expect(shown(run)).toEqual([">C:C", ">D:BOSS", "X:ADMIN"]);
    run.does("c", "approve", "C");
    expect(shown(run)).toEqual([">D:BOSS", "X:ADMIN"]);
    run.does("boss", "approve", "D");
    expect(shown(run)).toEqual([">X:ADMIN"]);
    run.does("admin", "approve", "X");
    expect(shown(run)).toEqual([]);
  });

  it("ends where an exclusive branch ends the flow", () => {
    const ends = flow(
      [start(), split("E", "exclusive"), approval("A", ["a"]), end("Y", "cancelled"), approval("B", ["b"]), join("J", "E", "any"), approval("C", ["c"]), end()],
      [...edges("S>E", "A>Y", "B>J>C>Z"), link("ea", "E", "A", { when: { "==": [{ var: "f" }, "left"] } }, 0), link("eb", "E", "B", { default: true }, 1)],
    );
    const path = (f: string | undefined) => forecast(ends, null, { form, answers: f === undefined ? {} : { f }, ctx: { now: "", initiator: { id: "me", orgId: "unit", name: "ME" } }, directory, orgId: "unit", now: 0 }).map((one) => `${one.node.id}${one.certain ? "" : "?"}`);
    expect(path("left")).toEqual(["S", "A"]);
    expect(path("right")).toEqual(["S", "B", "C"]);
    expect(path(undefined)).toEqual(["S", "A?", "B?", "C?"]);
    const run = new Running(ends, directory, form, { answers: { f: "left" } });
    expect(forecast(ends, run.instance, run.env()).map((one) => one.node.id)).toEqual(["A"]);
    run.does("a", "approve", "A");
    expect(run.instance.outcome).toBe("cancelled");
  });
});
