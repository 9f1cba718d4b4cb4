import { describe, expect, it } from "vitest";
import { messageOf } from "../../issues/issue.ts";
import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";
import { approval, edges, end, fill, flow, join, people, setField, split, start } from "../../flows/testing/plant.testkit.ts";
import { dominatorsOf, flowShapeIssues } from "./flowShape.ts";

const isWindy = { ">=": [{ var: "windLevel" }, 5] };

/** start → prepare → base unit → (windy: principal | else) → safety department → end. */
const nodes = {
  S: start("S"), prepare: fill("prepare", ["leader"]), base: approval("base", ["head"], { signs: ["windLevel"] }),
  X: split("X", "exclusive"), principal: approval("principal", ["boss"], { signs: ["windLevel"] }), XJ: join("XJ", "X", "any"),
  safety: approval("safety", ["safety"], { signs: ["windLevel", "gas"], fields: { "*": "read" } }), Z: end("Z"),
};
const links: readonly FlowEdge[] = [
  ...edges("S>prepare>base>X"), { id: "windy", from: "X", to: "principal", order: 1, when: isWindy }, { id: "calm", from: "X", to: "XJ", order: 2, default: true },
  ...edges("principal>XJ").map((one) => ({ ...one, id: "p1" })), ...edges("XJ>safety>Z").map((one, i) => ({ ...one, id: `t${i}` })),
];
const upper = flow(Object.values(nodes), links);
const locked = ["base", "principal", "safety"];

/** The upper flow with nodes put in place of, or beside, its own, and other edges. */
function edited(changes: { readonly nodes?: readonly FlowNode[]; readonly without?: readonly string[]; readonly edges?: readonly FlowEdge[]; readonly cut?: readonly string[] }): FlowDefinition {
  const fresh = changes.nodes ?? [];
  const kept = upper.nodes.filter((one) => !fresh.some((other) => other.id === one.id) && !(changes.without ?? []).includes(one.id));
  const cut = [...(changes.cut ?? []), ...(changes.edges ?? []).map((one) => one.id)];
  return { ...upper, nodes: [...kept, ...fresh], edges: [...upper.edges.filter((one) => !cut.includes(one.id)), ...(changes.edges ?? [])] };
}

const link = (id: string, from: string, to: string, more: Partial<FlowEdge> = {}): FlowEdge => ({ id, from, to, ...more });
const said = (local: FlowDefinition, protectedFields: readonly string[] = []): readonly string[] =>
  flowShapeIssues(upper, local, locked, protectedFields).map((one) => `${one.code} ${String(one.params["node"])}`);

