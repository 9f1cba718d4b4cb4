import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";
import { checkFlow } from "../checkFlow.ts";
import { graphOf } from "../plan/graph.ts";
import { layoutOf } from "../plan/plan.ts";
import { reduceFlow } from "../plan/reduce.ts";
import { approval, edges, end, fill, flow, join, people, setField, split, start, textForm } from "../testing/plant.testkit.ts";
import { randomFlow } from "../testing/randomFlow.testkit.ts";
import { bit, membersOf } from "./bits.ts";
import { digitsOf } from "./conditions/valuations.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { explore } from "./stuck/explore.ts";
import { Space } from "./stuck/space.ts";

const fields = ["f", "g", "h"];
const form = textForm(fields);
const is = (path: string, value: string) => ({ "==": [{ var: path }, value] });
/** An approval nobody can hold: everyone named is kept out. */
const empty = (id: string, extra: object = {}): FlowNode => approval(id, ["a"], { exclude: people("a"), onNobody: "autoReject", ...extra });
const stuck = (def: FlowDefinition) => {
  const found = checkFlow(def, { form });
  expect(found.filter((one) => one.severity === "error").map((one) => one.code).filter((code) => code !== "FLOW_NOBODY" && code !== "FLOW_STUCK")).toEqual([]); // nothing else is wrong
  return found.filter((one) => one.code === "FLOW_STUCK").map((one) => [one.params["nodes"], one.params["trace"]]);
};

function checkOf(def: FlowDefinition): FlowCheck {
  const graph = graphOf(def);
  const { tree } = reduceFlow(graph);
  if (!tree) throw new Error("the drawing does not reduce");
  return { def, graph, tree, layout: layoutOf(tree), form, fields: new Set(fields), orgIds: [] };
}

