import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../issues/issue.ts";
import type { FlowDefinition, FlowEdge, FlowNode, Life } from "../model/flow.ts";
import { checkGates } from "./check/checkGates.ts";
import type { FlowCheck } from "./check/flowCheck.ts";
import { checkFlow } from "./checkFlow.ts";
import { advanceFlow } from "./advanceFlow.ts";
import { startFlow } from "./startFlow.ts";
import { approval, directoryOf, edges, end, fill, flow, join, people, Running, split, start, textForm, webhook } from "./testing/plant.testkit.ts";
import { hotWork, hotWorkForm, hotWorkLife, plantPeople } from "./testing/hotWork.testkit.ts";

const form = textForm(["f", "g"]);
const t = (text: string) => ({ zh: text, en: text });
const codes = (def: unknown, options = {}) => [...new Set(checkFlow(def, { form, ...options }).filter((one) => one.severity === "error").map((one) => one.code))];
const one = (node: FlowNode): FlowDefinition => flow([start(), node, end()], edges(`S>${node.id}>Z`));
const when = (id: string, from: string, to: string, extra: Partial<FlowEdge>): FlowEdge => ({ id, from, to, ...extra });
const exclusive = (...links: readonly FlowEdge[]): FlowDefinition => flow([start(), split("E", "exclusive"), approval("A", ["a"]), join("J", "E", "any"), end()], [...edges("S>E", "A>J", "J>Z"), ...links]);
const test = { "==": [{ var: "f" }, "x"] };

describe("a sound flow", () => {
  it("has no issues, and any id of the right shape is welcome", () => {
    expect(checkFlow(one(approval("constructor", ["a"])), { form })).toEqual([]);
    const run = new Running(flow([start("toString"), approval("constructor", ["a"]), end("valueOf")], edges("toString>constructor>valueOf")), directoryOf({ me: {}, a: {} }), form);
    expect(run.does("a", "approve", "constructor")).toEqual([]);
    expect(run.instance.outcome).toBe("approved");
  });
  it("may call any of its nodes `end`", () => {
    const run = new Running(flow([start(), approval("end", ["a"]), end()], edges("S>end>Z")), directoryOf({ me: {}, a: {} }), form);
    expect(run.does("a", "approve", "end")).toEqual([]);
    expect(run.instance.outcome).toBe("approved");
  });
});

