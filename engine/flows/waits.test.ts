import { describe, expect, it } from "vitest";
import { awaitedOnResume } from "./awaitedEvents.ts";
import { approval, directoryOf, edges, end, flow, hour, Running, setField, start, t0, textForm, wait } from "./testing/plant.testkit.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, admin: {} });
const form = textForm(["f", "key"]);
const waiting = (until: object, answers: Record<string, string> = {}) => new Running(flow([start(), wait("W", until), approval("A", ["a"], { returns: { afterRepair: "backToReturner" } }), end()], edges("S>W>A>Z")), directory, form, { answers });
const gasGone = { event: "alarm.cleared", key: { var: "key" } };

describe("waiting for a length of time", () => {
  it("goes on when it is over; a suspension stops the clock", () => {
    const run = waiting({ duration: "PT8H" });
    run.wait(3 * hour);
    run.does("admin", "suspend", undefined, { reason: "storm" });
    run.wait(48 * hour);
    run.does("admin", "resume");
    run.wait(5 * hour - 1);
    expect(run.open()).toEqual([]);
    run.wait(1);
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("is not waited for again on the way back to the returner", () => {
    const run = waiting({ duration: "PT8H" });
    run.wait(8 * hour);
    run.does("a", "return", "A", { to: "S" });
    run.does("me", "submit", "S");
    expect(run.open()).toEqual(["A#2:a"]);
    expect(run.instance.visits.map((one) => `${one.id}:${one.outcome ?? one.reason}`)).toEqual(["S#1:passed", "W#1:passed", "A#1:returned", "S#2:passed", "W#2:passed", "A#2:undefined"]);
  });
});

describe("waiting for a date", () => {
  it("follows its field, and fires at the resume when it falls into a suspension", () => {
    const run = new Running(flow([start(), wait("W", { dateField: "f" }), approval("A", ["a"]), end()], edges("S>W>A>Z")), directory, form, { answers: { f: new Date(t0 + 2 * hour).toISOString() } });
    expect(run.instance.timers).toMatchObject([{ id: "W#1:wait:0", dueAt: t0 + 2 * hour, whileSuspended: "hold" }]);
    run.does("admin", "suspend", undefined, { reason: "storm" });
    run.wait(3 * hour);
    expect(run.open()).toEqual([]);
    run.does("admin", "resume");
    run.wait(0);
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("of an empty field waits for the field", () => {
    const run = waiting({ dateField: "f" });
    run.wait(1000 * hour);
    expect([run.open(), run.instance.timers]).toEqual([[], []]);
  });
});

describe("waiting for an event", () => {
  const event = (key: string, name = "alarm.cleared") => ({ type: "event" as const, name, key });

  it("goes on at its own name and key only; others are ignored without a trace in the instance", () => {
    const run = waiting(gasGone, { key: "G1" });
    const before = run.instance;
    for (const other of [event("G2"), event("G1", "alarm.raised")]) {
      expect(run.give(other)).toEqual([]);
      expect(run.last.ignored).toBe(true);
      expect(run.instance).toBe(before);
    }
    run.give(event("G1"));
    expect(run.open()).toEqual(["A#1:a"]);
    run.give(event("G1"));
    expect(run.last.ignored).toBe(true);
  });

  it("that comes during a suspension is kept and delivered on resume", () => {
    const run = waiting(gasGone, { key: "G1" });
    run.does("admin", "suspend", undefined, { reason: "storm" });
    run.give(event("G1"));
    expect([run.last.ignored, run.instance.stored]).toEqual([undefined, [event("G1")]]);
    expect(run.instance.visits[1]?.state).toBe("open");
    run.does("admin", "resume");
    expect([run.open(), run.instance.stored]).toEqual([["A#1:a"], undefined]);
  });

  it("whose key cannot be told blocks the step instead of waiting for nothing, until it can", () => {
    const run = new Running(flow([start(), wait("W", gasGone), approval("A", ["a"]), end()], edges("S>W>A>Z")), directory, form);
    expect(run.instance.visits[1]).toMatchObject({ state: "blocked", blocked: "unknownCondition" });
    run.answers = { key: "G1" };
    run.does("me", "comment", undefined, { comment: "key added" });
    expect(run.instance.visits[1]).toMatchObject({ state: "open", waits: { event: "alarm.cleared", key: "G1" } });
    expect(run.instance.visits[1]?.blocked).toBeUndefined();
  });

  it("an administrator can move a token on that waits in vain", () => {
    const run = waiting(gasGone, { key: "G1" });
    expect(run.does("admin", "jump", undefined, { visit: "W#1", to: "A", reason: "alarm system replaced" })).toEqual([]);
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("a date moved by the flow itself moves the wait", () => {
    const def = flow([start(), setField("X", "f", new Date(t0 + hour).toISOString()), wait("W", { dateField: "f" }), approval("A", ["a"]), end()], edges("S>X>W>A>Z"));
    const run = new Running(def, directory, form);
    run.wait(hour);
    expect(run.open()).toEqual(["A#1:a"]);
  });
});

describe("what a suspended flow would wait for", () => {
  const twice = flow([start(), wait("W", gasGone), setField("X", "f", "second"), wait("V", { event: "lab.result", key: { var: "f" } }), approval("A", ["a"]), end()], edges("S>W>X>V>A>Z"));
  const taken = (run: Running) => awaitedOnResume(twice, run.instance, run.env()).map((one) => `${one.visit} ${one.event} ${one.key}`);
  const suspended = () => {
    const run = new Running(twice, directory, form, { answers: { key: "G1", f: "first" } });
    run.does("admin", "suspend", undefined, { reason: "storm" });
    return run;
  };

  it("is what comes after everything stored; asking changes nothing", () => {
    const run = suspended();
    expect(taken(run)).toEqual(["W#1 alarm.cleared G1"]);
    run.give({ type: "event", name: "alarm.cleared", key: "G1" });
    const before = structuredClone(run.instance);
    expect(taken(run)).toEqual(["V#1 lab.result second"]);
    expect(run.instance).toEqual(before);
    run.give({ type: "event", name: "lab.result", key: "second" });
    expect(taken(run)).toEqual([]);
    run.does("admin", "resume");
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("is unmoved by an event that is stored and meets nothing", () => {
    const run = suspended();
    run.give({ type: "event", name: "lab.result", key: "second" });
    expect(taken(run)).toEqual(["W#1 alarm.cleared G1"]);
  });
});
