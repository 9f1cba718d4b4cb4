import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import { approval, directoryOf, edges, end, fill, flow, hour, Running, split, join, start, textForm, wait } from "../testing/plant.testkit.ts";
import type { HistoryEntry } from "../types.ts";
import { FlowTally, reportLimits } from "./flowTally.ts";
import { spreadOf } from "./spread.ts";
import { traceOf } from "./traceOf.ts";
import type { FlowTrace, StepVisit } from "./types.ts";

const directory = directoryOf({ me: {}, a: {}, b: {}, admin: {} });
const form = textForm(["f"]);
const due = { due: { after: "PT2H", onOver: "remind" } };

/** A running flow whose whole timeline is kept. */
class Told {
  readonly run: Running;
  readonly lines: HistoryEntry[];

  constructor(readonly def: FlowDefinition, answers: Record<string, string> = {}) {
    this.run = new Running(def, directory, form, { answers });
    this.lines = [...this.run.last.history];
  }

  does(...given: Parameters<Running["does"]>): this {
    expect(this.run.does(...given)).toEqual([]);
    this.lines.push(...this.run.last.history);
    return this;
  }

  after(ms: number): this {
    this.run.wait(ms);
    return this;
  }

  trace(): FlowTrace {
    return traceOf(this.def, this.run.instance, this.lines, this.run.now);
  }
}

const straight = (more: object = {}): FlowDefinition => flow([start(), fill("F", ["a"], more), approval("A", ["b"], more), end()], edges("S>F>A>Z"));

describe("what a report takes of one instance", () => {
  it("walks the completed steps in the order they were completed; gateways, joins and waits are none", () => {
    const def = flow([start(), split("P", "parallel"), fill("L", ["a"]), fill("R", ["b"]), join("J", "P"), wait("W", { duration: "PT1H" }), approval("A", ["b"]), end()], edges("S>P>L>J>W>A>Z", "P>R>J"));
    const told = new Told(def).after(hour).does("b", "submit", "R").after(hour).does("a", "submit", "L").after(3 * hour).does("b", "approve", "A");
    expect(told.trace()).toMatchObject({ ended: true, ms: 5 * hour, path: ["S", "R", "L", "A"] });
    expect(told.trace().visits.map((visit) => [visit.node, visit.state, visit.ms])).toEqual([["S", "done", 0], ["L", "done", 2 * hour], ["R", "done", hour], ["A", "done", 2 * hour]]);
  });

  it("leaves out what was cut short, and keeps work that a later return made void", () => {
    const told = new Told(straight()).does("a", "submit", "F").after(hour).does("b", "return", "A", { to: "F", comment: "again" }).does("a", "submit", "F").does("b", "approve", "A");
    expect(told.trace().path).toEqual(["S", "F", "F", "A"]);
    expect(told.trace().visits.map((visit) => [visit.node, visit.state, visit.superseded])).toEqual([["S", "done", false], ["F", "done", true], ["A", "cut", true], ["F", "done", false], ["A", "done", false]]);
  });

  it("calls a step late that was completed after its due date, or stands open past it; not at the very instant", () => {
    const late = (told: Told): readonly (readonly [string, boolean])[] => told.trace().visits.filter((visit) => visit.due).map((visit) => [visit.node, visit.late]);
    expect(late(new Told(straight(due)).after(2 * hour))).toEqual([["F", false]]);
    expect(late(new Told(straight(due)).after(2 * hour + 1))).toEqual([["F", true]]);
    expect(late(new Told(straight(due)).after(3 * hour).does("a", "submit", "F").after(hour).does("b", "approve", "A"))).toEqual([["F", true], ["A", false]]);
  });

  it("stops the clock of a due date while the flow is suspended", () => {
    const told = new Told(straight(due)).after(hour).does("admin", "suspend", undefined, { reason: "storm" }).after(48 * hour);
    expect(told.trace().visits.some((visit) => visit.late)).toBe(false);
    told.does("admin", "resume").after(hour - 1);
    expect(told.trace().visits.some((visit) => visit.late)).toBe(false);
    told.after(2);
    expect(told.trace().visits.some((visit) => visit.late)).toBe(true);
  });

  it("reads nothing that is newer than the instance it was given", () => {
    const told = new Told(straight());
    const before = told.run.instance;
    told.does("a", "submit", "F");
    expect(traceOf(told.def, before, told.lines, told.run.now)).toMatchObject({ ended: false, path: ["S"] });
  });
});

