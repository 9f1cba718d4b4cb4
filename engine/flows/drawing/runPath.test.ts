import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import { actFor, throws } from "../simulate/acts.testkit.ts";
import { beginSimulation } from "../simulate/beginSimulation.ts";
import { simulate, simulateAll } from "../simulate/simulate.ts";
import type { Simulation, SimulationAct } from "../simulate/types.ts";
import { approval, directoryOf, edges, end, flow, join, split, start, t0, textForm } from "../testing/plant.testkit.ts";
import { randomIdioms } from "../testing/randomFlow.testkit.ts";
import { blockTree, nodeIdsIn } from "./blockTree.ts";
import type { OpenStep, RunLine } from "./runLines.ts";
import { runPath, type RunPath } from "./runPath.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: {}, b: {}, c: {}, d: {}, boss: {}, admin: {} });
const form = textForm(["f", "g", "h"]);
const begin = (def: FlowDefinition, answers: Simulation["answers"] = {}): Simulation => beginSimulation({ flow: def, form, directory, answers, initiator: "me", now: t0 });
const submit: SimulationAct = { type: "command", command: "submit", node: "S" };
const act = (command: "approve" | "reject", by: string, node: string): SimulationAct => ({ type: "command", command, by, node, ...(command === "reject" ? { comment: "no" } : {}) });

/** What a screen knows of a simulated run. */
function linesOf(sim: Simulation): readonly RunLine[] {
  return sim.log.flatMap((step) => step.history.map((line): RunLine => ({
    at: step.at, command: line.command, by: line.by,
    ...(line.node === undefined ? {} : { node: line.node }), ...(line.visit === undefined ? {} : { visit: line.visit }), ...(line.outcome === undefined ? {} : { outcome: line.outcome }), ...(line.comment === undefined ? {} : { comment: line.comment }),
    ...(typeof line.detail?.["reason"] === "string" ? { reason: line.detail["reason"] } : {}), ...(typeof line.detail?.["edge"] === "string" ? { edge: line.detail["edge"] } : {}), ...(line.supersedes ? { supersedes: line.supersedes } : {}),
  })));
}
function pathOf(sim: Simulation): RunPath {
  const stands = sim.log[sim.log.length - 1]?.stands.open ?? {};
  const open = Object.entries(stands).map(([node, people]): OpenStep => ({ node, people }));
  const { outcome, status } = sim.instance;
  return runPath(sim.setup.flow, linesOf(sim), open, status === "ended" ? { outcome: outcome ?? "" } : sim.instance.life ? { outcome: "approved" } : undefined);
}
const marks = (path: RunPath): Record<string, string> => Object.fromEntries([...path.marks].map(([id, one]) => [id, `${one.mark}${one.no ?? ""}${one.why ? `:${one.why.kind}` : ""}`]));

/** S, then x: f = "big" → A, f = "mid" → nobody, else → C; then B. */
const branching = flow(
  [start(), split("x", "exclusive"), approval("A", ["a"]), approval("C", ["c"]), join("j", "x", "any"), approval("B", ["b"]), end()],
  [...edges("S>x", "A>j", "C>j", "j>B>Z"), { id: "big", from: "x", to: "A", order: 1, when: { "===": [{ var: "f" }, "big"] } }, { id: "mid", from: "x", to: "j", order: 2, when: { "===": [{ var: "f" }, "mid"] } }, { id: "rest", from: "x", to: "C", order: 3, default: true }],
);

