import { describe, expect, it } from "vitest";
import { messageOf } from "../../issues/issue.ts";
import type { FlowDefinition, FlowEdge, FlowNode, FlowSettings } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { checkFlow, type CheckFlowOptions } from "../checkFlow.ts";
import { hotWorkForm, hotWorkLife } from "../testing/hotWork.testkit.ts";
import { approval, directoryOf, edges, end, fill, flow, join, people, split, start, textForm, webhook } from "../testing/plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });
const form: FormDefinition = {
  ...textForm(["f", "g", "h"]),
  schema: {
    type: "object", required: ["f", "g", "h", "on"],
    properties: {
      ...Object.fromEntries(["f", "g", "h"].map((xid) => [xid, { type: "string", "x-id": xid, "x-title": t(xid) }])),
      on: { type: "string", format: "date", "x-id": "on", "x-title": t("on") }, count: { type: "integer", "x-id": "count", "x-title": t("count") },
      rows: { type: "array", "x-id": "rows", "x-title": t("rows"), items: { type: "object", properties: { a: { type: "string", "x-id": "a", "x-title": t("a") } } } },
    },
  },
};
const is = (path: string, value: string) => ({ "==": [{ var: path }, value] });
const read = (id: string, who: string, extra: object = {}): FlowNode => fill(id, [who], { fields: { "*": "read" }, ...extra });
const wait = (id: string, until: object): FlowNode => ({ id, kind: "wait", title: t(id), until }) as FlowNode;
const subflow = (id: string, extra: object = {}): FlowNode => ({ id, kind: "subflow", title: t(id), flow: { id: "child", hash: "h" }, sync: true, onChildReject: { do: "end" }, ...extra });

/** S > A > P{ B > E{C | } | D > W } > F > Z, without anything to say against it. */
const nodes: readonly FlowNode[] = [
  start(), approval("A", ["a"]), split("P", "parallel"), approval("B", ["b"], { onReject: { do: "branch" } }), split("E", "exclusive"), read("C", "c"), join("K", "E", "any"),
  read("D", "d"), wait("W", { duration: "PT1H" }), join("J", "P"), approval("F", ["f"]), end(),
];
const links: readonly FlowEdge[] = [
  ...edges("S>A>P>B>E", "P>D>W>J", "C>K>J>F>Z"), { id: "y", from: "E", to: "C", when: is("f", "x"), order: 0 }, { id: "n", from: "E", to: "K", default: true, order: 1 },
];
const sound = flow(nodes, links);
const withNode = (id: string, change: object): FlowDefinition => ({ ...sound, nodes: sound.nodes.map((node) => (node.id === id ? ({ ...node, ...change }) : node)) });
const withSettings = (change: Partial<FlowSettings>): FlowDefinition => ({ ...sound, settings: { ...sound.settings, ...change } });
const found = (def: FlowDefinition, options: CheckFlowOptions = {}) => checkFlow(def, { form, ...options });
const codes = (def: FlowDefinition, options: CheckFlowOptions = {}) => [...new Set(found(def, options).map((one) => `${one.severity[0]} ${one.code}`))];

