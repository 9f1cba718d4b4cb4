import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import { hotWork, hotWorkForm, plantPeople } from "../testing/hotWork.testkit.ts";
import { approval, directoryOf, edges, end, fill, flow, hour, join, minute, split, start, subflow, t0, textForm, wait, webhook } from "../testing/plant.testkit.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { simulationLimits } from "./limits.ts";
import { simulate, simulateAll } from "./simulate.ts";
import { suggestActs } from "./suggestActs.ts";
import type { SimulatedStep, Simulation, SimulationAct, SimulationSetup } from "./types.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: {}, b: {}, boss: {}, admin: {} }, [{ person: "b", deputy: "boss", from: t0, to: t0 + hour }]);
const form = textForm(["f", "g"]);
const setup = (def: FlowDefinition, more: Partial<SimulationSetup> = {}): SimulationSetup => ({ flow: def, form, directory, answers: { f: "1" }, initiator: "me", now: t0, ...more });
const two = flow([start(), approval("A", ["a"], { due: { after: "PT8H", remindAt: [50], onOver: "escalate" } }), webhook("W"), approval("B", ["b"]), end()], edges("S>A>W>B>Z"));
const begun = (def = two, more: Partial<SimulationSetup> = {}): Simulation => beginSimulation(setup(def, more));
const submit: SimulationAct = { type: "command", command: "submit", node: "S" };
const approve = (by: string, node: string): SimulationAct => ({ type: "command", command: "approve", by, node });
const last = (sim: Simulation): SimulatedStep => sim.log[sim.log.length - 1] as SimulatedStep;
const codes = (sim: Simulation): string[] => last(sim).issues.map((one) => one.code);
const comparable = ({ setup: _setup, ...rest }: Simulation): string => JSON.stringify(rest);