describe("a run on its drawing", () => {
  it("numbers what was walked, says where it stands and leaves the rest to come", () => {
    expect(marks(pathOf(begin(branching)))).toMatchObject({ S: "now1", x: "ahead", A: "ahead", "branch:big": "ahead", B: "ahead", Z: "ahead" });
    expect(marks(pathOf(simulateAll(begin(branching, { f: "big" }), [submit])))).toMatchObject({ S: "done1", x: "done", A: "now2", B: "ahead", "branch:big": "done", "branch:mid": "skipped:earlier", "branch:rest": "skipped:earlier", C: "skipped:earlier" });
  });

  it("says of a branch not taken whether its condition did not hold, or another came first", () => {
    const ended = pathOf(simulateAll(begin(branching, { f: "small" }), [submit, act("approve", "c", "C"), act("approve", "b", "B")]));
    expect(marks(ended)).toMatchObject({ S: "done1", C: "done2", j: "done", B: "done3", Z: "done", "branch:big": "skipped:false", "branch:mid": "skipped:false", A: "skipped:false" });
    expect(ended.marks.get("A")?.why).toEqual({ kind: "false", edge: "big" });
  });

  it("finds the empty branch the walk went through", () => {
    const through = marks(pathOf(simulateAll(begin(branching, { f: "mid" }), [submit])));
    expect(through).toMatchObject({ "branch:mid": "done", "branch:big": "skipped:false", "branch:rest": "skipped:earlier", B: "now2", A: "skipped:false", C: "skipped:earlier" });
  });

  it("says that a condition could not be judged", () => {
    expect(marks(pathOf(simulateAll(begin(branching), [submit])))).toMatchObject({ "branch:big": "skipped:unknown", "branch:mid": "skipped:unknown", C: "now2" });
  });

  it("keeps a round that was sent back, and what a rejection left undone", () => {
    const def = flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z"));
    const back = pathOf(simulateAll(begin(def), [submit, act("approve", "a", "A"), { type: "command", command: "return", by: "b", node: "B", to: "S", comment: "again" }]));
    expect(marks(back)).toMatchObject({ S: "now1", A: "ahead", B: "ahead" });
    expect(back.marks.get("A")?.voids.map((one) => [one.id, one.state, one.acts[0]?.by])).toEqual([["A#1", "void", "a"]]);
    expect(back.marks.get("B")?.voids[0]?.acts[0]).toMatchObject({ by: "b", command: "return", comment: "again" });
    expect(marks(pathOf(simulateAll(begin(def), [submit, act("reject", "a", "A")])))).toMatchObject({ A: "bad2", B: "skipped:ended", Z: "skipped:ended" });
  });

  it("names a step that cannot go on", () => {
    const def = flow([start(), approval("A", ["a"], { candidates: [{ kind: "role", role: "guardian", at: "initiatorOrg" }], onNobody: "block" }), end()], edges("S>A>Z"));
    const stuck = pathOf(simulateAll(begin(def), [submit]));
    expect([marks(stuck)["A"], stuck.marks.get("A")?.visit?.blocked]).toEqual(["stuck2", "nobody"]);
  });

  it("agrees with the engine on every random run: what is open, what counts, each thing marked once", () => {
    fc.assert(
      fc.property(randomIdioms, throws, fc.constantFrom({}, { f: "x" }), (def, chances, answers) => {
        let sim = simulate(begin(def, answers), submit);
        for (const chance of chances) sim = simulate(sim, actFor(sim, chance));
        if (!sim.begun) return;
        const path = pathOf(sim);
        const ids = nodeIdsIn(blockTree(def));
        expect([...path.marks.keys()].filter((id) => !id.startsWith("branch:")).sort()).toEqual([...ids].sort());
        const counting = sim.instance.visits.filter((one) => ids.includes(one.node) && !one.dead && (one.state !== "closed" || one.reason === "done"));
        expect(path.walked.map((one) => one.node).sort()).toEqual(counting.map((one) => one.node).sort());
        for (const visit of counting.filter((one) => one.state !== "closed")) expect(path.marks.get(visit.node)?.mark).toBe(visit.state === "open" ? "now" : "stuck");
        for (const [id, one] of path.marks) if (one.visit) expect([id, one.mark]).not.toEqual([id, "skipped"]);
      }),
      { numRuns: 60 },
    );
  });
});
