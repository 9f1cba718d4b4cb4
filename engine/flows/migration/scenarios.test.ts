import { describe, expect, it } from "vitest";
import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";
import { messageOf } from "../../issues/issue.ts";
import { parallelAB, straight, Moving, next, said, weekdays } from "./moving.testkit.ts";
import { approval, edges, end, fill, flow, hour, join, minute, setField, split, start, t0, textForm } from "../testing/plant.testkit.ts";
import { migrateInstance, undoMigration } from "./migrateInstance.ts";

const wait = (id: string, until: object): FlowNode => ({ id, kind: "wait", title: { zh: id, en: id }, until }) as FlowNode;
const subflow = (id: string): FlowNode => ({ id, kind: "subflow", title: { zh: id, en: id }, flow: { id: "child", hash: "h" }, sync: true, onChildReject: { do: "end" } });

describe("what stays on its revision", () => {
  it("an ended instance, whatever is answered", () => {
    const run = new Moving(straight());
    run.does("a", "reject", "A");
    const plan = run.plan(next(straight(), [approval("B", ["b"])], "S>A>B>Z"));
    expect(said(plan)).toEqual(["keep", "MIGRATION_ENDED"]);
    expect([plan.step, plan.open]).toEqual([undefined, []]);
  });

  it("one that is on the revision already", () => {
    expect(said(new Moving(straight()).plan(straight()))).toEqual(["keep", "MIGRATION_SAME"]);
  });

  it("a permit once it is approved, for good", () => {
    const life = { initial: "approved", states: [{ id: "approved", title: { zh: "已批准", en: "approved" }, tone: "live", timers: [{ id: "t", after: "PT8H", from: "enter", whileIn: ["approved"], fires: "expire" }] }, { id: "expired", title: { zh: "过期", en: "expired" }, tone: "done", final: true }], events: [{ id: "expire", title: { zh: "到期", en: "expire" }, from: ["approved"], to: "expired", by: "timer" }] } as const;
    const def: FlowDefinition = { ...straight(), life: life };
    const run = new Moving(def);
    run.does("a", "approve", "A");
    expect(run.instance.life?.state).toBe("approved");
    expect(said(run.plan({ ...def, revision: 2 }))).toEqual(["keep", "MIGRATION_ISSUED"]);
  });

  it("one a person chose to leave", () => {
    const run = new Moving(straight());
    expect(said(run.plan(next(straight(), [approval("B", ["b"])], "S>A>B>Z"), {}, { keep: true }))).toEqual(["keep", "MIGRATION_KEPT"]);
  });
});