describe("one thing broken in a sound flow gives exactly its code", () => {
  it("the flow itself has nothing", () => expect(found(sound)).toEqual([]));

  const cases: readonly [what: string, broken: FlowDefinition, code: string, still: FlowDefinition][] = [
    ["a field signed before may be edited", withNode("C", { fields: { g: "require" } }), "w FLOW_EDIT_AFTER_SIGN", withNode("A", { fields: { g: "hidden" } })],
    ["two branches write one field", { ...sound, nodes: withNode("C", { fields: { count: "edit" } }).nodes.map((one) => ({ ...one, ...(one.id === "D" ? { fields: { count: "edit" } } : {}), ...(one.kind === "approval" ? { signs: ["f"] } : {}) })) }, "w FLOW_BRANCH_RACE", { ...sound, nodes: sound.nodes.map((one) => (one.kind === "approval" ? { ...one, signs: ["f"] } : one)) }],
    ["one branch writes what another's condition reads", { ...sound, nodes: sound.nodes.map((one) => ({ ...one, ...(one.id === "D" ? { fields: { f: "require" } } : {}), ...(one.kind === "approval" ? { signs: ["g"] } : {}) })) }, "w FLOW_BRANCH_RACE", { ...sound, nodes: sound.nodes.map((one) => ({ ...one, ...(one.id === "D" ? { fields: { h: "require" } } : {}), ...(one.kind === "approval" ? { signs: ["g"] } : {}) })) }],
    ["a reject returns into a branch", withNode("F", { onReject: { do: "return", to: "B" } }), "e FLOW_TARGET", withNode("F", { onReject: { do: "return", to: "A" } })],
    ["a return target in the other branch", withNode("D", { returns: { targets: ["B"] } }), "e FLOW_TARGET", withNode("D", { returns: { targets: ["A", "S"] } })],
    ["a block that fails returns to what comes later", withNode("J", { onFail: { do: "return", to: "F" } }), "e FLOW_TARGET", withNode("J", { onFail: { do: "return", to: "A" } })],
    ["a deadline jumps into a branch", withNode("F", { due: { after: "PT1H", onOver: { goto: "D" } } }), "e FLOW_TARGET", withNode("F", { due: { after: "PT1H", onOver: { goto: "A" } } })],
    ["nothing says what happens when nobody is found", withNode("A", { onNobody: undefined }), "e FLOW_NOBODY", withNode("A", { onNobody: "block" })],
    ["only whoever acted later", withNode("A", { candidates: [{ kind: "actorOf", node: "F" }], onNobody: "autoReject" }), "e FLOW_NOBODY", withNode("F", { candidates: [{ kind: "actorOf", node: "A" }], onNobody: "autoReject" })],
    ["only a role that is kept out everywhere", withNode("A", { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg", weight: 2 }], exclude: [{ kind: "role", role: "safety-dept", at: "anywhere" }], onNobody: "autoReject" }), "e FLOW_NOBODY", withNode("A", { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }], exclude: [{ kind: "role", role: "safety-dept", at: "$root" }] })],
    ["only a manager among those kept out", withNode("A", { candidates: [{ kind: "manager", level: 2 }], exclude: [{ kind: "managerChain", upTo: 3 }], onNobody: "autoReject" }), "e FLOW_NOBODY", withNode("A", { candidates: [{ kind: "manager", level: 4 }], exclude: [{ kind: "managerChain", upTo: 3 }] })],
    ["a wait of no length", withNode("W", { until: { duration: "PT0S" } }), "e FLOW_DUE", withNode("W", { until: { dateField: "on" } })],
    ["a wait for two things", withNode("W", { until: { duration: "PT1H", dateField: "on" } }), "e FLOW_DUE", withNode("W", { until: { duration: "PT1H" } })],
    ["a wait for an event and nothing else", withNode("W", { until: { event: "ready", key: "k" } }), "w FLOW_WAIT_ENDLESS", { ...withNode("W", { until: { event: "ready", key: "k" } }), nodes: withNode("W", { until: { event: "ready", key: "k" } }).nodes.map((one) => (one.id === "J" ? join("J", "P", "any") : one)) }],
    ["a step that blocks for ever", withNode("A", { exclude: people("a"), onNobody: "block" }), "e FLOW_NOBODY,e FLOW_STUCK", withNode("A", { exclude: people("b") })],
    ["an administrator nobody named", { ...withNode("A", { onNobody: "toAdmin" }), settings: withSettings({ admin: [] }).settings }, "e FLOW_NOBODY", withNode("A", { onNobody: "toAdmin" })],
    ["a past date asks the step again and again", withNode("F", { due: { dateField: "on", onOver: { goto: "F" } } }), "e FLOW_LOOP", withNode("F", { due: { dateField: "on", onOver: { goto: "A" } } })],
    ["past dates send it round between two steps", { ...withNode("F", { due: { dateField: "on", onOver: { goto: "A" } } }), nodes: withNode("F", { due: { dateField: "on", onOver: { goto: "A" } } }).nodes.map((one) => (one.id === "A" ? ({ ...one, due: { dateField: "on", onOver: { goto: "F" } } }) as FlowNode : one)) }, "e FLOW_LOOP", withNode("F", { due: { after: "PT1H", onOver: { goto: "F" } } })],
    ["a subflow that is the flow itself", withNode("D", { ...subflow("D"), flow: { id: "flow", hash: "h" } }), "e FLOW_LOOP", withNode("D", subflow("D"))],
    ["rows of a field that has none", withNode("D", subflow("D", { rows: "f" })), "e FLOW_SUBFLOW", withNode("D", subflow("D", { rows: "rows", complete: { n: 2 } }))],
    ["none of the rows to complete", withNode("D", subflow("D", { rows: "rows", complete: { n: 0 } })), "e FLOW_SUBFLOW", withNode("D", subflow("D", { rows: "rows", complete: "any" }))],
    ["a number to complete where nobody waits", withNode("D", subflow("D", { rows: "rows", complete: "all", sync: false })), "e FLOW_SUBFLOW", withNode("D", subflow("D", { rows: "rows", sync: false }))],
  ];
  it.each(cases)("%s", (_what, broken, code, still) => {
    expect(codes(broken).join()).toBe(code);
    expect(codes(still)).toEqual([]);
    for (const one of found(broken)) for (const locale of ["zh-CN", "en"] as const) expect(messageOf(one.code, one.params, locale)).not.toMatch(/\{\w+\}|undefined|\[object/);
  });

  it("a circle of branches that reject themselves, and the block they make fail", () => {
    const block = (onNobody: string) => flow([start(), approval("A", ["a"], { onNobody, onReject: { do: "continue" } }), split("P", "parallel"), approval("B", ["b"], { onNobody: "autoReject", onReject: { do: "branch" } }), read("C", "c"), join("J", "P", "all", { do: "return", to: "A" }), end()], edges("S>A>P>B>J>Z", "P>C>J"));
    const [loop, ...others] = found(block("autoReject"));
    expect([loop?.code, others]).toEqual(["FLOW_LOOP", []]);
    expect([...new Set(loop?.params["nodes"] as string[])].sort()).toEqual(["A", "B", "P"]);
    expect(codes(block("toAdmin"))).toEqual([]);
  });

  it("the way shown to a late edit passes the signature", () => {
    const either = flow([start(), split("X", "exclusive"), approval("A", ["a"], { signs: ["f"] }), join("Y", "X", "any"), fill("B", ["b"], { fields: { f: "require" } }), end()], [...edges("S>X", "A>Y>B>Z"), { id: "y", from: "X", to: "A", when: is("g", "x"), order: 0 }, { id: "n", from: "X", to: "Y", default: true, order: 1 }]);
    expect(found(either)).toMatchObject([{ code: "FLOW_EDIT_AFTER_SIGN", params: { node: "B", signedAt: ["A"], trace: ["S", "X", "A", "Y", "B"] } }]);
  });

  it("an approval signs in one branch what the other edits, whichever is drawn first", () => {
    const beside = (first: FlowNode, second: FlowNode) => flow([start(), split("P", "parallel"), first, second, join("J", "P"), end()], edges(`S>P>${first.id}>J>Z`, `P>${second.id}>J`));
    const [signer, writer] = [approval("A", ["a"], { signs: ["f"] }), fill("B", ["b"], { fields: { f: "require" } })];
    for (const def of [beside(signer, writer), beside(writer, signer)]) expect(found(def)).toMatchObject([{ code: "FLOW_EDIT_AFTER_SIGN", params: { node: "B", signedAt: ["A"], fields: ["f"] } }]);
  });
});

describe("nobody here", () => {
  const role = [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }];
  const directory = directoryOf({ a: { roles: ["safety-dept"] }, gone: { roles: ["safety-dept"], disabled: true } });
  const here = (change: object, orgIds = ["unit"]) => found(withNode("A", { candidates: role, ...change }), { directory, orgIds }).filter((one) => one.params["node"] === "A");
  it("counts those left after exclusion, in each unit asked about", () => {
    expect(here({})).toEqual([]);
    expect(here({ exclude: people("gone") })).toEqual([]);
    expect(here({ exclude: people("a") })).toMatchObject([{ code: "FLOW_NOBODY_HERE", severity: "warning", params: { orgs: ["unit"] } }]);
    expect(here({ candidates: people("gone") }, ["unit", "other"])).toMatchObject([{ code: "FLOW_NOBODY_HERE", params: { orgs: ["unit", "other"] } }]);
  });
});

describe("flows that start each other", () => {
  const calls = (id: string, ...others: readonly string[]): FlowDefinition => ({ ...flow([start(), ...others.map((other, i): FlowNode => (i % 2 ? { id: `X${i}`, kind: "act", title: t("x"), act: { do: "startFlow", flow: other } } : subflow(`X${i}`, { flow: { id: other, hash: "h" } }))), end()], edges(["S", ...others.map((_, i) => `X${i}`), "Z"].join(">"))), id });
  const among = (...all: readonly FlowDefinition[]) => found(all[0] as FlowDefinition, { flows: (id) => all.find((one) => one.id === id) });
  it("may not go round", () => {
    expect(among(calls("a", "b", "c"), calls("b", "c"), calls("c"))).toEqual([]);
    const [cycle] = among(calls("a", "b"), calls("b", "d", "c"), calls("c", "a"), calls("d"));
    expect(cycle).toMatchObject({ code: "FLOW_LOOP", severity: "error" });
    expect([...new Set(cycle?.params["nodes"] as string[])].sort()).toEqual(["a", "b", "c"]);
  });
  it("go five deep and no deeper; one that is not there is told", () => {
    const chain = (length: number) => Array.from({ length }, (_, i) => calls(`f${i}`, ...(i < length - 1 ? [`f${i + 1}`] : [])));
    expect(among(...chain(6))).toEqual([]);
    expect(among(...chain(7))).toMatchObject([{ code: "FLOW_LIMIT", params: { actual: 6, max: 5, trace: ["f0", "f1", "f2", "f3", "f4", "f5", "f6"] } }]);
    expect(among(calls("a", "lost"))).toMatchObject([{ code: "FLOW_SUBFLOW", params: { node: "X0" } }]);
  });
});

describe("a permit", () => {
  const boss = (id: string, extra: object = {}): FlowNode => approval(id, ["head"], { selfApproval: "forbid", ...extra });
  const permit = (some: readonly FlowNode[], ...chains: readonly string[]): FlowDefinition => flow([start("S", { fields: { "*": "require" } }), ...some, end()], edges(...chains), { settings: { permit: true }, life: hotWorkLife });
  const permitFound = (def: FlowDefinition) => checkFlow(def, { form: hotWorkForm }).filter((one) => one.severity === "error").map((one) => [one.code, one.params["node"], one.params["trace"]]);

  it("may not be approved past every approver; the way is shown", () => {
    const chosen = (second: readonly FlowNode[], ways: readonly string[]): FlowDefinition => {
      const def = permit([split("E", "exclusive"), boss("A"), ...second, join("J", "E", "any")], "S>E", "A>J>Z", ...ways);
      return { ...def, edges: [...def.edges, { id: "y", from: "E", to: "A", when: { ">": [{ var: "lel" }, 5] }, order: 0 }, { id: "n", from: "E", to: second[0]?.id ?? "J", default: true, order: 1 }] };
    };
    expect(permitFound(chosen([], []))).toEqual([["FLOW_PERMIT", "Z", ["S", "E", "J", "Z"]]]);
    expect(permitFound(chosen([boss("B")], ["B>J"]))).toEqual([]);
  });
  it("with a join that does not wait may be approved past them too", () => {
    const side = (mode: unknown) => permit([split("P", "parallel"), boss("A"), fill("B", ["leader"], { fields: { "*": "read" } }), join("J", "P", mode)], "S>P>A>J>Z", "P>B>J");
    expect(permitFound(side("any"))).toEqual([["FLOW_PERMIT", "Z", ["S", "P", "B", "J", "Z"]]]);
    expect(permitFound(side("all"))).toEqual([]);
  });
  it("may not have a deadline that only starts again", () => {
    const due = (goto: string) => permit([boss("A"), boss("B", { due: { after: "PT1H", onOver: { goto } } })], "S>A>B>Z");
    expect(permitFound(due("B")).map((one) => one[0])).toEqual(["FLOW_PERMIT"]);
    expect(permitFound(due("A"))).toEqual([]);
  });
  it("may act only where no approval is to come, on this way or beside it", () => {
    const beside = permit([split("P", "parallel"), boss("A"), webhook("W"), join("J", "P")], "S>P>A>J>Z", "P>W>J");
    expect(permitFound(beside).map((one) => one[1])).toEqual(["W"]);
    expect(permitFound(permit([boss("A"), webhook("W")], "S>A>W>Z"))).toEqual([]);
    const apart = permit([boss("A"), split("E", "exclusive"), webhook("W"), boss("B"), join("J", "E", "any")], "S>A>E", "W>J>Z", "B>J");
    expect(permitFound({ ...apart, edges: [...apart.edges, { id: "y", from: "E", to: "W", when: { ">": [{ var: "lel" }, 5] }, order: 0 }, { id: "n", from: "E", to: "B", default: true, order: 1 }] })).toEqual([]);
  });
});
