import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { Directory } from "../../model/org.ts";
import type { Pack } from "../../model/pack.ts";
import type { PackCase } from "../../model/packCase.ts";
import type { WorkCalendar } from "../../model/workCalendar.ts";
import { runCase } from "../../packs/index.ts";
import { directoryOf } from "../../testing/directoryOf.ts";
import { person, unit } from "../../testing/people.ts";
import { compileCalendar } from "../../time/calendar/index.ts";
import { hotWork, hotWorkForm, plantPeople } from "../testing/hotWork.testkit.ts";
import { approval, edges, end, fill, flow, hour, start, subflow, t0, wait, webhook } from "../testing/plant.testkit.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { simulateAll } from "./simulate.ts";
import { toPackCase } from "./toPackCase.ts";
import type { Simulation, SimulationAct, SimulationSetup } from "./types.ts";

const title = (text: string) => ({ zh: text, en: text });
const node = { "x-title": title("f") };
const form: FormDefinition = {
  id: "form", revision: 1, title: title("form"), ui: { sections: [{ id: "main", title: title("main"), fields: ["x-what", "x-count", "x-twice", "x-where"] }] },
  schema: { type: "object", properties: {
    what: { type: "string", "x-id": "x-what", ...node }, count: { type: "number", "x-id": "x-count", "x-kind": "number", ...node }, twice: { type: "number", "x-id": "x-twice", "x-kind": "number", ...node },
    where: { type: "object", "x-id": "x-where", "x-kind": "place", ...node },
  } },
  logic: [
    { target: "x-twice", effect: "compute", expr: { "*": [{ var: "x-count" }, 2] } },
    { id: "C-1", target: "x-where", effect: "check", on: "named", expr: { and: [{ "==": [{ var: "ctx.area.known" }, true] }, { "==": [{ var: "ctx.area.gasAlarms" }, 0] }] }, message: title("gas") },
  ],
};

const plant: Directory = {
  ...directoryOf({
    units: [unit("group", { parentId: null, level: "group" }), unit("site", { parentId: "group", level: "site" }), unit("shop", { parentId: "site" }), unit("other", { parentId: "site" })],
    areas: [{ id: "T1", orgId: "other", code: "T1", title: title("T1"), risk: 2 }],
    people: [
      person("zoe", { orgId: "shop", managerId: "head" }), person("head", { orgId: "shop", roles: ["base-unit-head"] }), person("yan", { orgId: "site", roles: ["safety-dept"] }), person("amy", { orgId: "site", roles: ["safety-dept"] }),
      person("owner", { orgId: "other", roles: ["base-unit-head"] }), person("dep", { orgId: "shop" }), person("boss", { orgId: "group", roles: ["admin"] }), person("stranger", { orgId: "other" }),
    ],
  }),
  deputy: (id, at) => (id === "head" && at >= t0 + hour && at < t0 + 3 * hour ? "dep" : undefined),
  onDuty: (role, _org, at) => (role === "shift-leader" ? [person(at < t0 + 12 * hour ? "yan" : "amy", { orgId: "site", roles: ["safety-dept"] })] : []),
};

const ask = flow([
  start(), approval("H", [], { candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], due: { after: "PT8H", remindAt: [50], onOver: "escalate" } }),
  approval("Q", [], { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }], mode: "sequence" }), webhook("W"),
  approval("O", [], { candidates: [{ kind: "role", role: "base-unit-head", at: "areaOwner", field: "x-where" }], checks: ["C-1"], evidence: { photo: true, password: true } }),
  approval("D", [], { candidates: [{ kind: "onDuty", role: "shift-leader" }] }), end(),
], edges("S>H>Q>W>O>D>Z"), { settings: { admin: [{ kind: "role", role: "admin", at: "$root" }] } });

const begun = (def: FlowDefinition = ask, more: Partial<SimulationSetup> = {}): Simulation =>
  beginSimulation({ flow: def, form, directory: plant, answers: { "x-what": "leak", "x-count": 2, "x-where": { area: "T1" } }, initiator: "zoe", now: t0, facts: { area: { id: "T1", known: true, gasAlarms: 0, evacuation: false }, devices: {} }, ...more });
const submit: SimulationAct = { type: "command", command: "submit", node: "S" };
const approve = (by: string, at: string, more: object = {}): SimulationAct => ({ type: "command", command: "approve", by, node: at, ...more });

function packOf(def: FlowDefinition, one: FormDefinition = form, calendars: readonly WorkCalendar[] = []): Pack {
  return { manifest: { id: "p", version: "1.0.0", title: title("p"), publisher: "p", templates: [{ id: def.id, title: title("t"), category: "hazard", form: one.id, flow: def.id }] }, forms: [one], flows: [def], rules: [], calendars };
}

/** Saved, read back from its JSON, and played by the runner of packs. */
function saved(sim: Simulation): PackCase {
  return JSON.parse(JSON.stringify(toPackCase(sim, { id: "run", title: "A run" }))) as PackCase;
}