describe("a simulated run", () => {
  it("begins at the first step, with the initiator's turn to submit", () => {
    const sim = begun();
    expect(sim).toMatchObject({ begun: true, actor: "me", now: t0, answers: { f: "1" } });
    expect(last(sim)).toMatchObject({ accepted: true, opened: [{ node: "S", person: "me" }], stands: { state: "draft", open: { S: ["me"] } } });
  });

  it("shows of each step its input, history, tasks, notices, timers and effects, none of them carried out", () => {
    const sim = simulate(begun(), submit);
    expect(last(sim)).toMatchObject({
      accepted: true, input: { command: "submit", by: "me", task: "i1:S#1:s1" }, opened: [{ node: "A", person: "a" }], closed: [{ node: "S", state: "approved" }],
      notices: [{ person: "a", topic: expect.any(String), message: { zh: expect.stringContaining("N-1") } }], effects: [], stands: { state: "approving", open: { A: ["a"] } },
    });
    expect(last(sim).armed.map((timer) => [timer.id, timer.dueAt - t0])).toEqual([["A#1:remind:0", 4 * hour], ["A#1:due:0", 8 * hour]]);
    expect(last(sim).history.map((line) => line.command)).toContain("enter");
    expect(last(simulate(sim, approve("a", "A")))).toMatchObject({ effects: [{ kind: "webhook", event: "W" }], opened: [{ node: "B" }] });
  });

  it("never changes the simulation it was given", () => {
    const sim = simulate(begun(), submit);
    const before = comparable(sim);
    simulate(sim, approve("a", "A"));
    expect(comparable(sim)).toBe(before);
  });

  it("lets timers go off at their own instants on the way", () => {
    const sim = simulate(simulate(begun(), submit), { type: "advance", ms: 10 * hour });
    expect(sim.log.filter((one) => one.fired).map((one) => [one.fired, one.at - t0])).toEqual([["A#1:remind:0", 4 * hour], ["A#1:due:0", 8 * hour]]);
    expect([sim.now - t0, last(sim).at - t0]).toEqual([10 * hour, 10 * hour]);
    const next = simulate(simulate(begun(), submit), { type: "advance", toNextTimer: true });
    expect([next.now - t0, next.log.filter((one) => one.fired).length]).toEqual([4 * hour, 1]);
  });

  it("fires what falls due together in the order of their ids", () => {
    const def = flow([start(), split("P", "parallel"), wait("W2", { duration: "PT1H" }), wait("W1", { duration: "PT1H" }), join("J", "P"), end()], edges("S>P>W2>J>Z", "P>W1>J"));
    const sim = simulateAll(begun(def), [submit, { type: "advance", toNextTimer: true }]);
    expect(sim.log.flatMap((one) => one.fired ?? [])).toEqual(["W1#1:wait:0", "W2#1:wait:0"]);
    expect(sim.instance.status).toBe("ended");
  });

  it("a refused act leaves everything but the log as it was, and says why", () => {
    const sim = simulate(begun(), submit);
    const refused = simulate(sim, { type: "command", command: "approve", by: "b", task: "i1:A#1:s1" });
    expect([refused.instance, refused.answers, refused.now]).toEqual([sim.instance, sim.answers, sim.now]);
    expect([last(refused).accepted, codes(refused)]).toEqual([false, ["NOT_ENTITLED"]]);
  });

  it("acts as whoever is chosen", () => {
    const sim = simulateAll(begun(), [submit, { type: "actAs", person: "a" }, { type: "command", command: "approve", node: "A" }]);
    expect(last(sim)).toMatchObject({ accepted: true, input: { by: "a" } });
    expect(codes(simulate(sim, { type: "actAs", person: "nobody" }))).toEqual(["SIMULATION_PERSON"]);
  });

  it("lets a deputy act while the person is away, and not after", () => {
    const at = (ms: number): readonly string[] => codes(simulateAll(begun(), [submit, approve("a", "A"), { type: "advance", ms }, approve("boss", "B")]));
    expect([at(hour - 1), at(hour)]).toEqual([[], ["NOT_ENTITLED"]]);
  });

  it("changes answers from outside, so that a condition looks at the new ones", () => {
    const def = flow(
      [start(), split("E", "exclusive"), approval("A", ["a"]), approval("B", ["b"]), join("J", "E", "any"), end()],
      [...edges("S>E", "A>J>Z", "B>J"), { id: "x1", from: "E", to: "A", order: 0, when: { "==": [{ var: "f" }, "2"] } }, { id: "x2", from: "E", to: "B", order: 1, default: true }],
    );
    const sim = simulateAll(begun(def), [{ type: "setAnswers", data: { f: "2", g: "new" } }, { type: "setAnswers", data: { g: null } }, submit]);
    expect(sim.answers).toEqual({ f: "2" });
    expect(last(sim).stands.open).toEqual({ A: ["a"] });
  });

  it("takes events and ends of children, by hand or as set up", () => {
    const def = flow([start(), subflow("U"), wait("W", { event: "go", key: "k" }), end()], edges("S>U>W>Z"));
    const byHand = simulateAll(begun(def), [submit, { type: "childEnds", visit: "U#1", outcome: "approved" }]);
    expect(last(byHand)).toMatchObject({ input: { type: "child", child: "1" }, stands: { open: { W: [] } } });
    const bySetup = simulate(begun(def, { children: { child: "approved" } }), submit);
    expect(bySetup.instance).toEqual(byHand.instance);
    expect(last(simulate(bySetup, { type: "event", name: "go", key: "no" }))).toMatchObject({ accepted: true, ignored: true });
    expect(simulate(bySetup, { type: "event", name: "go", key: "k" }).instance.outcome).toBe("approved");
    expect(codes(simulate(byHand, { type: "childEnds", visit: "U#1", outcome: "approved" }))).toEqual(["SIMULATION_NO_CHILD"]);
  });

  it("plays the life of a permit with its interlock", () => {
    const answers = { point: "T-101", breakMin: 60, lel: 2 };
    const gas = { gasAt: new Date(t0).toISOString(), lel: 2 };
    const sim = simulateAll(begun(hotWork, { form: hotWorkForm, directory: plantPeople, answers }), [
      submit, approve("head", "H"), { type: "command", command: "event", by: "leader", event: "start", data: gas }, { type: "interlock", cause: "gas-alarm" },
    ]);
    expect(last(sim).stands.state).toBe("suspended");
    expect(codes(simulate(sim, { type: "command", command: "event", by: "leader", event: "resume" }))).toEqual(["SUSPENDED_BY_CAUSE"]);
    const over = simulateAll(sim, [{ type: "interlockOver", causeId: "gas-alarm" }, { type: "advance", ms: 8 * hour + minute }]);
    expect(over.instance.outcome).toBe("expired");
  });
});

describe("undo", () => {
  const acts: readonly SimulationAct[] = [submit, { type: "advance", ms: 5 * hour }, approve("a", "A"), approve("nobody", "B"), { type: "setAnswers", data: { g: "x" } }];

  it("gives the very bytes that were before the act, timers, refusals and answers among them", () => {
    let sim = begun();
    for (const act of acts) {
      const after = simulate(sim, act);
      expect(comparable(simulate(after, { type: "undo" }))).toBe(comparable(sim));
      sim = after;
    }
  });

  it("among several acts means the last before it, and with nothing before it says so", () => {
    expect(comparable(simulateAll(begun(), [submit, approve("a", "A"), { type: "undo" }, { type: "undo" }, submit]))).toBe(comparable(simulate(begun(), submit)));
    expect(codes(simulate(begun(), { type: "undo" }))).toEqual(["SIMULATION_NOTHING_TO_UNDO"]);
  });
});

