import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowEdge, FlowNode } from "../model/flow.ts";
import { validUntil } from "./life/validUntil.ts";
import { isSuperseded } from "./superseded.ts";
import { approval, directoryOf, edges, end, flow, hour, join, minute, Running, setField, split, start, textForm } from "./testing/plant.testkit.ts";
import { hotWork, hotWorkForm, hotWorkLife, plantPeople } from "./testing/hotWork.testkit.ts";

const directory = directoryOf({ me: {}, head: {}, a: {}, b: {}, admin: {} });
const form = textForm(["f", "g", "point", "gasAt", "lel", "breakMin", "restored"]);
const link = (id: string, from: string, to: string, extra: Partial<FlowEdge>, order: number): FlowEdge => ({ id, from, to, order, ...extra });
const left = { when: { "==": [{ var: "f" }, "left"] } };

describe("a condition that cannot be judged", () => {
  const drawn = (kind: "exclusive" | "inclusive", permit: boolean) => flow(
    [start(), split("E", kind), approval("A", ["a"], { selfApproval: "forbid" }), approval("B", ["b"], { selfApproval: "forbid" }), join("J", "E", kind === "exclusive" ? "any" : "all"), end()],
    [...edges("S>E", "A>J", "B>J", "J>Z"), link("ea", "E", "A", left, 0), link("eb", "E", "B", { default: true }, 1)],
    { settings: { permit }, ...(permit ? { life: hotWorkLife } : {}) },
  );

  it("takes the default way on an ordinary flow, and the history says so", () => {
    const run = new Running(drawn("exclusive", false), directory, form);
    expect(run.open()).toEqual(["B#1:b"]);
    expect(run.last.history.filter((one) => one.command === "condition")).toMatchObject([{ outcome: "unknown", detail: { edge: "ea" } }]);
  });

  it.each(["exclusive", "inclusive"] as const)("stops a permit at an %s split, tells the administrator, and goes on once it is known", (kind) => {
    const run = new Running(drawn(kind, true), directory, form);
    expect(run.open()).toEqual([]);
    expect(run.instance.visits[1]).toMatchObject({ node: "E", state: "blocked", blocked: "unknownCondition" });
    expect(run.last.effects.some((one) => one.kind === "notify" && one.topic === "flow.blocked" && one.people.includes("admin"))).toBe(true);
    run.does("me", "comment", undefined, { comment: "still nothing" });
    expect(run.instance.visits).toHaveLength(2);
    run.instance = JSON.parse(JSON.stringify(run.instance)) as typeof run.instance;
    run.does("me", "withdraw");
    expect(run.open()).toEqual(["S#2:me"]);
    run.does("me", "submit", "S", { data: { f: "left" } });
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("unblocks by itself when the field comes to be known", () => {
    const run = new Running(drawn("exclusive", true), directory, form);
    run.answers = { f: "right" };
    run.does("me", "comment", undefined, { comment: "field was filled by an import" });
    expect(run.open()).toEqual(["B#1:b"]);
    expect(run.instance.visits[1]).toMatchObject({ node: "E", state: "closed", reason: "done" });
  });
});

describe("a split of a permit that waits beside another branch", () => {
  const beside = (mode: "all" | "any", other: FlowNode) => flow(
    [start(), split("P", "parallel"), split("E", "exclusive"), approval("A", ["a"], { selfApproval: "forbid" }), approval("B", ["b"], { selfApproval: "forbid" }), join("J", "E", "any"), other, join("K", "P", mode), end()],
    [...edges("S>P", "A>J", "B>J", "J>K", `${other.id}>K`, "K>Z"), link("pe", "P", "E", {}, 0), link("pc", "P", other.id, {}, 1), link("ea", "E", "A", left, 0), link("eb", "E", "B", { default: true }, 1)],
    { settings: { permit: true }, life: hotWorkLife },
  );
  const head = approval("C", ["head"], { selfApproval: "forbid", fields: { "*": "edit" } });
  const split1 = (run: Running) => run.instance.visits.find((one) => one.node === "E");

  it("finds its way at the end of the step in which another branch fills the field", () => {
    const run = new Running(beside("all", setField("W", "f", "left")), directory, form);
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("is lost with the join that the same step has decided, and nobody behind it is asked", () => {
    const run = new Running(beside("any", head), directory, form);
    expect(run.does("head", "approve", "C", { data: { f: "left" } })).toEqual([]);
    expect(split1(run)).toMatchObject({ state: "closed", reason: "joinLost" });
    expect(run.instance.visits.some((one) => one.node === "A")).toBe(false);
  });

  it("is not done when a rejection ends the flow first", () => {
    const run = new Running(beside("all", head), directory, form);
    run.does("head", "reject", "C");
    expect(run.instance.outcome).toBe("rejected");
    expect(split1(run)).toMatchObject({ state: "closed", reason: "ended" });
  });
});

describe("history", () => {
  it("marks what a return has made void", () => {
    const run = new Running(flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z")), directory, form);
    const lines = [...run.last.history];
    run.does("a", "approve", "A", { comment: "fine", signature: { method: "strokes" } });
    lines.push(...run.last.history);
    run.does("b", "return", "B", { to: "S", comment: "look again" });
    lines.push(...run.last.history);
    expect(lines.find((one) => one.command === "back")?.supersedes).toEqual(["S#1", "A#1", "B#1"]);
    const approved = lines.find((one) => one.command === "approve");
    expect(approved).toMatchObject({ by: "a", node: "A", comment: "fine", outcome: "approved", seq: 2 });
    expect(approved && isSuperseded(run.instance, approved)).toBe(true);
    const entered = run.last.history.find((one) => one.command === "enter");
    expect(entered && isSuperseded(run.instance, entered)).toBe(false);
  });
});

describe("laws of a permit's life", () => {
  it("whatever happens in whatever order: never live past validity, never live under a cause, one end, never longer than granted", () => {
    const step = fc.record({ what: fc.nat(9), wait: fc.constantFrom(0, 1, 10, 29, 61, 130), n: fc.nat(2), lel: fc.constantFrom(2, 25) });
    let live = 0;
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const run = new Running(hotWork, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
        run.does("head", "approve", "H");
        if (steps.length % 3 !== 0) run.does("leader", "event", undefined, { event: "start", data: { gasAt: new Date(run.now).toISOString(), lel: 2 } });
        let granted: number | undefined;
        for (const { what, wait, n, lel } of steps) {
          run.wait(wait * minute);
          if (what % 4 === 3) run.instance = JSON.parse(JSON.stringify(run.instance)) as typeof run.instance;
          const before = run.instance;
          const data = { gasAt: new Date(run.now).toISOString(), lel };
          const codes =
            what < 2 ? run.does("leader", "event", undefined, { event: "start", data })
            : what < 4 ? run.does("leader", "event", undefined, { event: "resume", data })
            : what === 4 ? run.does("guardian", "event", undefined, { event: "pause", reason: "r" })
            : what < 7 ? run.give({ type: "interlock", cause: n ? "gas-alarm" : "weather", causeId: `c${n}`, reason: { zh: "停", en: "stop" } })
            : what < 9 ? run.give({ type: "interlockOver", causeId: `c${n}` })
            : run.does("tester", "submit", "life.gasRecord", { data });
          if (codes.length > 0) expect(run.instance).toBe(before);
          const { life } = run.instance;
          const until = validUntil(hotWork, run.instance);
          if (life?.startedAt !== undefined && run.instance.status === "running" && life.state !== "finished") {
            granted ??= life.startedAt + 8 * hour;
            expect(until).toBe(granted);
            expect(run.now).toBeLessThan(granted);
          }
          if (run.instance.status === "running" && life?.state === "active") {
            live++;
            expect(run.instance.causes).toEqual([]);
            expect(run.instance.timers.some((one) => one.id === "task:gasRecord") || run.open().length > 0).toBe(true);
          }
          if (run.instance.status === "ended") {
            if (granted !== undefined) expect(run.instance.endedAt).toBe(granted);
            expect(run.instance.timers).toEqual([]);
            outcomes.add(run.instance.outcome ?? "");
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(live).toBeGreaterThan(200);
    expect([...outcomes]).toEqual(["expired"]);
  });
});