describe("a run saved as a case", () => {
  const acts: readonly SimulationAct[] = [
    submit, { type: "advance", ms: 2 * hour }, approve("dep", "H"), approve("amy", "Q"), approve("yan", "Q"),
    { type: "command", command: "addSigner", by: "amy", node: "Q", people: ["dep"], position: "before", mode: "any" }, approve("dep", "Q"), approve("amy", "Q"),
    { type: "setAnswers", data: { "x-count": 5 } }, approve("owner", "O"), approve("owner", "O", { photos: ["p1"], passwordOk: true }), { type: "advance", ms: 11 * hour }, approve("yan", "D"),
  ];

  it("is played to the same tasks and the same end: roles up the tree, deputies, rosters, areas, signers, evidence", () => {
    const sim = simulateAll(begun(), acts);
    expect(sim.instance.outcome).toBe("approved");
    const one = saved(sim);
    expect(one.when.map((step) => step.do)).toEqual(["begin", "submit", "tick", "approve", "approve", "approve", "addSigner", "approve", "approve", "answers", "approve", "approve", "tick", "approve"]);
    expect(runCase(packOf(ask), one).failures).toEqual([]);
  });

  it("holds whom the run has asked for, and nobody else", () => {
    const { people = {}, absences, duty } = toPackCase(simulateAll(begun(), acts), { id: "run", title: "A run" }).given ?? {};
    expect(Object.keys(people).sort()).toEqual(["amy", "boss", "dep", "head", "owner", "yan", "zoe"]);
    expect(absences).toEqual([expect.objectContaining({ person: "head", deputy: "dep" })]);
    expect(duty).toEqual([expect.objectContaining({ role: "shift-leader", people: ["yan"] })]);
  });

  it("says what was refused and with which checks", () => {
    const sim = simulateAll(begun(ask, { facts: { area: { id: "T1", known: true, gasAlarms: 1, evacuation: false } } }), [...acts.slice(0, 8), approve("owner", "O", { photos: ["p"], passwordOk: true }), { type: "command", command: "submit", by: "zoe", task: "i1:S#1:s1", data: { nowhere: 1 } }]);
    const one = saved(sim);
    expect(one.when[one.when.length - 2]?.then?.refused).toEqual({ code: "CHECKS_FAILED", checks: ["C-1"] });
    expect(runCase(packOf(ask), one).failures).toEqual([]);
  });

  it("fails where the flow no longer does what the run did", () => {
    const one = saved(simulateAll(begun(), acts));
    const changed = { ...ask, nodes: ask.nodes.map((each) => (each.id === "Q" && each.kind === "approval" ? { ...each, mode: "anyApprove" as const } : each)) };
    expect(runCase(packOf(changed), one).failures).toHaveLength(1);
  });

  it("keeps the life of a permit, its interlock and its clocks", () => {
    const sim = simulateAll(beginSimulation({ flow: hotWork, form: hotWorkForm, directory: plantPeople, answers: { point: "T-101", breakMin: 60, lel: 2 }, initiator: "me", now: t0 }), [
      submit, approve("head", "H", { signature: { method: "strokes" } }), { type: "command", command: "event", by: "leader", event: "start", data: { gasAt: new Date(t0).toISOString(), lel: 2 } }, { type: "interlock", cause: "gas-alarm", causeId: "G1", reason: title("gas") },
      { type: "command", command: "event", by: "leader", event: "resume" }, { type: "interlockOver", causeId: "G1" }, { type: "advance", ms: 9 * hour },
    ]);
    expect(sim.instance.outcome).toBe("expired");
    expect(runCase(packOf(hotWork, hotWorkForm), saved(sim)).failures).toEqual([]);
  });

  it("keeps events, children and what happens at one and the same instant, in its order", () => {
    const def = flow([start(), subflow("U"), wait("V", { duration: "PT0S" }), wait("W", { event: "go", key: "k" }), fill("F", ["head"], { due: { after: "PT1H", onOver: "remind" } }), end()], edges("S>U>V>W>F>Z"));
    for (const children of [undefined, { child: "approved" }]) {
      const sim = simulateAll(begun(def, children ? { children } : {}), [
        submit, ...(children ? [] : [{ type: "childEnds", visit: "U#1", outcome: "approved" } as const]), { type: "event", name: "go", key: "other" }, { type: "event", name: "go", key: "k" }, { type: "advance", toNextTimer: true }, { type: "command", command: "submit", by: "head", node: "F" },
      ]);
      expect(sim.instance.outcome).toBe("approved");
      expect(runCase(packOf(def), saved(sim)).failures).toEqual([]);
    }
  });

  it("counts working time where the pack holds the flow's calendar", () => {
    const office: WorkCalendar = { id: "office", title: title("office"), timeZone: "Asia/Shanghai", week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["08:00", "16:00"]]])), holidays: "none" };
    const def = flow([start(), approval("H", ["head"], { due: { after: "PT12H", onOver: "reject" } }), end()], edges("S>H>Z"), { settings: { calendar: "office" } });
    const sim = simulateAll(begun(def, { calendar: compileCalendar(office) }), [submit, { type: "advance", toNextTimer: true }]);
    expect(sim.now - t0).toBe(28 * hour); // eight hours today, four tomorrow
    expect(runCase(packOf(def, form, [office]), saved(sim)).failures).toEqual([]);
    expect(runCase(packOf(def), saved(sim)).failures).toHaveLength(1);
  });
});