describe("what an overlay may do to a flow with locked steps", () => {
  it("inserts people in series, before, between and behind", () => {
    expect(said(upper)).toEqual([]);
    expect(said(edited({ nodes: [approval("extra", ["x"])], edges: [link("t0", "XJ", "extra"), link("n1", "extra", "safety")] }))).toEqual([]);
    expect(said(edited({ nodes: [approval("last", ["x"])], edges: [link("t1", "safety", "last"), link("n1", "last", "Z")] }))).toEqual([]);
    expect(said(edited({ nodes: [approval("deputy", ["x"])], edges: [link("p1", "principal", "deputy"), link("n1", "deputy", "XJ")] }))).toEqual([]);
  });

  it("inserts a split whose branches hold its own steps only", () => {
    const local = edited({
      nodes: [split("L", "parallel"), approval("one", ["x"]), approval("two", ["y"]), join("LJ", "L")],
      edges: [link("t0", "XJ", "L"), link("l1", "L", "one"), link("l2", "L", "two"), link("l3", "one", "LJ"), link("l4", "two", "LJ"), link("l5", "LJ", "safety")],
    });
    expect(said(local)).toEqual([]);
  });

  it("takes no locked step away, nor its order, nor puts it in a branch", () => {
    expect(said(edited({ without: ["safety"], edges: [link("t0", "XJ", "Z")], cut: ["t1"] }))).toEqual(["FLOW_BYPASS safety"]);
    const swapped = edited({ edges: [link("e0-1", "prepare", "X"), link("t0", "XJ", "safety"), link("t1", "safety", "base"), link("e0-2", "base", "Z")] });
    expect(new Set(said(swapped))).toEqual(new Set(["FLOW_BYPASS safety", "FLOW_BYPASS principal"]));
    const wrapped = edited({
      nodes: [split("L", "exclusive"), join("LJ", "L", "any")],
      edges: [link("t0", "XJ", "L"), link("l1", "L", "safety", { order: 1, when: isWindy }), link("l2", "L", "LJ", { order: 2, default: true }), link("t1", "safety", "LJ"), link("l3", "LJ", "Z")],
    });
    expect(said(wrapped)).toEqual(["FLOW_BYPASS safety"]);
  });

  it("15: adds no branch before the default that leads past a locked step, and changes no condition", () => {
    const earlier = edited({ edges: [link("mine", "X", "XJ", { order: 0, when: { "===": [{ var: "site" }, "mine"] } })] });
    expect(said(earlier)).toEqual(["FLOW_BYPASS principal"]);
    expect(said(edited({ edges: [{ ...links.find((one) => one.id === "windy")!, when: { ">=": [{ var: "windLevel" }, 6] } }] }))).toEqual(["FLOW_BYPASS principal"]);
    // A split before the safety department with a way straight to the end.
    const aside = edited({
      nodes: [split("L", "exclusive"), end("early", "approved")],
      edges: [link("t0", "XJ", "L"), link("l1", "L", "early", { order: 1, when: isWindy }), link("l2", "L", "LJ", { order: 2, default: true }), link("l3", "LJ", "safety")],
    });
    const joined = { ...aside, nodes: [...aside.nodes, join("LJ", "L", "any")] };
    expect(said(joined)).toEqual(["FLOW_BYPASS safety"]);
  });

  it("ends early only to reject or cancel", () => {
    const early = (outcome: string): FlowDefinition => edited({
      nodes: [split("L", "exclusive"), end("early", outcome), join("LJ", "L", "any")],
      edges: [link("t0", "XJ", "L"), link("l1", "L", "early", { order: 1, when: isWindy }), link("l2", "L", "LJ", { order: 2, default: true }), link("l3", "LJ", "safety")],
    });
    expect(said(early("rejected"))).toEqual([]);
    expect(said(early("cancelled"))).toEqual([]);
    expect(said(early("approved"))).toEqual(["FLOW_BYPASS safety"]);
  });

  it("neither goes on when a locked step fails nor jumps over one when time is over", () => {
    expect(said(edited({ nodes: [approval("safety", ["safety"], { signs: ["windLevel", "gas"], onReject: { do: "continue" } })] }))).toEqual(["FLOW_BYPASS safety"]);
    const due = (goto: string): FlowDefinition => edited({ nodes: [approval("extra", ["x"], { due: { after: "PT1H", onOver: { goto } } })], edges: [link("t0", "XJ", "extra"), link("n1", "extra", "safety")] });
    expect(said(due("Z"))).toEqual(["FLOW_BYPASS safety"]);
    expect(said(due("prepare"))).toEqual([]);
    expect(said(due("principal"))).toEqual(["FLOW_BYPASS safety"]);
  });

  it("keeps a join at least as strict, with no branch to satisfy it first", () => {
    const base = (mode: unknown, branches: readonly string[]): FlowDefinition => flow(
      [start("S"), split("P", "parallel"), ...branches.map((id) => approval(id, [id])), join("PJ", "P", mode), end("Z")],
      [link("s", "S", "P"), ...branches.flatMap((id, i) => [link(`b${id}`, "P", id, { order: i }), link(`j${id}`, id, "PJ")]), link("z", "PJ", "Z")],
    );
    const between = (from: FlowDefinition, to: FlowDefinition): readonly string[] => flowShapeIssues(from, to, ["a"]).map((one) => one.code);
    expect(between(base("any", ["a", "b"]), base("all", ["a", "b"]))).toEqual([]);
    expect(between(base({ n: 2 }, ["a", "b", "c"]), base({ n: 3 }, ["a", "b", "c"]))).toEqual([]);
    expect(between(base("all", ["a", "b"]), base("any", ["a", "b"]))).toEqual(["FLOW_BYPASS"]);
    expect(between(base("all", ["a", "b"]), base("all", ["a", "b", "c"]))).toEqual([]);
    expect(between(base("any", ["a", "b"]), base("any", ["a", "b", "c"]))).toEqual(["FLOW_BYPASS"]);
  });

  it("gives back what is wrong with a drawing that is not nested", () => {
    expect(flowShapeIssues(upper, { ...upper, edges: [] }, locked).map((one) => one.code)).toEqual(["FLOW_DEAD_END"]);
  });
});