describe("what is refused, with its code", () => {
  const p = (...more: readonly FlowNode[]): FlowNode[] => [start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), ...more];
  const cases: readonly [name: string, def: unknown, codes: readonly string[]][] = [
    ["nothing at all", null, ["FLOW_INVALID"]],
    ["an array", [], ["FLOW_INVALID"]],
    ["a node without its members", { ...one(approval("A", ["a"])), nodes: [{ id: "A", kind: "approval" }] }, ["FLOW_INVALID"]],
    ["candidates that are no objects", one(approval("A", [], { candidates: [null] })), ["FLOW_INVALID"]],
    ["an unknown kind of node", one({ id: "X", kind: "teleport", title: t("X") } as never), ["FLOW_KIND_NOT_SUPPORTED"]],
    ["an id with a dot", one(approval("a.b", ["a"])), ["FLOW_ID"]],
    ["an id like ours", one(approval("P_b1", ["a"])), ["FLOW_ID"]],
    ["__proto__", one(approval("__proto__", ["a"])), ["FLOW_ID"]],
    ["a leading digit", one(approval("1a", ["a"])), ["FLOW_ID"]],
    ["an id twice", flow([start(), approval("A", ["a"]), approval("A", ["a"]), end()], edges("S>A>Z")), ["FLOW_ID"]],
    ["no start", flow([approval("A", ["a"]), end()], edges("A>Z")), ["FLOW_UNREACHABLE", "FLOW_SHAPE"]],
    ["two starts", flow([start(), start("S2"), approval("A", ["a"]), end()], edges("S>A>Z", "S2>A")), ["FLOW_SHAPE"]],
    ["an edge into nowhere", flow([start(), end()], edges("S>Q>Z")), ["FLOW_SHAPE"]],
    ["a node nothing leads to", flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>Z", "B>Z")), ["FLOW_UNREACHABLE"]],
    ["a node with no way on", flow([start(), approval("A", ["a"])], edges("S>A")), ["FLOW_DEAD_END"]],
    ["an edge that goes back", flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>A")), ["FLOW_UNREACHABLE", "FLOW_DEAD_END", "FLOW_SHAPE"]],
    ["two ways out of an approval", flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z", "A>Z")), ["FLOW_SHAPE"]],
    ["a parallel without join", flow([...p(), end("Z"), end("Y")], edges("S>P>A>Z", "P>B>Y")), ["FLOW_SHAPE"]],
    ["a join of another split", flow([...p(join("J", "A"), end())], edges("S>P>A>J>Z", "P>B>J")), ["FLOW_SHAPE"]],
    ["an end inside a parallel", flow([...p(join("J", "P"), split("E", "exclusive"), join("K", "E", "any"), end(), end("Y")),], [...edges("S>P>A>E", "P>B>J>Z", "K>J"), when("x", "E", "Y", { when: test }), when("y", "E", "K", { default: true })]), ["FLOW_SHAPE"]],
    ["n above the branches", flow([...p(join("J", "P", { n: 3 }), end())], edges("S>P>A>J>Z", "P>B>J")), ["FLOW_JOIN"]],
    ["n of nothing", flow([...p(join("J", "P", { n: 0 }), end())], edges("S>P>A>J>Z", "P>B>J")), ["FLOW_JOIN"]],
    ["branch failure outside a block", one(approval("A", ["a"], { onReject: { do: "branch" } })), ["FLOW_JOIN"]],
    ["no default", exclusive(when("x", "E", "A", { when: test }), when("y", "E", "J", { when: test })), ["FLOW_NO_DEFAULT"]],
    ["two defaults", exclusive(when("x", "E", "A", { default: true }), when("y", "E", "J", { default: true })), ["FLOW_NO_DEFAULT"]],
    ["a branch without condition", exclusive(when("x", "E", "A", {}), when("y", "E", "J", { default: true })), ["FLOW_CONDITION"]],
    ["a condition on a plain edge", flow([start(), end()], [when("x", "S", "Z", { when: test })]), ["FLOW_CONDITION"]],
    ["a condition on an unknown field", exclusive(when("x", "E", "A", { when: { "==": [{ var: "nope" }, 1] } }), when("y", "E", "J", { default: true })), ["FLOW_FIELD_UNKNOWN"]],
    ["a condition on an unknown node", exclusive(when("x", "E", "A", { when: { "==": [{ var: "nodes.Q.outcome" }, 1] } }), when("y", "E", "J", { default: true })), ["FLOW_FIELD_UNKNOWN"]],
    ["access to an unknown field", one(fill("A", ["a"], { fields: { nope: "edit" } })), ["FLOW_FIELD_UNKNOWN"]],
    ["access to an unknown section", one(fill("A", ["a"], { fields: { "section:nope": "edit" } })), ["FLOW_FIELD_UNKNOWN"]],
    ["a check the form lacks", one(approval("A", ["a"], { checks: ["C-99"] })), ["FLOW_CHECK_UNKNOWN"]],
    ["a reject that returns forward", flow([start(), approval("A", ["a"], { onReject: { do: "return", to: "B" } }), approval("B", ["b"]), end()], edges("S>A>B>Z")), ["FLOW_TARGET"]],
    ["a return into a parallel branch", flow([...p(join("J", "P"), approval("D", ["d"], { returns: { targets: ["A"] } }), end())], edges("S>P>A>J>D>Z", "P>B>J")), ["FLOW_TARGET"]],
    ["a goto into a parallel branch", flow([...p(join("J", "P"), approval("D", ["d"], { due: { after: "PT1H", onOver: { goto: "A" } } }), end())], edges("S>P>A>J>D>Z", "P>B>J")), ["FLOW_TARGET"]],
    ["nobody named", one(approval("A", [])), ["FLOW_NOBODY", "FLOW_STUCK"]],
    ["everybody excluded", one(approval("A", ["a"], { exclude: people("a") })), ["FLOW_NOBODY", "FLOW_STUCK"]],
    ["only the initiator, who is forbidden", one(approval("A", [], { candidates: [{ kind: "initiator" }], selfApproval: "forbid" })), ["FLOW_NOBODY", "FLOW_STUCK"]],
    ["an administrator nobody named", flow([start(), approval("A", ["a"], { onNobody: "toAdmin" }), end()], edges("S>A>Z"), { settings: { admin: [] } }), ["FLOW_NOBODY"]],
    ["percent 0", one(approval("A", ["a"], { mode: "vote", vote: { percent: 0 } })), ["FLOW_VOTE"]],
    ["percent 66.6", one(approval("A", ["a"], { mode: "vote", vote: { percent: 66.6 } })), ["FLOW_VOTE"]],
    ["more than all", one(approval("A", ["a"], { mode: "vote", vote: { percent: 100, strict: true } })), ["FLOW_VOTE"]],
    ["count and weights", one(approval("A", ["a"], { mode: "vote", vote: { count: 1, weights: { worker: 2 } } })), ["FLOW_VOTE"]],
    ["neither count nor percent", one(approval("A", ["a"], { mode: "vote" })), ["FLOW_VOTE"]],
    ["anyApprove with a veto", one(approval("A", ["a"], { mode: "anyApprove", rejectPolicy: "veto" })), ["FLOW_VOTE"]],
    ["a veto role nobody has", one(approval("A", ["a"], { mode: "vote", vote: { count: 1, vetoRoles: ["fire-dept"] } })), ["FLOW_VOTE"]],
    ["automatic approval when over", one(approval("A", ["a"], { due: { after: "PT1H", onOver: "approve" } })), ["FLOW_DUE"]],
    ["a deadline of nothing", one(approval("A", ["a"], { due: { after: "PT0S", onOver: "remind" } })), ["FLOW_DUE"]],
    ["a deadline that is no duration", one(approval("A", ["a"], { due: { after: "8h", onOver: "remind" } })), ["FLOW_DUE"]],
    ["a flow that starts itself", one({ id: "X", kind: "act", title: t("X"), act: { do: "startFlow", flow: "flow" } }), ["FLOW_LOOP"]],
    ["a circle of automatic rejects", flow([start(), approval("A", ["a"], { onNobody: "autoReject", onReject: { do: "continue" } }), approval("B", ["b"], { onNobody: "autoReject", onReject: { do: "return", to: "A" } }), end()], edges("S>A>B>Z")), ["FLOW_LOOP"]],
    ["an unknown operator", exclusive(when("x", "E", "A", { when: { eval: ["1"] } }), when("y", "E", "J", { default: true })), ["LOGIC_OPERATOR_UNKNOWN"]],
  ];
  it.each(cases)("%s", (_name, def, expected) => {
    const found = codes(def);
    if (expected[0] === "LOGIC_OPERATOR_UNKNOWN") return expect(found).toEqual([expect.stringMatching(/^LOGIC_/)]);
    expect(found.sort()).toEqual([...expected].sort());
  });

  it("too many nodes, branches and nested blocks", () => {
    const many = Array.from({ length: 1_001 }, (_, i) => approval(`A${i}`, ["a"]));
    expect(codes(flow([start(), ...many, end()], edges(["S", ...many.map((node) => node.id), "Z"].join(">"))))).toEqual(["FLOW_LIMIT"]);
    const wide = Array.from({ length: 51 }, (_, i) => approval(`A${i}`, ["a"]));
    expect(codes(flow([start(), split("P", "parallel"), ...wide, join("J", "P"), end()], edges("S>P", "J>Z", ...wide.map((node) => `P>${node.id}>J`))))).toEqual(["FLOW_LIMIT"]);
    const depth = 21;
    const nodes = Array.from({ length: depth }, (_, i) => [split(`P${i}`, "parallel"), approval(`A${i}`, ["a"]), join(`J${i}`, `P${i}`)]).flat();
    const links = Array.from({ length: depth }, (_, i) => [`P${i}>A${i}>J${i}`, i === depth - 1 ? `P${i}>B>J${i}` : `P${i}>P${i + 1}`, i === 0 ? "J0>Z" : `J${i}>J${i - 1}`]).flat();
    expect(codes(flow([start(), ...nodes, approval("B", ["b"]), end()], edges("S>P0", ...links)))).toContain("FLOW_LIMIT");
  });

  it("warns where today's directory would find nobody", () => {
    const def = one(approval("A", [], { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }] }));
    expect(checkFlow(def, { form, directory: directoryOf({ a: {} }), orgIds: ["unit"] })).toMatchObject([{ code: "FLOW_NOBODY_HERE", severity: "warning", params: { node: "A", orgs: ["unit"] } }]);
    expect(checkFlow(def, { form, directory: directoryOf({ a: { roles: ["safety-dept"] } }), orgIds: ["unit"] })).toEqual([]);
  });

  it("a field signed before is written later: a warning, and on permits an error; never across branches of which one is walked", () => {
    const late = (permit: boolean, fields: object) => flow([start(), approval("A", ["a"], { signs: ["f"], selfApproval: "forbid" }), fill("B", ["b"], { fields }), end()], edges("S>A>B>Z"), permit ? { settings: { permit }, life: hotWorkLife } : {});
    const found = (def: FlowDefinition) => checkFlow(def, { form }).filter((one) => one.code === "FLOW_EDIT_AFTER_SIGN").map((one) => [one.severity, one.params["node"], one.params["fields"]]);
    expect(found(late(false, { f: "edit" }))).toEqual([["warning", "B", ["f"]]]);
    expect(found(late(true, { f: "edit" }))).toEqual([["error", "B", ["f"]]]);
    expect(found(late(true, { g: "edit" }))).toEqual([]);
    const either = flow(
      [start(), split("E", "exclusive"), approval("A", ["a"]), fill("B", ["b"]), join("J", "E", "any"), end()],
      [...edges("S>E", "A>J", "B>J", "J>Z"), when("x", "E", "A", { when: test, order: 0 }), when("y", "E", "B", { default: true, order: 1 })],
    );
    expect(found(either)).toEqual([]);
  });

  it("warns of two parallel branches that write one field", () => {
    const race = (b: object) => flow([start(), split("P", "parallel"), fill("A", ["a"], { fields: { f: "edit" } }), fill("B", ["b"], { fields: b }), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J"));
    expect(checkFlow(race({ f: "edit" }), { form })).toMatchObject([{ code: "FLOW_BRANCH_RACE", severity: "warning", params: { fields: ["f"], nodes: ["A", "B"] } }]);
    expect(checkFlow(race({ g: "edit" }), { form })).toEqual([]);
  });

  it("says each problem in both languages, with every parameter filled in", () => {
    for (const [, def] of cases) {
      for (const found of checkFlow(def, { form })) {
        for (const locale of ["zh-CN", "en"] as const) expect(messageOf(found.code, found.params, locale)).not.toMatch(/\{\w+\}|undefined|\[object/);
      }
    }
  });
});

describe("permits", () => {
  const permit = (node: object, life: Life | undefined = hotWorkLife): FlowDefinition => flow([start(), { ...approval("H", ["head"], { selfApproval: "forbid" }), ...node }, end()], edges("S>H>Z"), { settings: { permit: true }, ...(life ? { life } : {}) });
  const permitCodes = (def: FlowDefinition) => [...new Set(checkFlow(def, { form: hotWorkForm }).map((found) => found.code))];

  it.each([
    ["self-approval", { selfApproval: "skipToManager" }], ["dedupe", { dedupe: "everSame" }], ["a deadline longer than the permit", { due: { after: "PT9H", onOver: "remind" } }],
    ["going on after a reject", { onReject: { do: "continue" } }],
  ])("refuse %s", (_name, node) => expect(permitCodes(permit(node))).toEqual(["FLOW_PERMIT"]));

  it("refuse to be without a life, and to act before the last approval", () => {
    const bare = flow([start(), approval("H", ["head"], { selfApproval: "forbid" }), end()], edges("S>H>Z"), { settings: { permit: true } });
    expect(permitCodes(bare)).toEqual(["FLOW_PERMIT"]);
    const early = flow([start(), webhook("W"), approval("H", ["head"], { selfApproval: "forbid" }), end()], edges("S>W>H>Z"), { settings: { permit: true }, life: hotWorkLife });
    expect(permitCodes(early)).toEqual(["FLOW_PERMIT"]);
  });

  const changed = (change: (life: Life) => Life): FlowDefinition => ({ ...hotWork, life: change(JSON.parse(JSON.stringify(hotWorkLife)) as Life) });
  const state = (life: Life, id: string, more: object): Life => ({ ...life, states: life.states.map((found) => (found.id === id ? { ...found, ...more } : found)) });
  const event = (life: Life, id: string, more: object): Life => ({ ...life, events: life.events.map((found) => (found.id === id ? { ...found, ...more } : found)) });

  it.each<[string, (life: Life) => Life, string]>([
    ["an initial state that does not exist", (life) => ({ ...life, initial: "nope" }), "FLOW_LIFE"],
    ["a live state no timer ends", (life) => state(life, "active", { timers: [] }), "FLOW_LIFE_ENDLESS"],
    ["validity that stops while suspended", (life) => state(life, "active", { timers: [{ ...life.states[1]?.timers?.[0], whileIn: ["active"] }] }), "FLOW_LIFE_ENDLESS"],
    ["a validity clock that a resume restarts", (life) => state(life, "active", { timers: [{ ...life.states[1]?.timers?.[0], from: { event: "resume" } }] }), "FLOW_LIFE_ENDLESS"],
    ["a start without checks", (life) => event(life, "start", { checks: [] }), "FLOW_LIFE"],
    ["a resume without the gas sample that every entry into work wants", (life) => event(life, "resume", { checks: ["C-09", "C-31"] }), "FLOW_LIFE_UNGATED"],
    ["a second way to start that leaves a check out", (life) => ({ ...life, events: [...life.events, { ...life.events[0] as Life["events"][number], id: "quickStart", checks: ["C-08"] }] }), "FLOW_LIFE_UNGATED"],
    ["a life that begins at work", (life) => ({ ...life, initial: "active" }), "FLOW_LIFE_UNGATED"],
    ["a task of the life that its deadline would reject", (life) => state(life, "active", { tasks: [{ ...life.states[1]?.tasks?.[0], due: { after: "PT15M", onOver: "reject" } }] }), "FLOW_LIFE"],
    ["a stop that may be refused", (life) => event(life, "gasAlarm", { checks: ["C-08"] }), "FLOW_LIFE"],
    ["an interlock that starts work", (life) => event(life, "gasAlarm", { from: ["suspended"], to: "active" }), "FLOW_LIFE"],
    ["a timer that starts work", (life) => event(life, "breakOver", { to: "active" }), "FLOW_LIFE"],
    ["a timer whose event the state does not take", (life) => event(life, "expire", { from: ["active"] }), "FLOW_LIFE"],
    ["an event out of a final state", (life) => event(life, "start", { from: ["closed"] }), "FLOW_LIFE"],
    ["a check the form lacks", (life) => event(life, "start", { checks: ["C-99"] }), "FLOW_CHECK_UNKNOWN"],
    ["a state twice", (life) => ({ ...life, states: [...life.states, life.states[0] as Life["states"][number]] }), "FLOW_ID"],
  ])("refuse %s", (_name, change, code) => expect(permitCodes(changed(change))).toContain(code));

  it("tell the way around a gate, and leave a check of the start out at the resume in peace", () => {
    const found = checkFlow(changed((life) => event(life, "resume", { checks: ["C-31"] })), { form: hotWorkForm });
    expect(found.map(({ code, path, params }) => [code, path, params["check"], params["state"], params["trace"]])).toEqual([["FLOW_LIFE_UNGATED", "/life/events/5/checks", "C-08", "active", ["start", "pause", "resume"]]]);
  });

  it("prove the same of a gate as trying every walk of the life does", () => {
    fc.assert(fc.property(fc.array(fc.record({ from: fc.nat(4), to: fc.nat(4), checks: fc.subarray(["C-08", "C-09"]) }), { minLength: 1, maxLength: 7 }), (drawn) => {
      const states = ["ready", "on", "off", "on2", "end"].map((id) => ({ id, title: { zh: id, en: id }, tone: id.startsWith("on") ? "live" as const : "stopped" as const }));
      const life: Life = { initial: "ready", states, events: drawn.map(({ from, to, checks }, i) => ({ id: `v${i}`, title: { zh: "", en: "" }, from: [states[from]?.id ?? ""], to: states[to]?.id ?? "", by: people("leader"), checks })) };
      const gates = checkGates({ form: hotWorkForm } as FlowCheck, life).map((one) => one.params["check"]);
      expect(gates).toEqual(["C-08", "C-09"].filter((id) => walksAround(life, id, id === "C-08")));
    }), { numRuns: 2_000 });
  });
});

/** Every walk of up to ten events, tried one by one. */
function walksAround(life: Life, check: string, anew: boolean): boolean {
  const isLive = (id: string): boolean => life.states.find((one) => one.id === id)?.tone === "live";
  let walks: { at: string; passed: boolean }[] = [{ at: life.initial, passed: false }];
  for (let length = 0; length < 10; length++) {
    walks = walks.flatMap(({ at, passed }) => life.events.filter((one) => one.from.includes(at)).map((one) => ({ at: one.to, passed: anew && isLive(at) && !isLive(one.to) ? false : passed || (one.checks ?? []).includes(check) })));
    if (walks.some((walk) => isLive(walk.at) && !walk.passed)) return true;
    walks = [...new Map(walks.map((walk) => [JSON.stringify(walk), walk])).values()];
  }
  return false;
}

describe("hostile definitions", () => {
  const env = { form, answers: {}, ctx: { now: "" }, directory: directoryOf({ me: {}, a: {} }), orgId: "unit", now: 0 };

  it("any JSON is answered with issues, never with a fault, and is refused by the engine as well", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(checkFlow(value).length).toBeGreaterThan(0);
      expect(startFlow(value as never, { id: "i", submissionId: "s", number: "n", initiator: "me" }, env).issues.length).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });

  it("a sound definition with any one part replaced by junk is judged without a fault, and runs if nothing was found wrong", () => {
    const rich = flow(
      [start("S", { due: { dateField: "gasAt", onOver: "remind" } }), split("I", "inclusive"), approval("A", ["head"], { mode: "vote", vote: { percent: 60, vetoRoles: ["fire-dept"], weights: { "fire-dept": 2 } }, candidates: [{ kind: "role", role: "fire-dept", at: "fieldOrg", field: "point", weight: 2 }, { kind: "manager", level: 1 }], evidence: { comment: ["reject"], gpsWithin: { field: "point", limit: { value: 200, unit: "m", sourceStd: "x", confidence: "project" } } }, due: { after: "PT1H", remindAt: [50], onOver: "transfer", transferTo: people("leader") }, returns: { targets: ["S"], afterRepair: "choose" }, onReject: { do: "branch" } }), webhook("W"), join("J", "I", { n: 1 }, { do: "return", to: "S" }), end()],
      [...edges("S>I", "A>J", "W>J", "J>Z"), when("i1", "I", "A", { when: { "==": [{ var: "lel" }, 1] } }), when("i2", "I", "W", { default: true })],
    );
    expect(checkFlow(rich, { form: hotWorkForm }).filter((found) => found.severity === "error")).toEqual([]);
    const places = [hotWork, rich].flatMap((def) => pathsOf(def).map((path) => ({ def, path })));
    const guessed: string[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant("__proto__"), fc.constant({ constructor: 1 })), ({ def, path }, junk) => {
        const copy = JSON.parse(JSON.stringify(def)) as Record<string, unknown>;
        let at: Record<string, unknown> = copy;
        for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
        at[path[path.length - 1] ?? ""] = junk;
        const found = checkFlow(copy, { form: hotWorkForm });
        if (found.some((one) => one.code === "FLOW_INVALID" && one.path === "" && path.length > 1)) guessed.push(path.join("/"));
        const step = startFlow(copy as never, { id: "i", submissionId: "s", number: "n", initiator: "me", submit: true }, { ...env, form: hotWorkForm, directory: plantPeople });
        if (found.every((one) => one.severity !== "error")) expect(step.issues.map((one) => one.code)).not.toContain("FLOW_INTERNAL");
      }),
      { numRuns: 300 },
    );
    expect(guessed).toEqual([]);
  });

  it("a definition that does not reduce never runs", () => {
    const broken = flow([start(), approval("A", ["a"])], edges("S>A"));
    const step = startFlow(broken, { id: "i", submissionId: "s", number: "n", initiator: "me" }, env);
    expect(step.issues.map((found) => found.code)).toEqual(["FLOW_DEAD_END"]);
    const strange = one({ id: "X", kind: "teleport", title: t("X") } as never);
    expect(startFlow(strange, { id: "i", submissionId: "s", number: "n", initiator: "me" }, env).issues.map((found) => found.code)).toEqual(["FLOW_KIND_NOT_SUPPORTED"]);
    expect(advanceFlow(strange, step.instance, { type: "timer", timerId: "x" }, env).issues.map((found) => found.code)).toEqual(["FLOW_KIND_NOT_SUPPORTED"]);
  });
});

/** Every place in a JSON value, as a path of keys. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}