describe("a dead end", () => {
  it("is a step that blocks with nobody to be found", () => {
    const line = (node: FlowNode) => flow([start(), node, end()], edges("S>A>Z"));
    expect(stuck(line(empty("A", { onNobody: "block" })))).toEqual([[["A"], ["S", "A"]]]);
    expect(stuck(line(empty("A")))).toEqual([]); // rejects itself, and the flow ends
    expect(stuck(line(approval("A", ["a"])))).toEqual([]);
  });

  it("is a circle that only persons who cannot reject turn", () => {
    const circle = (onReject: object, node: FlowNode = fill("B", ["b"])) => flow([start(), node, empty("A", { onReject }), end()], edges("S>B>A>Z"));
    expect(stuck(circle({ do: "return", to: "B" }))).toEqual([[expect.arrayContaining(["B", "A", "S"]), ["S"]]]);
    expect(stuck(circle({ do: "end" }))).toEqual([]);
    expect(stuck(circle({ do: "continue" }))).toEqual([]);
    expect(stuck(circle({ do: "return", to: "B" }, approval("B", ["b"])))).toEqual([]); // B may reject
  });

  it("is a join that too many branches always fail, going back to where it began", () => {
    const block = (mode: unknown, onFail: object, second: FlowNode = empty("B", { onReject: { do: "branch" } })) =>
      flow([start(), split("P", "parallel"), fill("A", ["a"]), second, join("J", "P", mode, onFail), end()], edges("S>P>A>J>Z", "P>B>J"));
    expect(stuck(block("all", { do: "return", to: "S" }))).toEqual([[expect.arrayContaining(["S", "P"]), ["S"]]]);
    expect(stuck(block({ n: 2 }, { do: "return", to: "S" }))).toHaveLength(1);
    expect(stuck(block({ n: 1 }, { do: "return", to: "S" }))).toEqual([]);
    expect(stuck(block("any", { do: "return", to: "S" }))).toEqual([]);
    expect(stuck(block("all", { do: "continue" }))).toEqual([]);
    expect(stuck(block("all", { do: "end" }))).toEqual([]);
    expect(stuck(block("all", { do: "return", to: "S" }, approval("B", ["b"], { onReject: { do: "branch" } })))).toEqual([]);
  });

  it("inside a branch is told of the branch", () => {
    const def = flow([start(), split("P", "parallel"), approval("A", ["a"]), empty("B", { onNobody: "block" }), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J"));
    expect(checkFlow(def, { form }).filter((one) => one.code === "FLOW_STUCK").map((one) => [one.params["region"], one.params["nodes"]])).toContainEqual(["P_b1", ["B"]]);
  });

  it("that no data lead to is none", () => {
    const gated = (value: string, extra: readonly FlowNode[] = []) => flow(
      [start("S", { fields: { f: "read" } }), setField("X", "f", value), ...extra, split("E", "exclusive"), empty("A", { onNobody: "block" }), join("J", "E", "any"), end()],
      [...edges(extra.length > 0 ? "S>X>W>E" : "S>X>E", "A>J>Z"), { id: "y", from: "E", to: "A", when: is("f", "x"), order: 0 } satisfies FlowEdge, { id: "n", from: "E", to: "J", default: true, order: 1 }],
    );
    expect(stuck(gated("x"))).toHaveLength(1);
    expect(stuck(gated("y"))).toEqual([]);
    expect(stuck(gated("y", [fill("W", ["a"], { fields: { f: "edit" } })]))).toHaveLength(1);
    expect(stuck(gated("y", [fill("W", ["a"], { fields: { f: "read" } })]))).toEqual([]);
  });
});

describe("the bound", () => {
  it("more than 256 combinations count as free choices, and that is said", () => {
    const names = Array.from({ length: 6 }, (_, i) => `x${i}`);
    const wide = textForm(names);
    const nodes = names.flatMap((_, i) => [split(`E${i}`, "exclusive"), approval(`A${i}`, ["a"]), join(`J${i}`, `E${i}`, "any")]);
    const links = names.flatMap((name, i): FlowEdge[] => [{ id: `y${i}`, from: `E${i}`, to: `A${i}`, when: is(name, "x"), order: 0 }, { id: `n${i}`, from: `E${i}`, to: `J${i}`, default: true, order: 1 }, ...edges(`A${i}>J${i}`).map((one) => ({ ...one, id: `a${i}` })), { id: `l${i}`, from: `J${i}`, to: i === 5 ? "Z" : `E${i + 1}` }]);
    const found = checkFlow(flow([start("S", { fields: { "*": "require" } }), ...nodes, end()], [{ id: "s", from: "S", to: "E0" }, ...links]), { form: wide });
    expect(found).toMatchObject([{ code: "FLOW_FREE_CHOICE", severity: "warning", params: { region: "root", edges: ["y5"], actual: 729, max: 256 } }]);
  });

  it("branches are never multiplied: fifty of them cost fifty regions", () => {
    const branches = Array.from({ length: 50 }, (_, i) => Array.from({ length: 18 }, (_each, k) => approval(`A${i}-${k}`, ["a"])));
    const def = flow([start(), split("P", "parallel"), ...branches.flat(), join("J", "P"), end()], edges("S>P", "J>Z", ...branches.map((one) => ["P", ...one.map((node) => node.id), "J"].join(">"))));
    const regions = explore(checkOf(def));
    expect(regions).toHaveLength(51);
    expect(regions.reduce((sum, one) => sum + one.states, 0)).toBe(50 * 18 + 3); // and S, P, Z
  });

  it("of random flows each region stays within nodes × 256 states, and sound ones have no dead end", () => {
    fc.assert(fc.property(randomFlow, (def) => {
      const check = checkOf(def);
      const regions = explore(check);
      expect(regions).toHaveLength(check.layout?.regions.size ?? 0);
      for (const one of regions) {
        const nodes = [...(check.layout?.regionOf ?? [])].filter(([, region]) => region === one.region).length;
        expect(one.data.space.size).toBeLessThanOrEqual(256);
        expect(one.states).toBeLessThanOrEqual(nodes * one.data.space.size);
      }
      expect(checkFlow(def, { form }).filter((one) => one.severity === "error")).toEqual([]);
    }), { numRuns: 200 });
  });
});

describe("law: sets of data", () => {
  it("`before` is exactly what `after` leads from", () => {
    const axis = fc.integer({ min: 1, max: 4 }).map((size) => ({ path: "x", values: Array.from({ length: size }, (_, i) => i) }));
    fc.assert(fc.property(fc.array(axis, { minLength: 1, maxLength: 3 }), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.nat(), fc.nat(), fc.boolean(), (axes, raw, which, what, free) => {
      const space = new Space(axes);
      const bits = raw & space.all;
      const at = which % axes.length;
      const change = free ? { free: [at] } : { axis: at, value: what % (axes[at]?.values.length ?? 1) };
      const from = Array.from({ length: space.size }, (_, n) => n).filter((n) => (space.after(bit(n), change) & bits) !== 0n);
      expect(membersOf(space.before(bits, change))).toEqual(from);
      for (const n of from) {
        const others = (m: number) => digitsOf(axes, m).filter((_, i) => i !== at);
        for (const m of membersOf(space.after(bit(n), change))) expect(others(m)).toEqual(others(n));
      }
    }));
  });
});
