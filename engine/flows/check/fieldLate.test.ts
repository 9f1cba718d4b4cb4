import { describe, expect, it } from "vitest";
import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";
import type { FormDefinition, FormRule } from "../../model/form.ts";
import { checkFlow } from "../checkFlow.ts";
import { hotWorkLife } from "../testing/hotWork.testkit.ts";
import { approval, edges, end, fill, flow, join, setField, split, start, textForm } from "../testing/plant.testkit.ts";

const form = textForm(["f", "g", "h"]);
const is = (path: string, value: string) => ({ "==": [{ var: path }, value] });
const readOnly = (id: string, extra: object = {}): FlowNode => fill(id, ["a"], { fields: { "*": "read", ...extra } });
const plain = (): FlowNode => start("S", { fields: { "*": "read" } });

/** An exclusive on `f` behind the given nodes and edges; `last` leads into it. */
function reading(nodes: readonly FlowNode[], links: readonly FlowEdge[], last: string, when: object = is("f", "x"), extra: Parameters<typeof flow>[2] = {}): FlowDefinition {
  return flow(
    [...nodes, split("E", "exclusive"), approval("A", ["a"], { selfApproval: "forbid" }), join("JE", "E", "any"), approval("B", ["b"], { selfApproval: "forbid" }), end()],
    [...links, { id: "in", from: last, to: "E" }, { id: "y", from: "E", to: "A", when: when as never, order: 0 }, { id: "n", from: "E", to: "JE", default: true, order: 1 }, ...edges("A>JE>B>Z").map((one) => ({ ...one, id: `r${one.id}` }))], extra,
  );
}
const late = (def: FlowDefinition, on: FormDefinition = form) => {
  const found = checkFlow(def, { form: on });
  expect(found.map((one) => one.code).filter((code) => ["FLOW_ID", "FLOW_INVALID", "FLOW_SHAPE"].includes(code))).toEqual([]); // the drawing itself is sound
  return found.filter((one) => one.code === "FLOW_FIELD_LATE").map((one) => [one.severity, one.params["node"], one.params["fields"], one.params["trace"]]);
};
const fills = (id: string): FlowNode => readOnly(id, { f: "require" });
const par = (mode: unknown, onFail?: unknown): FlowDefinition => reading([plain(), split("P", "parallel"), fills("F"), readOnly("G"), join("J", "P", mode, onFail)], edges("S>P>F>J", "P>G>J"), "J");

