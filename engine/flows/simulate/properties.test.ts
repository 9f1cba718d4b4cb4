import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import type { Pack } from "../../model/pack.ts";
import { caseSchema, runCase } from "../../packs/index.ts";
import { validateSchema } from "../../forms/index.ts";
import type { JsonValue } from "../../model/json.ts";
import { advanceFlow } from "../advanceFlow.ts";
import { startFlow } from "../startFlow.ts";
import { directoryOf, hour, t0, textForm } from "../testing/plant.testkit.ts";
import { randomIdioms } from "../testing/randomFlow.testkit.ts";
import type { FlowEnv, FlowInstance } from "../types.ts";
import { actFor, throws, type Throw } from "./acts.testkit.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { simulate } from "./simulate.ts";
import { toPackCase } from "./toPackCase.ts";
import type { Simulation, SimulationAct } from "./types.ts";

const people = { me: { manager: "boss" }, a: { manager: "boss" }, b: { manager: "boss" }, c: { manager: "b" }, d: {}, boss: {}, admin: {} } as const;
const directory = directoryOf(people, [{ person: "a", deputy: "d", from: t0 + hour, to: t0 + 3 * hour }]);
const form = textForm(["f", "g", "h"]);
const samples = fc.constantFrom<{ readonly [xid: string]: JsonValue }>({}, { f: "x" }, { g: "x", h: new Date(t0 + 2 * hour).toISOString() });
const children = fc.constantFrom<{ readonly [flow: string]: string } | undefined>(undefined, undefined, { child: "approved" }, { child: "rejected" });
const runs = Number(process.env["SIMULATION_RUNS"] ?? 150);

const begun = (flow: FlowDefinition, answers: Simulation["answers"], ends: { readonly [flow: string]: string } | undefined): Simulation =>
  beginSimulation({ flow, form, directory, answers, initiator: "me", now: t0, ...(ends ? { children: ends } : {}) });
const bytes = ({ setup: _setup, ...rest }: Simulation): string => JSON.stringify(rest);

/** Random acts on a random flow; each act made with a look at where the run stands. */
function drive(start: Simulation, chances: readonly Throw[], after: (before: Simulation, act: SimulationAct, now: Simulation) => void = () => undefined): Simulation {
  return chances.reduce((sim, chance, i) => {
    const act: SimulationAct = i === 0 && chance.what % 8 > 0 ? { type: "command", command: "submit", by: "me", task: "i1:S#1:s1" } : actFor(sim, chance);
    const next = simulate(sim, act);
    after(sim, act, next);
    return next;
  }, start);
}

/** The same inputs at the same instants, given to the engine one by one. */
function byHand(sim: Simulation): { readonly instance: FlowInstance; readonly answers: Simulation["answers"] } {
  let answers = sim.setup.answers;
  const env = (now: number): FlowEnv => ({ form, answers, ctx: { now: new Date(now).toISOString() }, directory, orgId: "unit", now });
  const apply = (writes: Simulation["answers"]): void => {
    answers = Object.fromEntries(Object.entries({ ...answers, ...writes }).filter(([, value]) => value !== null));
  };
  const first = startFlow(sim.setup.flow, { id: "i1", submissionId: "s1", number: "N-1", initiator: "me" }, env(t0));
  let { instance } = first;
  apply(first.writes);
  for (const line of sim.log.slice(1)) {
    const act = sim.acts[line.act - 1];
    if (act?.type === "setAnswers" && !line.input) apply(act.data);
    if (!line.input) continue;
    const step = advanceFlow(sim.setup.flow, instance, line.input, env(line.at));
    expect(step.issues).toEqual(line.issues);
    instance = step.instance;
    apply(step.writes);
  }
  return { instance, answers };
}

describe("simulations of random acts on random flows", () => {
  it("come out as the same inputs given to the engine one by one, timers at their own instants and in order", { timeout: 60_000 + 200 * runs }, () => {
    let inputs = 0;
    let fired = 0;
    fc.assert(fc.property(randomIdioms, samples, children, throws, (flow, answers, ends, chances) => {
      const sim = drive(begun(flow, answers, ends), chances);
      expect(byHand(sim)).toEqual({ instance: sim.instance, answers: sim.answers });
      for (const line of sim.log) expect(line.issues.map((one) => one.code)).not.toContain("FLOW_INTERNAL");
      const times = sim.log.map((line) => line.at);
      expect(times).toEqual([...times].sort((x, y) => x - y));
      expect(sim.instance.timers.filter((one) => one.remainingMs === undefined && one.dueAt <= sim.now && !(sim.instance.suspended && one.whileSuspended === "hold"))).toEqual([]);
      inputs += sim.log.filter((line) => line.input).length;
      fired += sim.log.filter((line) => line.fired).length;
    }), { numRuns: runs });
    expect(inputs).toBeGreaterThan(runs * 4);
    expect(fired).toBeGreaterThan(runs / 5);
  });

  it("undo gives the same bytes as before the act", { timeout: 60_000 + 600 * runs }, () => {
    fc.assert(fc.property(randomIdioms, samples, children, throws, (flow, answers, ends, chances) => {
      drive(begun(flow, answers, ends), chances, (before, act, now) => {
        if (act.type !== "undo" && !before.log.some((line) => line.issues.some((one) => one.code === "SIMULATION_NOTHING_TO_UNDO"))) expect(bytes(simulate(now, { type: "undo" }))).toBe(bytes(before));
      });
    }), { numRuns: Math.ceil(runs / 3) });
  });

  it("saved as a case, the runner of packs plays them to the same tasks, people told, effects and end", { timeout: 60_000 + 400 * runs }, () => {
    let steps = 0;
    const outcomes = new Map<string, number>();
    fc.assert(fc.property(randomIdioms, samples, children, throws, (flow, answers, ends, chances) => {
      const sim = drive(begun(flow, answers, ends), chances);
      const saved = JSON.parse(JSON.stringify(toPackCase(sim, { id: "run", title: "a run" }))) as ReturnType<typeof toPackCase>;
      expect(validateSchema(caseSchema, saved as unknown as JsonValue)).toEqual([]);
      const played = runCase(packOf(flow), saved);
      expect(played.failures).toEqual([]);
      expect(saved.when[saved.when.length - 1]?.then?.state).toBe(sim.log[sim.log.length - 1]?.stands.state);
      if (sim.instance.outcome !== undefined) expect([...played.coverage.outcomes]).toContain(sim.instance.outcome);
      steps += saved.when.length;
      outcomes.set(sim.instance.outcome ?? "running", (outcomes.get(sim.instance.outcome ?? "running") ?? 0) + 1);
    }), { numRuns: runs });
    expect(steps).toBeGreaterThan(runs * 5);
    expect([...outcomes.keys()].sort()).toEqual(expect.arrayContaining(["approved", "rejected", "running"]));
  });
});

function packOf(flow: FlowDefinition): Pack {
  const title = { zh: "包", en: "pack" };
  return { manifest: { id: "p", version: "1.0.0", title, publisher: "p", templates: [{ id: flow.id, title, category: "hazard", form: form.id, flow: flow.id }] }, forms: [form], flows: [flow], rules: [] };
}
