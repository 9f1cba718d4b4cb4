import { describe, expect, it } from "vitest";
import type { FlowDefinition, FlowNode, LifeEvent, LifeState } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { readPack } from "../../overlays/testing/readPack.testkit.ts";
import { checkFlow } from "../checkFlow.ts";

const permits = readPack("safeloop-permits");
const form = permits.forms.find((one) => one.id === "permit-hot-work")!;
const flow = permits.flows.find((one) => one.id === "permit-hot-work")!;

const errors = (def: FlowDefinition, on: FormDefinition = form): string[] => checkFlow(def, { form: on, permitModel: true }).filter((one) => one.severity === "error").map((one) => `${one.code} ${one.path}`);
const life = (change: (one: NonNullable<FlowDefinition["life"]>) => NonNullable<FlowDefinition["life"]>): FlowDefinition => (flow.life ? { ...flow, life: change(flow.life) } : flow);
const withEvent = (id: string, change: (event: LifeEvent) => LifeEvent): FlowDefinition => life((one) => ({ ...one, events: one.events.map((event) => (event.id === id ? change(event) : event)) }));
const withState = (id: string, change: (state: LifeState) => LifeState): FlowDefinition => life((one) => ({ ...one, states: one.states.map((state) => (state.id === id ? change(state) : state)) }));
const withNodes = (change: (node: FlowNode) => FlowNode): FlowDefinition => ({ ...flow, nodes: flow.nodes.map(change) });
const without = (list: readonly string[] | undefined, id: string): readonly string[] => (list ?? []).filter((one) => one !== id);
const gates = form.logic.flatMap((rule) => (rule.gate === undefined || rule.id === undefined ? [] : [rule.id]));

describe("the machine of the shipped hot-work permit", () => {
  it("stands as it is", () => {
    expect(errors(flow)).toEqual([]);
    expect(gates).toEqual(expect.arrayContaining(["C-04", "C-06", "C-08", "C-09", "C-15", "C-20", "C-21"]));
  });

  it.each(gates)("turns red when start no longer judges %s, when resume does not, and when no approval does", (id) => {
    for (const event of ["start", "resume"]) expect(errors(withEvent(event, (one) => ({ ...one, checks: without(one.checks, id) })))).toContain(`FLOW_LIFE_UNGATED /life/events/${flow.life?.events.findIndex((one) => one.id === event) ?? -1}/checks`);
    expect(errors(withNodes((node) => (node.kind === "approval" ? { ...node, checks: without(node.checks, id) } : node)))).toContain(`FLOW_PERMIT /nodes/${flow.nodes.findIndex((one) => one.id === "approved")}`);
  });

  it.each(["C-04", "C-06", "C-08", "C-09", "C-15", "C-20", "C-21"])("turns red when %s is a gate no more, or is taken out of the form", (id) => {
    const ungated: FormDefinition = { ...form, logic: form.logic.map((rule) => { const { gate: _gate, ...rest } = rule; return rule.id === id ? rest : rule; }) };
    expect(errors(flow, ungated)).toContain("FLOW_PERMIT /form");
    expect(errors(flow, { ...form, logic: form.logic.filter((rule) => rule.id !== id) }).length).toBeGreaterThan(0);
  });

  it.each<[string, FlowDefinition]>([
    ["the validity is dropped", withState("active", (state) => ({ ...state, timers: (state.timers ?? []).filter((timer) => timer.id !== "validity") }))],
    ["the validity does not run through a suspension", withState("active", (state) => ({ ...state, timers: (state.timers ?? []).map((timer) => (timer.id === "validity" ? { ...timer, whileIn: ["active"] } : timer)) }))],
    ["the validity begins with the first pause only", withState("active", (state) => ({ ...state, timers: (state.timers ?? []).map((timer) => (timer.id === "validity" ? { ...timer, from: { event: "pause" } } : timer)) }))],
    ["the validity begins anew at each resume", withState("active", (state) => ({ ...state, timers: (state.timers ?? []).map((timer) => (timer.id === "validity" ? { ...timer, from: { event: "resume" } } : timer)) }))],
    ["what the validity fires does not end the permit", withState("active", (state) => ({ ...state, timers: (state.timers ?? []).map((timer) => (timer.id === "validity" ? { ...timer, fires: "gas-overdue", whileIn: ["active"] } : timer)) }))],
    ["a second way leads to work, past the clock", life((one) => ({ ...one, events: [...one.events, { id: "short-cut", title: { zh: "捷径", en: "Short cut" }, from: ["approved"], to: "active", by: [{ kind: "initiator" }], checks: gates }] }))],
    ["a second way leads to work, past the checks", life((one) => ({ ...one, events: [...one.events, { id: "short-cut", title: { zh: "捷径", en: "Short cut" }, from: ["finished"], to: "active", by: [{ kind: "initiator" }] }] }))],
    ["a timer starts work", life((one) => ({ ...one, events: [...one.events, { id: "auto", title: { zh: "自动", en: "Auto" }, from: ["approved"], to: "active", by: "timer" }] }))],
    ["an event after approval lets the application be edited", withEvent("start", (event) => ({ ...event, form: { sections: ["gas", "onsite", "basic"] } }))],
    ["an event after approval lets the measures be edited", withEvent("resume", (event) => ({ ...event, form: { sections: ["gas", "onsite", "measures"] } }))],
    ["an event moves the planned end", withEvent("pause", (event) => ({ ...event, effects: [...(event.effects ?? []), { do: "setField", field: "planEnd", value: "2027-01-01T00:00:00Z" }] }))],
    ["a task of the life asks for the hazard analysis", withState("active", (state) => ({ ...state, tasks: [{ id: "again", title: { zh: "再分析", en: "Again" }, candidates: [{ kind: "initiator" }], form: { sections: ["jsa"] } }] }))],
    ["the ticket check may still edit", withNodes((node) => (node.id === "ticket-check" && node.kind === "approval" ? { ...node, fields: { "*": "edit" } } : node))],
    ["an approval may be given by who applied", withNodes((node) => (node.id === "safety-level1" && node.kind === "approval" ? { ...node, selfApproval: "allow" } : node))],
    ["a way leads around every approver", { ...flow, edges: flow.edges.map((edge) => (edge.id === "e2" ? { ...edge, to: "approved" } : edge)) }],
  ])("turns red when %s", (_what, broken) => {
    expect(errors(broken).length).toBeGreaterThan(0);
  });

  it("lets gas tests grow and marks of the site change while it is issued", () => {
    expect(flow.life?.events.find((event) => event.id === "start")?.form?.sections).toEqual(["gas", "onsite"]);
    expect(errors(withEvent("finish", (event) => ({ ...event, form: { sections: ["close", "gas", "media"] } })))).toEqual([]);
  });
});