describe("what cannot be simulated", () => {
  it.each<[string, Partial<SimulationSetup>, string]>([
    ["an initiator nobody knows", { initiator: "ghost" }, "SIMULATION_PERSON"],
    ["no instant", { now: Number.NaN }, "SIMULATION_TIME"],
    ["a form that is none", { form: { schema: null } as never }, "SIMULATION_FORM"],
    ["a flow that does not reach its end", { flow: flow([start(), end()], []) }, "FLOW_DEAD_END"],
  ])("%s is told as the first step, and later acts are refused", (_, more, code) => {
    const sim = begun(two, more);
    expect([sim.begun, codes(sim)[0]]).toEqual([false, code]);
    expect(codes(simulate(sim, submit))).toEqual(["SIMULATION_NOT_BEGUN"]);
    expect(suggestActs(sim)).toEqual({ people: [], outside: [] });
  });

  it.each<[SimulationAct, string]>([
    [{ type: "dance" } as never, "SIMULATION_ACT"], [{ type: "constructor" } as never, "SIMULATION_ACT"], [{ type: "command", command: "dance" as never }, "COMMAND_UNKNOWN"],
    [{ type: "advance", ms: -1 }, "SIMULATION_TIME"], [{ type: "advance", ms: 0.5 }, "SIMULATION_TIME"], [{ type: "advance", ms: Number.POSITIVE_INFINITY }, "SIMULATION_TIME"],
    [{ type: "advance", toNextTimer: true }, "SIMULATION_NO_TIMER"], [approve("a", "B"), "SIMULATION_NO_TASK"], [{ type: "childEnds", visit: "S#1", outcome: "approved" }, "SIMULATION_NO_CHILD"],
    [{ type: "setAnswers", data: null as never }, "FLOW_INTERNAL"],
  ])("%j is refused with its code", (act, code) => {
    expect(codes(simulate(begun(), act))).toEqual([code]);
  });

  it("a timer that goes off again and again ends the run, not the process", () => {
    const def: FlowDefinition = { ...flow([start(), end()], edges("S>Z")), life: {
      initial: "open", states: [{ id: "open", title: { zh: "开", en: "open" }, tone: "waiting", timers: [{ id: "tick", after: "PT1S", from: { event: "ring" }, whileIn: ["open"], fires: "ring" }, { id: "first", after: "PT1S", from: "enter", whileIn: ["open"], fires: "ring" }] }, { id: "done", title: { zh: "完", en: "done" }, tone: "done", final: true }],
      events: [{ id: "ring", title: { zh: "铃", en: "ring" }, from: ["open"], to: "open", by: "timer" }, { id: "close", title: { zh: "关", en: "close" }, from: ["open"], to: "done", by: [{ kind: "person", person: "a" }] }],
    } };
    const sim = simulateAll(begun(def), [submit, { type: "advance", ms: 10 * 24 * hour }, { type: "command", command: "event", by: "a", event: "close" }]);
    expect([codes(sim), sim.log.length]).toEqual([["SIMULATION_TOO_LONG"], simulationLimits.steps + 2]);
  });
});

describe("suggestions", () => {
  const peopleOf = (sim: Simulation): Record<string, string[]> => Object.fromEntries(suggestActs(sim).people.map((one) => [one.person, one.acts.map((act) => act.command)]));

  it("name everyone who may act, deputies and administrators too, with what, and nobody else", () => {
    const sim = simulateAll(begun(), [submit, approve("a", "A")]);
    const found = peopleOf(sim);
    expect(Object.keys(found).sort()).toEqual(["a", "admin", "b", "boss", "me"]);
    expect(found["boss"]).toEqual(expect.arrayContaining(["approve", "reject", "return"]));
    expect(found["me"]).not.toContain("approve");
    expect(suggestActs(sim).people.find((one) => one.person === "b")?.acts.find((act) => act.command === "return")).toMatchObject({ node: "B", task: "i1:B#1:s1", targets: [{ node: "S" }, { node: "A" }] });
  });

  it("go through when they are given as they stand, as far as they need nothing more", () => {
    let tried = 0;
    for (const sim of [begun(), simulate(begun(), submit), simulateAll(begun(), [submit, approve("a", "A")])]) {
      for (const { person, acts } of suggestActs(sim).people) {
        for (const { command, task } of acts.filter((act) => ["submit", "approve", "reject", "withdraw", "cancel", "claim"].includes(act.command))) {
          tried += 1;
          expect([person, command, codes(simulate(sim, { type: "command", command, by: person, ...(task === undefined ? {} : { task }) }))]).toEqual([person, command, []]);
        }
      }
    }
    expect(tried).toBeGreaterThan(8);
  });

  it("tell what may come from outside: the next timer, awaited events, running children", () => {
    const def = flow([start(), split("P", "parallel"), wait("W", { event: "go", key: "k" }), subflow("U"), fill("F", ["a"], { due: { after: "PT1H", onOver: "remind" } }), join("J", "P"), end()], edges("S>P>W>J>Z", "P>U>J", "P>F>J"));
    expect(suggestActs(simulate(begun(def), submit)).outside).toEqual([
      { type: "advance", toNextTimer: true, timer: "F#1:due:0", dueAt: t0 + hour }, { type: "event", name: "go", key: "k" }, { type: "childEnds", visit: "U#1", child: "1" },
    ]);
  });

  it("are none once the run has ended", () => {
    expect(suggestActs(simulateAll(begun(), [submit, { type: "command", command: "reject", by: "a", node: "A" }]))).toEqual({ people: [], outside: [] });
  });
});