describe("a report", () => {
  const report = (...all: readonly Told[]) => {
    const tally = new FlowTally();
    for (const one of all) tally.add(one.def, one.trace());
    return tally.report();
  };

  it("of nothing is empty", () => {
    expect(report()).toEqual({
      instances: 0, ended: 0, duration: { medianMs: null, p90Ms: null }, overdue: { count: 0, of: 0 }, overdueRunning: { count: 0, of: 0 }, variants: [], variantCount: 0, steps: [], bottlenecks: [],
    });
  });

  it("counts variants of ended instances only, and overdue ones apart from those still running", () => {
    const quick = () => new Told(straight(due)).after(hour).does("a", "submit", "F").does("b", "approve", "A");
    const slow = new Told(straight(due)).after(3 * hour).does("a", "submit", "F").does("b", "approve", "A");
    const back = new Told(straight(due)).does("a", "submit", "F").does("b", "return", "A", { to: "F", comment: "x" }).does("a", "submit", "F").does("b", "approve", "A");
    const open = new Told(straight(due)).after(5 * hour);
    const made = report(quick(), slow, quick(), back, open);
    expect(made).toMatchObject({ instances: 5, ended: 4, overdue: { count: 1, of: 4 }, overdueRunning: { count: 1, of: 1 }, variantCount: 2, duration: { medianMs: hour, p90Ms: 3 * hour } });
    expect(made.variants.map((one) => [one.steps.map((step) => step.node), one.count, one.share])).toEqual([[["S", "F", "A"], 3, 0.75], [["S", "F", "F", "A"], 1, 0.25]]);
    expect(made.steps.map((one) => [one.node, one.kind, one.visits, one.open, one.superseded, one.medianMs, one.overdue])).toEqual([
      ["S", "start", 5, 0, 0, 0, { count: 0, of: 0 }], ["F", "fill", 5, 1, 1, hour, { count: 2, of: 6 }], ["A", "approval", 4, 0, 1, 0, { count: 0, of: 5 }],
    ]);
    expect(made.bottlenecks).toEqual([{ node: "F", title: { zh: "F", en: "F" }, totalMs: 5 * hour, share: 1 }]);
  });

  it("names steps as their newest revision does, those it no longer has after the others", () => {
    const old = new Told(straight());
    const newer = { ...flow([start("S", { title: { zh: "新", en: "new" } }), approval("B", ["b"]), end()], edges("S>B>Z")), revision: 2 };
    const tally = [new Told(newer), old].reduce((all, one) => (all.add(one.def, one.trace()), all), new FlowTally());
    expect(tally.report().steps.map((one) => [one.node, one.title.en])).toEqual([["S", "new"], ["B", "B"], ["F", "F"]]);
  });

  const visit = fc.record({
    node: fc.constantFrom("S", "F", "A", "gone"), kind: fc.constantFrom("fill" as const, "approval" as const), state: fc.constantFrom("done" as const, "cut" as const, "open" as const),
    superseded: fc.boolean(), ms: fc.nat(1e9), due: fc.boolean(), late: fc.boolean(),
  }).map((one): StepVisit => (one.state === "open" ? { node: one.node, kind: one.kind, state: one.state, superseded: one.superseded, due: one.due, late: one.late } : { ...one, kind: one.node === "A" ? "approval" : "fill" }));
  const trace = fc.tuple(fc.boolean(), fc.array(visit, { maxLength: 8 }), fc.nat(1e9)).map(([ended, visits, ms]): FlowTrace => ({ ended, ...(ended ? { ms } : {}), path: visits.filter((one) => one.state === "done").map((one) => one.node), visits: visits.map((one) => ({ ...one, kind: one.node === "A" ? "approval" : "fill" })) }));
  const added = (traces: readonly FlowTrace[]) => {
    const tally = new FlowTally();
    for (const one of traces) tally.add(straight(), one);
    return tally.report();
  };

  it("is the same whatever the order of the instances, and its counts add up", () => {
    fc.assert(fc.property(fc.array(trace, { maxLength: 30 }), (traces) => {
      const made = added(traces);
      expect(added([...traces].reverse())).toEqual(made);
      expect(made.variants.reduce((sum, one) => sum + one.count, 0)).toBe(made.ended);
      expect(made.steps.reduce((sum, one) => sum + one.visits, 0)).toBe(traces.reduce((sum, one) => sum + one.path.length, 0));
      expect(made.overdue.of + made.overdueRunning.of).toBe(traces.filter((one) => one.visits.some((each) => each.due)).length);
      expect(made.overdue.count).toBeLessThanOrEqual(made.overdue.of);
      expect(made.bottlenecks.reduce((sum, one) => sum + one.share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }));
  });

  it("lists the most frequent variants and counts all", () => {
    const many = Array.from({ length: reportLimits.variants + 7 }, (_, i): FlowTrace => ({ ended: true, ms: 1, path: Array.from({ length: i + 1 }, () => "F"), visits: [] }));
    const made = added([...many, many[50] as FlowTrace]);
    expect(made.variants).toHaveLength(reportLimits.variants);
    expect(made.variantCount).toBe(reportLimits.variants + 7);
    expect(made.variants[0]).toMatchObject({ count: 2 });
  });
});

describe("median and 90th percentile", () => {
  it.each([[[], null, null], [[7], 7, 7], [[4, 1, 3, 2], 2, 4], [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9]])("of %j", (values, medianMs, p90Ms) => {
    expect(spreadOf([...values])).toEqual({ medianMs, p90Ms });
  });

  it("are values that occurred, with so many at or below them", () => {
    fc.assert(fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (values) => {
      const { medianMs, p90Ms } = spreadOf([...values]);
      for (const [value, percent] of [[medianMs, 50], [p90Ms, 90]] as const) {
        expect(values).toContain(value);
        expect(values.filter((one) => one <= (value ?? -1)).length * 100).toBeGreaterThanOrEqual(values.length * percent);
        expect(values.filter((one) => one < (value ?? -1)).length * 100).toBeLessThan(values.length * percent);
      }
    }));
  });
});