describe("what was signed", () => {
  const after = (node: FlowNode): FlowDefinition => edited({ nodes: [node], edges: [link("t1", "safety", node.id), link("n1", node.id, "Z")] });

  it("20: a fill behind the safety department may not change what it signed", () => {
    const issues = flowShapeIssues(upper, after(fill("note", ["x"], { fields: { "*": "read", windLevel: "edit" } })), locked);
    expect(issues).toEqual([expect.objectContaining({ code: "EDIT_AFTER_SIGN", params: { node: "note", field: "windLevel", signer: "base" } })]);
    expect(messageOf("EDIT_AFTER_SIGN", issues[0]!.params, "zh-CN")).toContain("windLevel");
    expect(said(after(fill("note", ["x"], { fields: { "*": "read", remark: "edit" } })))).toEqual([]);
  });

  it("covers `*`, sections nobody knows, acts, and fields a locked check reads", () => {
    expect(said(after(fill("note", ["x"]))).length).toBeGreaterThan(0);
    expect(said(after(fill("note", ["x"], { fields: { "*": "edit", windLevel: "read", gas: "hidden" } })))).toEqual([]);
    const bySection = after(fill("note", ["x"], { fields: { "*": "read", "section:s": "edit" } }));
    expect(said(bySection).length).toBeGreaterThan(0);
    expect(flowShapeIssues(upper, bySection, locked, [], { s: ["remark"] })).toEqual([]);
    expect(said(after(setField("act", "gas", 0)))).toEqual(["EDIT_AFTER_SIGN act"]);
    expect(said(after(setField("act", "remark", 0)))).toEqual([]);
    expect(said(after(setField("act", "remark", 0)), ["remark"])).toEqual(["EDIT_AFTER_SIGN act"]);
  });

  it("of a signer that names no fields is all that signer sees", () => {
    const whole = { ...upper, nodes: upper.nodes.map((one) => (one.id === "safety" ? approval("safety", ["safety"], { fields: { "*": "hidden", gas: "read" } }) : one)) };
    const note = (field: string): FlowDefinition => ({ ...whole, nodes: [...whole.nodes, fill("note", ["x"], { fields: { "*": "read", [field]: "edit" } })], edges: [...whole.edges.filter((one) => one.id !== "t1"), link("t1", "safety", "note"), link("n1", "note", "Z")] });
    expect(flowShapeIssues(whole, note("gas"), ["safety"]).map((one) => one.code)).toEqual(["EDIT_AFTER_SIGN"]);
    expect(flowShapeIssues(whole, note("remark"), ["safety"])).toEqual([]);
  });

  it("is not touched by a step before", () => {
    const before = edited({ nodes: [fill("early", ["x"], { candidates: people("x") })], edges: [link("e0-0", "S", "early"), link("n1", "early", "prepare")] });
    expect(said(before)).toEqual([]);
  });
});

it("dominators are the steps every way passes", () => {
  expect([...dominatorsOf(upper, "safety")].sort()).toEqual(["S", "X", "XJ", "base", "prepare"]);
  expect([...dominatorsOf(upper, "principal")].sort()).toEqual(["S", "base", "prepare"]);
});