describe("what moves by itself", () => {
  it("a token whose step is where it was: the task, its seats and its version are the same", () => {
    const run = new Moving(straight());
    const before = run.instance.visits;
    const plan = run.moves(next(straight(), [approval("B", ["b"])], "S>A>B>Z"));
    expect([plan.verdict, plan.reasons.map((one) => one.code)]).toEqual(["automatic", ["MIGRATION_FITS", "MIGRATION_NODES_CHANGED"]]);
    expect(run.instance.visits).toEqual(before);
    expect(plan.step?.effects).toEqual([]);
    expect(run.instance.seq).toBe(2);
    run.does("a", "approve", "A");
    expect(run.open()).toEqual(["B#1:b"]);
  });

  it("tokens in branches and one that has arrived, though the branches now stand in another order", () => {
    const run = new Moving(parallelAB("all"));
    run.does("a", "approve", "A");
    const swapped = { ...parallelAB("all"), revision: 2, edges: edges("S>P>A>J>D>Z", "P>B>J").map((edge) => (edge.from === "P" ? { ...edge, order: edge.to === "A" ? 9 : 1 } : edge)) };
    expect(run.moves(swapped).verdict).toBe("automatic");
    expect(run.instance.tokens).toEqual({ value: { P: { P_b0: "B", P_b1: "_ok" } }, arrived: { P: { b1: "ok" } }, chosen: { P: ["b0", "b1"] } });
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("a vote under way keeps its people and its rule, and says so", () => {
    const run = new Moving(flow([start(), approval("A", ["a", "b"]), end()], edges("S>A>Z")));
    run.does("a", "approve", "A");
    const plan = run.moves(flow([start(), approval("A", ["c"], { mode: "anyApprove" }), end()], edges("S>A>Z")));
    expect(said(plan)).toEqual(["automatic", "MIGRATION_FITS", "MIGRATION_SETTINGS_KEPT"]);
    expect(run.instance.visits[1]?.seats.map((seat) => [seat.person, seat.own])).toEqual([["a", "approved"], ["b", undefined]]);
    expect(run.instance.visits[1]).toMatchObject({ was: { id: "A", mode: "all" } });
  });

  it("steps gone behind it: they can no longer be returned to, and their visits are kept", () => {
    const run = new Moving(flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z")));
    run.does("a", "approve", "A");
    const plan = run.moves(flow([start(), approval("B", ["b"], { title: { zh: "复核", en: "Review" } }), end()], edges("S>B>Z")));
    expect(said(plan)).toEqual(["automatic", "MIGRATION_FITS", "MIGRATION_TARGETS_GONE", "MIGRATION_NODES_CHANGED", "MIGRATION_TEXTS"]);
    expect(run.instance.trails).toEqual({ root: ["S#1", "B#1"] });
    expect(run.instance.visits.find((one) => one.id === "A#1")).toMatchObject({ state: "closed", reason: "done", outcome: "passed", was: { id: "A" } });
    run.does("b", "return", "B", { to: "A" });
    expect(run.last.issues[0]).toMatchObject({ code: "RETURN_TARGET", params: { targets: ["S"] } });
  });

  it("a step passed that now comes later is asked again when the token gets there", () => {
    const run = new Moving(flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z")));
    run.does("a", "approve", "A");
    run.moves(flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>B>A>Z")));
    expect(run.instance.trails).toEqual({ root: ["S#1", "B#1"] });
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["A#2:a"]);
  });

  it("a step that nobody could hold finds its people in the new revision", () => {
    const run = new Moving(flow([start(), approval("A", ["ghost"]), end()], edges("S>A>Z")));
    expect(run.instance.visits[1]?.state).toBe("blocked");
    run.moves(flow([start(), approval("A", ["a"]), end()], edges("S>A>Z")));
    expect(run.open()).toEqual(["A#1:a"]);
  });

  it("an exclusive drawn around the step changes nothing: its branches make no region", () => {
    const run = new Moving(straight());
    const links: FlowEdge[] = edges("S>E>A>J>Z", "E>J").map((edge) => (edge.from === "E" ? (edge.to === "J" ? { ...edge, default: true } : { ...edge, when: { "==": [{ var: "f" }, "x"] } }) : edge));
    expect(run.moves(flow([start(), split("E", "exclusive"), approval("A", ["a"]), join("J", "E", "any"), end()], links)).verdict).toBe("automatic");
    run.does("a", "approve", "A");
    expect(run.instance.outcome).toBe("approved");
  });
});

describe("time already used", () => {
  const due = (after: string) => ({ due: { after, onOver: "remind", remindAt: [50] } });
  const timed = (after: string, revision = 1): FlowDefinition => ({ ...flow([start(), approval("A", ["a"], due(after)), end()], edges("S>A>Z")), revision });

  it("counts: 3 of 8 hours used, 10 in the new revision, so 7 are left", () => {
    const run = new Moving(timed("PT8H"));
    run.wait(3 * hour);
    const plan = run.moves(timed("PT10H", 2));
    expect(said(plan)).toContain("MIGRATION_DUE");
    expect(run.instance.timers.map((one) => [one.kind, one.dueAt - t0])).toEqual([["due", 10 * hour], ["remind", 5 * hour]]);
    expect(run.instance.visits[1]?.dueAt).toBe(t0 + 10 * hour);
    expect(plan.step?.effects.map((one) => one.kind)).toEqual(["cancelTimer", "cancelTimer", "startTimer", "startTimer"]);
  });

  it("is never before now: 3 hours used of a new 2 are due at once", () => {
    const run = new Moving(timed("PT8H"));
    run.wait(3 * hour);
    run.moves(timed("PT2H", 2));
    expect(run.instance.timers.map((one) => [one.kind, one.dueAt - t0])).toEqual([["due", 3 * hour]]);
  });

  it("does not count a pause: suspended for two days after 3 of 8 hours, 7 of 10 are left", () => {
    const run = new Moving(timed("PT8H"));
    run.wait(3 * hour);
    run.does("admin", "suspend", undefined, { reason: "r" });
    run.wait(48 * hour);
    run.moves(timed("PT10H", 2));
    expect(run.instance.timers.find((one) => one.kind === "due")?.remainingMs).toBe(7 * hour);
    run.does("admin", "resume");
    expect(run.instance.timers.find((one) => one.kind === "due")?.dueAt).toBe(run.now + 7 * hour);
  });

  it("goes with the token to the step it is mapped to, and a deadline that is gone is dropped", () => {
    const run = new Moving(timed("PT8H"));
    run.wait(3 * hour);
    const mapped = new Moving(timed("PT8H"));
    mapped.wait(3 * hour);
    mapped.moves({ ...flow([start(), approval("A2", ["b"], due("PT8H")), end()], edges("S>A2>Z")), revision: 2 }, { "node:A": "A2" });
    expect(mapped.instance.timers.find((one) => one.kind === "due")?.dueAt).toBe(t0 + 8 * hour);
    run.moves({ ...straight(), revision: 2 });
    expect([run.instance.timers, run.instance.visits[1]?.dueAt]).toEqual([[], undefined]);
  });

  it("an overdue step that stays overdue is not told a second time", () => {
    const run = new Moving(timed("PT2H"));
    run.wait(3 * hour);
    const timers = run.instance.timers;
    expect(timers.map((one) => one.kind)).toEqual(["over"]);
    run.moves(timed("PT1H", 2));
    expect(run.instance.timers).toEqual(timers);
  });

  it("counts on the work calendar: opened at 15:00, 2 of 8 working hours used at 17:00, so 8 more of 10 are left", () => {
    const run = new Moving(timed("PT8H"), {}, true, { calendar: weekdays, at: t0 + 7 * hour });
    run.wait(2 * hour);
    run.moves(timed("PT10H", 2));
    expect(run.instance.timers.map((one) => [one.kind, one.dueAt - t0, one.working])).toEqual([["due", 31 * hour, true], ["remind", 26 * hour, true]]);
  });

  it("counts for a wait as well", () => {
    const waiting = (duration: string): FlowDefinition => flow([start(), wait("W", { duration }), approval("A", ["a"]), end()], edges("S>W>A>Z"));
    const run = new Moving(waiting("PT8H"));
    run.wait(3 * hour);
    run.moves({ ...waiting("PT4H"), revision: 2 });
    expect(run.instance.timers.map((one) => [one.kind, one.dueAt - t0])).toEqual([["wait", 4 * hour]]);
    run.wait(hour + minute);
    expect(run.open()).toEqual(["A#1:a"]);
  });
});

describe("what a person must say", () => {
  const renamed = (): FlowDefinition => ({ ...flow([start(), approval("A2", ["b"]), approval("C", ["c"]), end()], edges("S>A2>C>Z")), revision: 2 });

  it("where a token goes whose step is gone; the old task falls, and the new one is asked", () => {
    const run = new Moving(straight());
    const plan = run.plan(renamed());
    expect(said(plan)).toEqual(["needsMapping", "MIGRATION_NODE_GONE", "MIGRATION_NODES_CHANGED"]);
    expect(plan.open).toMatchObject([{ key: "visit:A#1", kind: "visit", choices: ["A2", "C"] }]);
    expect(plan.step).toBeUndefined();
    const moved = run.moves(renamed(), { "visit:A#1": "A2" });
    expect([moved.verdict, moved.open[0]?.answer]).toEqual(["needsMapping", "A2"]);
    expect(run.instance.visits.find((one) => one.id === "A#1")).toMatchObject({ state: "closed", reason: "migrated", dead: true, was: { id: "A" } });
    expect(run.open()).toEqual(["A2#1:b"]);
    expect(moved.step?.effects.map((one) => (one.kind === "notify" ? [one.topic, ...one.people] : []))).toEqual([["task.superseded", "a"], ["task.open", "b"]]);
    expect(run.instance.generation).toBe(0);
  });

  it("one answer for a node serves every instance that stands there", () => {
    const run = new Moving(straight());
    run.does("a", "return", "A", { to: "S" });
    run.does("me", "submit", "S");
    expect(run.open()).toEqual(["A#2:a"]);
    run.moves(renamed(), { "node:A": "C" });
    expect(run.open()).toEqual(["C#1:c"]);
  });

  it("where a token goes whose step was moved into a branch", () => {
    const run = new Moving(straight());
    const plan = run.plan(flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), approval("C", ["c"]), end()], edges("S>P>A>J>C>Z", "P>B>J")));
    expect(said(plan).slice(0, 2)).toEqual(["needsMapping", "MIGRATION_NODE_MOVED"]);
    expect(plan.open[0]?.choices).toEqual(["C"]);
  });

  it("whether a new branch of a block under way is started or skipped", () => {
    const three = { ...flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), approval("D", ["d"]), end()], [...edges("S>P>A>J>D>Z", "P>B>J"), { id: "n1", from: "P", to: "C", order: -1 }, { id: "n2", from: "C", to: "J" }]), revision: 2 };
    const run = new Moving(parallelAB("all"));
    run.does("a", "approve", "A");
    const plan = run.plan(three);
    expect(said(plan).slice(0, 3)).toEqual(["needsMapping", "MIGRATION_FITS", "MIGRATION_BRANCH_NEW"]);
    expect(plan.open).toMatchObject([{ key: "branch:P/n1", choices: ["start", "skip"] }]);
    const skipping = run.copy();
    skipping.moves(three, { "branch:P/n1": "skip" });
    skipping.does("b", "approve", "B");
    expect(skipping.open()).toEqual(["D#1:d"]);
    run.moves(three, { "branch:P/n1": "start" });
    expect(run.open()).toEqual(["B#1:b", "C#1:c"]);
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["C#1:c"]);
    run.does("c", "approve", "C");
    expect(run.open()).toEqual(["D#1:d"]);
  });

  it("what becomes of a removed branch: its token goes on outside, or is let go", () => {
    const three = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), approval("D", ["d"]), end()], edges("S>P>A>J>D>Z", "P>B>J", "P>C>J"));
    const two = { ...flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), approval("D", ["d"]), end()], edges("S>P>A>J>D>Z", "P>B>J")), revision: 2 };
    const run = new Moving(three);
    const plan = run.plan(two);
    expect(said(plan)).toContain("MIGRATION_BRANCH_GONE");
    expect(plan.open).toMatchObject([{ key: "visit:C#1", choices: ["D", "*drop"] }]);
    const outside = run.copy();
    outside.moves(two, { "visit:C#1": "D" });
    expect([outside.open(), outside.instance.tokens]).toEqual([["D#1:d"], { value: "D", arrived: {}, chosen: {} }]);
    expect(outside.instance.visits.filter((one) => one.reason === "migrated").map((one) => one.id)).toEqual(["A#1", "B#1", "C#1"]);
    run.does("a", "approve", "A");
    run.does("b", "approve", "B");
    expect(run.open()).toEqual(["C#1:c"]);
    run.moves(two, { "visit:C#1": "*drop" });
    expect(run.open(), "the join is met by what has arrived").toEqual(["D#1:d"]);
  });

  it("that the arrival of a removed branch no longer counts", () => {
    const three = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J", "P>C>J"));
    const two = { ...flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J")), revision: 2 };
    const run = new Moving(three);
    run.does("c", "approve", "C");
    expect(run.plan(two).open).toMatchObject([{ key: "branch:P/e2-0", choices: ["drop"] }]);
    run.moves(two, { "branch:P/e2-0": "drop" });
    expect(run.instance.tokens.arrived).toEqual({ P: {} });
    expect(run.open()).toEqual(["A#1:a", "B#1:b"]);
  });

  it("that a changed join counts by its new rule, which may let it go on at once", () => {
    const run = new Moving(parallelAB("all"));
    run.does("a", "approve", "A");
    const any = { ...parallelAB("any"), revision: 2 };
    const plan = run.plan(any);
    expect(said(plan)).toContain("MIGRATION_JOIN_MODE");
    expect(plan.open).toMatchObject([{ key: "join:P", choices: ["accept"] }]);
    run.moves(any, { "join:P": "accept" });
    expect(run.open()).toEqual(["D#1:d"]);
    expect(run.instance.visits.find((one) => one.id === "B#1")?.reason).toBe("joinLost");
  });

  it("nothing, when a join changes before anything has arrived", () => {
    expect(new Moving(parallelAB("all")).plan({ ...parallelAB("any"), revision: 2 }).verdict).toBe("automatic");
  });

  it("whether to go back to a mandatory step that is new before it, or to waive it", () => {
    const old = flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z"));
    const now = { ...flow([start(), approval("N", ["c"], { mandatory: true }), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>N>A>B>Z")), revision: 2 };
    const run = new Moving(old);
    run.does("a", "approve", "A");
    const plan = run.plan(now);
    expect(said(plan)).toEqual(["needsMapping", "MIGRATION_FITS", "MIGRATION_MANDATORY", "MIGRATION_NODES_CHANGED"]);
    const waived = run.copy();
    waived.moves(now, { "mandatory:N": "waive" });
    expect(waived.open()).toEqual(["B#1:b"]);
    run.moves(now, { "mandatory:N": "goBack" });
    expect([run.open(), run.instance.generation]).toEqual([["N#1:c"], 1]);
    expect(run.instance.visits.find((one) => one.id === "A#1")).toMatchObject({ dead: true, reason: "done" });
    run.does("c", "approve", "N");
    expect(run.open()).toEqual(["A#2:a"]);
  });

  it("a mandatory step inside a block already passed is come to again from the step before the block", () => {
    const old = flow([start(), approval("A", ["a"]), split("P", "parallel"), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), approval("D", ["d"]), end()], edges("S>A>P>B>J>D>Z", "P>C>J"));
    const now = { ...old, revision: 2, nodes: [...old.nodes, approval("N", ["b"], { mandatory: true })], edges: [...old.edges.map((edge) => (edge.from === "B" ? { ...edge, to: "N" } : edge)), { id: "n", from: "N", to: "J" }] };
    const run = new Moving(old);
    run.does("a", "approve", "A");
    run.does("b", "approve", "B");
    run.does("c", "approve", "C");
    expect(run.plan(now).open).toMatchObject([{ key: "mandatory:N", params: { goBackTo: "A" } }]);
    run.moves(now, { "mandatory:N": "goBack" });
    expect(run.open()).toEqual(["A#2:a"]);
    expect(run.instance.visits.filter((one) => one.dead).map((one) => one.id)).toEqual(["A#1", "B#1", "C#1", "D#1"]);
  });

  it("a mandatory step ahead needs no answer, nor does a plain new one behind", () => {
    const run = new Moving(straight());
    expect(run.plan(next(straight(), [approval("N", ["c"], { mandatory: true })], "S>A>N>Z")).verdict).toBe("automatic");
    expect(run.plan(next(straight(), [approval("N", ["c"])], "S>N>A>Z")).verdict).toBe("automatic");
  });

  it("of two mandatory steps, the first is gone back to: the second is come to from there", () => {
    const now = { ...flow([start(), approval("M", ["d"], { mandatory: true }), approval("N", ["c"], { mandatory: true }), approval("A", ["a"]), end()], edges("S>M>N>A>Z")), revision: 2 };
    const run = new Moving(straight());
    expect(run.plan(now).open.map((one) => one.key)).toEqual(["mandatory:M", "mandatory:N"]);
    expect(run.plan(now, { "mandatory:M": "goBack" }).open.map((one) => one.key)).toEqual(["mandatory:M"]);
    const second = run.copy();
    second.moves(now, { "mandatory:M": "waive", "mandatory:N": "goBack" });
    expect(second.open()).toEqual(["N#1:c"]);
    run.moves(now, { "mandatory:M": "goBack", "mandatory:N": "goBack" });
    expect(run.open()).toEqual(["M#1:d"]);
  });

  it("a way back beats a shorter one: data sent back to the start, though a step was mapped", () => {
    const run = new Moving(straight(), { f: "text" });
    const form = { ...textForm(["g", "h"]), revision: 2 };
    const now = { ...flow([start(), approval("A2", ["b"]), end()], edges("S>A2>Z")), revision: 2, form: { id: "form", hash: "new" } };
    run.moves(now, { "node:A": "A2", data: "goBack" }, {}, form);
    expect([run.open(), run.instance.trails]).toEqual([["S#2:me"], { root: ["S#2"] }]);
  });

  it("a step that turns mandatory but was before the token already, on a branch not taken, asks nothing", () => {
    const links: FlowEdge[] = edges("S>E>N>J>A>Z", "E>J").map((edge) => (edge.from === "E" ? (edge.to === "J" ? { ...edge, default: true } : { ...edge, when: { "==": [{ var: "f" }, "x"] } }) : edge));
    const def = (extra: object): FlowDefinition => flow([start(), split("E", "exclusive"), approval("N", ["c"], extra), join("J", "E", "any"), approval("A", ["a"]), end()], links);
    const run = new Moving(def({}));
    expect(run.open()).toEqual(["A#1:a"]);
    expect(run.plan({ ...def({ mandatory: true }), revision: 2 }).verdict).toBe("automatic");
  });

  it("what to do with answers the new form refuses: keep them, or send it back to the start", () => {
    const run = new Moving(straight(), { f: "text" });
    const numbers = { ...textForm(["f", "g", "h"]), revision: 2 };
    const form = { ...numbers, schema: { type: "object", properties: { ...(numbers.schema as { properties: object }).properties, f: { type: "number", "x-id": "f", "x-title": { zh: "f", en: "f" } } } } } as typeof numbers;
    const now = { ...straight(), revision: 2, form: { id: "form", hash: "new" } };
    expect(run.plan(now, {}, {}, form).open).toMatchObject([{ key: "data", params: { fields: ["f"] }, choices: ["accept", "goBack"] }]);
    const back = run.copy();
    back.moves(now, { data: "goBack" }, {}, form);
    expect(back.open()).toEqual(["S#2:me"]);
    run.moves(now, { data: "accept" }, {}, form);
    expect(run.open()).toEqual(["A#1:a"]);
    expect(new Moving(straight(), { f: "text" }, false).plan(now, {}, {}, form).verdict, "at the start it is asked for anyway").toBe("automatic");
  });

  it("an answer newly required is found with the old form at hand", () => {
    const run = new Moving(straight(), { f: "text" });
    const old = textForm(["f", "g", "h"]);
    const form = { ...old, revision: 2, schema: { ...old.schema, required: ["g"] } };
    const now = { ...straight(), revision: 2, form: { id: "form", hash: "new" } };
    expect(run.plan(now, {}, { oldForm: old }, form).open).toMatchObject([{ key: "data", params: { fields: ["g"] } }]);
  });

  it("whether a wait whose event was renamed waits for the new one or counts as over", () => {
    const waiting = (event: string): FlowDefinition => flow([start(), wait("W", { event, key: { cat: ["k"] } }), approval("A", ["a"]), end()], edges("S>W>A>Z"));
    const run = new Moving(waiting("delivered"));
    const now = { ...waiting("handedOver"), revision: 2 };
    expect(run.plan(now).open).toMatchObject([{ key: "wait:W#1", params: { event: "delivered", now: "handedOver" }, choices: ["wait", "pass"] }]);
    const passed = run.copy();
    passed.moves(now, { "wait:W#1": "pass" });
    expect(passed.open()).toEqual(["A#1:a"]);
    run.moves(now, { "wait:W#1": "wait" });
    expect(run.instance.visits[1]?.waits).toEqual({ event: "handedOver", key: "k" });
    run.give({ type: "event", name: "handedOver", key: "k" });
    expect(run.open()).toEqual(["A#1:a"]);
  });
});

describe("what is refused", () => {
  it("a target of another kind, outside the branch, or unknown", () => {
    const def = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J"));
    const now = { ...flow([start(), split("P", "parallel"), approval("A2", ["a"]), approval("B", ["b"]), join("J", "P"), fill("F", ["c"]), end()], edges("S>P>A2>J>F>Z", "P>B>J")), revision: 2 };
    const to = (target: string) => said(new Moving(def).plan(now, { "visit:A#1": target }));
    expect(to("F")).toEqual(expect.arrayContaining(["refuse", "MIGRATION_TARGET_KIND"]));
    expect(to("B")).toEqual(expect.arrayContaining(["refuse", "MIGRATION_TARGET_REGION"]));
    expect(to("nowhere")).toEqual(expect.arrayContaining(["refuse", "MIGRATION_ANSWER"]));
    expect(to("A2")[0]).toBe("needsMapping");
  });

  it("an answer that is none, such as dropping what is not in a removed branch", () => {
    const now = { ...flow([start(), approval("A2", ["a"]), end()], edges("S>A2>Z")), revision: 2 };
    expect(said(new Moving(straight()).plan(now, { "visit:A#1": "*drop" }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_ANSWER"]));
    const any = { ...parallelAB("any"), revision: 2 };
    const run = new Moving(parallelAB("all"));
    run.does("a", "approve", "A");
    expect(said(run.plan(any, { "join:P": "no" }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_ANSWER"]));
  });

  it("two tokens of one dissolved block sent to two places, and a token for which no step of its kind is left", () => {
    const line = { ...flow([start(), approval("A", ["a"]), approval("B", ["b"]), approval("D", ["d"]), end()], edges("S>A>B>D>Z")), revision: 2 };
    const run = new Moving(parallelAB("all"));
    expect(said(run.plan(line, { "visit:A#1": "A", "visit:B#1": "B" }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_NO_PLACE"]));
    run.moves(line, { "visit:A#1": "A" });
    expect(run.open(), "one answer takes both along").toEqual(["A#2:a"]);
    expect(said(new Moving(straight()).plan({ ...flow([start(), fill("F", ["a"]), end()], edges("S>F>Z")), revision: 2 }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_NO_PLACE"]));
  });

  it("a join that could never be met: a failed branch and a rule that now wants all", () => {
    const failing = (mode: unknown): FlowDefinition => flow([start(), split("P", "parallel"), approval("A", ["a"], { onReject: { do: "branch" } }), approval("B", ["b"]), join("J", "P", mode), end()], edges("S>P>A>J>Z", "P>B>J"));
    const run = new Moving(failing("any"));
    run.does("a", "reject", "A");
    expect(run.open()).toEqual(["B#1:b"]);
    expect(said(run.plan({ ...failing("all"), revision: 2 }, { "join:P": "accept" }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_JOIN_UNSATISFIABLE"]));
  });

  it("a child under way on a step that is gone or would be closed", () => {
    const old = flow([start(), subflow("F"), approval("A", ["a"]), end()], edges("S>F>A>Z"));
    const run = new Moving(old);
    expect(run.instance.visits[1]?.children).toEqual([{ key: "1" }]);
    expect(said(run.plan({ ...straight(), revision: 2 }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_CHILD"]));
    const mandatory = { ...flow([start(), approval("N", ["c"], { mandatory: true }), subflow("F"), approval("A", ["a"]), end()], edges("S>N>F>A>Z")), revision: 2 };
    expect(said(run.plan(mandatory, { "mandatory:N": "goBack" }))).toEqual(expect.arrayContaining(["refuse", "MIGRATION_CHILD"]));
    run.moves(mandatory, { "mandatory:N": "waive" });
    expect(run.instance.visits[1]?.children).toEqual([{ key: "1" }]);
  });

  it("an instance stopped by an interlock; one a person has suspended moves and stays suspended", () => {
    const now = next(straight(), [approval("B", ["b"])], "S>A>B>Z");
    const run = new Moving(straight());
    const byHand = run.copy();
    run.give({ type: "interlock", cause: "gas", causeId: "g", reason: { zh: "气", en: "gas" } });
    expect(said(run.plan(now))).toEqual(["refuse", "MIGRATION_INTERLOCK"]);
    byHand.does("admin", "suspend", undefined, { reason: "r" });
    byHand.moves(now);
    expect(byHand.instance.suspended).toBeDefined();
  });

  it("a revision that fails its checks, another flow, or an instance on a third revision", () => {
    const run = new Moving(straight());
    expect(said(run.plan({ ...straight(), revision: 2, edges: edges("S>A") }))).toEqual(["refuse", "MIGRATION_DEFINITION"]);
    expect(said(run.plan(flow([start(), approval("A", []), end()], edges("S>A>Z"))))).toEqual(["refuse", "MIGRATION_DEFINITION"]);
    expect(said(run.plan({ ...straight(), revision: 2, id: "other" }))).toEqual(["refuse", "MIGRATION_OTHER_FLOW"]);
    const other = new Moving(parallelAB("all"));
    other.def = straight();
    expect(said(other.plan({ ...straight(), revision: 2 }))).toEqual(["refuse", "MIGRATION_OTHER_REVISION"]);
  });

  it("is told in both languages, with every parameter filled in", () => {
    const run = new Moving(parallelAB("all"));
    run.does("a", "approve", "A");
    for (const { code, params } of run.plan({ ...parallelAB("any"), revision: 2 }).reasons) for (const locale of ["zh-CN", "en"] as const) expect(messageOf(code, params, locale)).not.toMatch(/undefined|\{|^$/);
  });
});

describe("carrying it out", () => {
  const now = (): FlowDefinition => ({ ...flow([start(), approval("A2", ["b"]), setField("F", "f", "x"), end()], edges("S>A2>F>Z")), revision: 2 });

  it("an instance that has moved on since the preview is left alone", () => {
    const run = new Moving(straight());
    const plan = run.plan(now(), { "node:A": "A2" });
    run.does("a", "return", "A", { to: "S" });
    const result = migrateInstance(run.def, now(), run.instance, run.env(), { seq: plan.seq, mapping: { "node:A": "A2" } });
    expect([result.outcome, result.step.instance === run.instance, result.step.issues[0]?.code]).toEqual(["changed", true, "MIGRATION_CHANGED"]);
  });

  it("what still needs an answer is given back untouched, with what is missing", () => {
    const run = new Moving(straight());
    const result = migrateInstance(run.def, now(), run.instance, run.env(), { seq: 1 });
    expect([result.outcome, result.step.instance === run.instance, result.step.issues.map((one) => one.code)]).toEqual(["needsMapping", true, ["MIGRATION_NODE_GONE"]]);
  });

  it("history tells from which revision to which, what stayed, what went where and who did it", () => {
    const run = new Moving(straight());
    const plan = run.moves(now(), { "node:A": "A2" }, { by: "admin" });
    expect(plan.step?.history[0]).toMatchObject({ command: "migrate", by: "admin", seq: 2, outcome: "2", supersedes: ["A#1"], detail: { kept: [], moved: [{ from: "A#1", to: "A2" }], answers: { "node:A": "A2" } } });
    expect(plan.step?.history.map((one) => one.command)).toEqual(["migrate", "leave", "enter"]);
  });

  it("can be undone until the next step: envelope, timers, answers and people are as before", () => {
    const timed = flow([start(), approval("A", ["a"], { due: { after: "PT8H", onOver: "remind" } }), end()], edges("S>A>Z"));
    const run = new Moving(timed);
    const text = JSON.stringify(run.instance);
    const result = migrateInstance(timed, now(), run.instance, run.env(), { seq: 1, mapping: { "node:A": "A2" } });
    if (!result.backup) throw new Error("no backup");
    const undone = undoMigration(result.backup, result.step.instance);
    expect([undone.outcome, JSON.stringify(undone.step.instance)]).toEqual(["undone", text]);
    expect(undone.step.effects.map((one) => (one.kind === "notify" ? [one.topic, ...one.people] : [one.kind]))).toEqual([["startTimer"], ["task.superseded", "b"], ["task.open", "a"]]);
    const after = run.copy();
    after.does("a", "approve", "A");
    const keys = [...run.last.effects, ...result.step.effects, ...undone.step.effects, ...after.last.effects].map((one) => one.key);
    expect(after.last.effects.length).toBeGreaterThan(0);
    expect(new Set(keys).size, "the step after an undo has the migration's seq, and none of its keys").toBe(keys.length);
    run.adopt(now(), result.step);
    run.does("b", "approve", "A2");
    expect(undoMigration(result.backup, run.instance)).toMatchObject({ outcome: "changed", step: { issues: [{ code: "MIGRATION_UNDO_LATE" }] } });
  });

  it("an answer that a met join writes on the way is given, and taken back by undo", () => {
    const old = parallelAB("all");
    const writing = { ...flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P", "any"), setField("F", "g", "x"), approval("D", ["d"]), end()], edges("S>P>A>J>F>D>Z", "P>B>J")), revision: 2 };
    const run = new Moving(old, { g: "before" });
    run.does("a", "approve", "A");
    const result = migrateInstance(old, writing, run.instance, run.env(), { seq: run.instance.seq, mapping: { "join:P": "accept" } });
    expect([result.outcome, result.step.writes, result.backup?.writes]).toEqual(["migrated", { g: "x" }, { g: "before" }]);
  });
});