describe("a condition that reads a field", () => {
  it("nobody was asked to fill: a warning, on permits an error, with the way there", () => {
    expect(late(reading([plain()], [], "S"))).toEqual([["warning", "E", ["f"], ["S", "E"]]]);
    expect(late(reading([plain()], [], "S", is("f", "x"), { settings: { permit: true }, life: hotWorkLife }))).toEqual([["error", "E", ["f"], ["S", "E"]]]);
  });
  it("required before, set before or computed is fine", () => {
    expect(late(reading([plain(), fills("F")], edges("S>F"), "F"))).toEqual([]);
    expect(late(reading([plain(), setField("X", "f", "x")], edges("S>X"), "X"))).toEqual([]);
    expect(late(reading([plain()], [], "S"), { ...form, logic: [{ target: "f", effect: "compute", expr: "x" }] })).toEqual([]);
    expect(late(reading([plain()], [], "S"), { ...form, schema: { ...form.schema, required: ["f"] } })).toEqual([]);
  });
  it("set from a field that is empty itself is not", () => {
    expect(late(reading([plain(), setField("X", "f", { var: "g" })], edges("S>X"), "X"))).toEqual([["warning", "X", ["g"], ["S", "X"]], ["warning", "E", ["f"], ["S", "X", "E"]]]);
    expect(late(reading([plain(), setField("X", "f", { "??": [{ var: "g" }, "x"] })], edges("S>X"), "X"))).toEqual([]);
  });
  it("that a later step may empty again is late", () => expect(late(reading([plain(), fills("F"), readOnly("G", { f: "edit" })], edges("S>F>G"), "G"))).toEqual([["warning", "E", ["f"], ["S", "F", "G", "E"]]]));

  it("filled in one branch: behind an exclusive, and behind a join that does not wait for it, is late; the way shown keeps clear of it", () => {
    const either = reading([plain(), split("D", "exclusive"), fills("F"), readOnly("G"), join("J", "D", "any")], [...edges("S>D", "F>J", "G>J"), { id: "a", from: "D", to: "F", when: is("initiator.id", "x"), order: 0 }, { id: "b", from: "D", to: "G", default: true, order: 1 }], "J");
    expect(late(either)).toEqual([["warning", "E", ["f"], ["S", "D", "G", "J", "E"]]]);
    expect(late(par("any"))).toEqual([["warning", "E", ["f"], ["S", "P", "G", "J", "E"]]]);
    expect(late(par({ n: 1 }))).toHaveLength(1);
    expect(late(par("all"))).toEqual([]);
    expect(late(par({ n: 2 }))).toEqual([]);
    expect(late(par("all", { do: "continue" }))).toHaveLength(1);
  });
  it("required by an approval that goes on when it is rejected is late", () => {
    const asks = (onReject: object) => reading([plain(), approval("F", ["a"], { fields: { f: "require" }, onReject })], edges("S>F"), "F");
    expect(late(asks({ do: "end" }))).toEqual([]);
    expect(late(asks({ do: "continue" }))).toHaveLength(1);
  });
  it("that a deadline jumps over is late", () => {
    const jumps = (due: object) => reading([plain(), readOnly("G", {}), fills("F"), readOnly("T")].map((node) => (node.id === "G" ? { ...node, due } as FlowNode : node)), edges("S>G>F>T"), "T");
    expect(late(jumps({ after: "PT1H", onOver: "remind" }))).toEqual([]);
    expect(late(jumps({ after: "PT1H", onOver: { goto: "T" } }))).toHaveLength(1);
  });
  it("whose emptiness does not matter is fine: a fallback, a question whether it is there, an earlier condition", () => {
    expect(late(reading([plain()], [], "S", { "==": [{ "??": [{ var: "f" }, "x"] }, "x"] }))).toEqual([]);
    expect(late(reading([plain()], [], "S", { known: [{ var: "f" }] }))).toEqual([]);
    expect(late(reading([plain(), readOnly("F", { g: "require" })], edges("S>F"), "F", { and: [is("g", "x"), is("f", "x")] }))).toHaveLength(1);
    expect(late(reading([plain(), readOnly("F", { g: "require" })], edges("S>F"), "F", { if: [is("g", "x"), { known: [{ var: "f" }] }, false] }))).toEqual([]);
  });
  it("which the form requires whenever it matters is fine", () => {
    const rule: FormRule = { target: "f", effect: "require", when: is("g", "x") };
    const when = { if: [{ "!": [is("g", "x")] }, false, is("f", "x")] };
    const def = reading([plain(), readOnly("F", { g: "require" })], edges("S>F"), "F", when);
    expect(late(def)).toHaveLength(1);
    expect(late(def, { ...form, logic: [rule] })).toEqual([]);
  });
});

describe("inside the branch a condition opens", () => {
  const inside = (rules: readonly FormRule[]) => {
    const def = flow([plain(), readOnly("F", { g: "require" }), split("E", "exclusive"), setField("X", "h", { var: "f" }), setField("Y", "h", { var: "g" }), join("J", "E", "any"), end()], [...edges("S>F>E", "X>Y>J>Z"), { id: "y", from: "E", to: "X", when: is("g", "x"), order: 0 }, { id: "n", from: "E", to: "J", default: true, order: 1 }]);
    return late(def, { ...form, logic: rules });
  };
  it("what makes the form require a field is known, what it reads is filled", () => {
    expect(inside([])).toEqual([["warning", "X", ["f"], ["S", "F", "E", "X"]]]);
    expect(inside([{ target: "f", effect: "require", when: is("g", "x") }])).toEqual([]);
  });
});

describe("what else reads a field", () => {
  const one = (node: FlowNode): FlowDefinition => flow([plain(), node, end()], edges(`S>${node.id}>Z`));
  it.each<[string, FlowNode]>([
    ["a deadline", approval("N", ["a"], { due: { dateField: "f", onOver: "remind" } })],
    ["candidates", approval("N", [], { candidates: [{ kind: "field", field: "f" }] })],
    ["people kept apart", approval("N", ["a"], { exclude: [{ kind: "field", field: "f" }] })],
    ["a unit in which a role is sought", approval("N", [], { candidates: [{ kind: "role", role: "safety-dept", at: "fieldOrg", field: "f" }] })],
    ["a wait", { id: "N", kind: "wait", title: { zh: "等", en: "wait" }, until: { dateField: "f" } }],
    ["the key of an event", { id: "N", kind: "wait", title: { zh: "等", en: "wait" }, until: { event: "done", key: { var: "f" } } }],
    ["an act", { id: "N", kind: "act", title: { zh: "动", en: "act" }, act: { do: "createSubmission", form: "other", data: { a: { var: "f" } } } }],
  ])("%s", (_name, node) => {
    expect(late(one(node))).toEqual([["warning", "N", ["f"], ["S", "N"]]]);
    expect(late({ ...one(node), nodes: one(node).nodes.map((each) => (each.id === "S" ? start("S", { fields: { f: "require" } }) : each)) })).toEqual([]);
  });
});
