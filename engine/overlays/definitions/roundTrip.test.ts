import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFlow, randomIdioms } from "../../flows/testing/randomFlow.testkit.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { AlertRule } from "../../model/rule.ts";
import { randomForm, randomRule } from "../testing/definitions.testkit.ts";
import { lawRuns } from "../testing/draw.testkit.ts";
import { packNames, readAllPacks, readPack } from "../testing/readPack.testkit.ts";
import { fromTree, toTree } from "./packTree.ts";
import { decimalText } from "./quantity.ts";

const manifest = { id: "p", version: "1.0.0", title: { zh: "包", en: "pack" }, publisher: "x", templates: [] };
const keyOrder = (form: FormDefinition | undefined): string[] => Object.keys((form?.schema["properties"] as object | undefined) ?? {});
const throughFlow = (flow: FlowDefinition): FlowDefinition | undefined => fromTree(toTree({ manifest, forms: [], flows: [flow], rules: [] })).flows[0];
const throughForm = (form: FormDefinition): FormDefinition | undefined => fromTree(toTree({ manifest, forms: [form], flows: [], rules: [] })).forms[0];
const throughRule = (rule: AlertRule): AlertRule | undefined => fromTree(toTree({ manifest, forms: [], flows: [], rules: [rule] })).rules[0];

describe("law 1: a pack comes back from its tree as it was", () => {
  it.each(packNames)("%s", (name) => {
    const pack = readPack(name);
    const back = fromTree(toTree(pack));
    expect(back.forms.length + back.flows.length + back.rules.length).toBe(pack.files);
    for (const part of ["manifest", "forms", "flows", "rules"] as const) expect(JSON.parse(canonicalJson(back[part]))).toEqual(JSON.parse(canonicalJson(pack[part])));
    expect(back.forms.map(keyOrder)).toEqual(pack.forms.map(keyOrder));
  });

  it("holds for flows drawn by chance, and none of them falls back to a drawing", () => {
    fc.assert(fc.property(fc.oneof(randomFlow, randomIdioms), (flow) => {
      const tree = toTree({ manifest, forms: [], flows: [flow], rules: [] });
      expect(tree.elements.get(`flow/${flow.id}#flow`)?.props).not.toHaveProperty("~drawn");
      expect(canonicalJson(throughFlow(flow))).toBe(canonicalJson(flow));
    }), { numRuns: 300 });
  });

  it("holds for forms whose layout, order and rules are any", () => {
    fc.assert(fc.property(randomForm, (form) => {
      const back = throughForm(form);
      expect(canonicalJson(back)).toBe(canonicalJson(form));
      expect(keyOrder(back)).toEqual(keyOrder(form));
    }), { numRuns: lawRuns });
  });

  it("holds for rules with every part there, empty or left out", () => {
    fc.assert(fc.property(randomRule, (rule) => {
      expect(canonicalJson(throughRule(rule))).toBe(canonicalJson(rule));
    }), { numRuns: lawRuns });
  });
});

describe("what no author sets", () => {
  it("comes back where an overlay changes what lies beside it: the label of an edge, the order of branches, a property without x-id", () => {
    const pack = readAllPacks();
    const flow = pack.flows.find((one) => one.id === "permit-hot-work")!;
    const tree = toTree({ ...pack, flows: [{ ...flow, edges: flow.edges.map((edge) => (edge.id === "e2" ? { ...edge, label: { zh: "去", en: "go" } } : edge)) }] });
    const back = fromTree(tree).flows[0];
    expect(back?.edges.find((edge) => edge.id === "e2")?.label).toEqual({ zh: "去", en: "go" });
    expect(back?.edges.filter((edge) => edge.from === "grade").map((edge) => [edge.id, edge.order])).toEqual([["e3", 1], ["e4", 2], ["e5", 3]]);
    const form = { id: "f", revision: 1, title: { zh: "表", en: "f" }, ui: { sections: [] }, logic: [], schema: { type: "object", properties: { a: { "x-id": "a", type: "string" }, b: { $ref: "#/$defs/b" } }, required: ["b", "a"], $defs: { b: { "x-id": "b", type: "string" } } } };
    expect(canonicalJson(throughForm(form))).toBe(canonicalJson(form));
  });

  it("keeps a flow that is no nesting of blocks as it was drawn", () => {
    const flow = readAllPacks().flows.find((one) => one.id === "hazard-report-snap")!;
    const crossed = { ...flow, edges: [...flow.edges, { id: "x1", from: "triage", to: "thanks" }] };
    expect(canonicalJson(throughFlow(crossed))).toBe(canonicalJson(crossed));
  });
});

describe("what a number of a limit reads back as", () => {
  it("is the same number, without an exponent", () => {
    expect([0.5, 25, 1e21, 1.25e-9, -3e-7, 0].map(decimalText)).toEqual(["0.5", "25", "1000000000000000000000", "0.00000000125", "-0.0000003", "0"]);
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(decimalText(value)).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(decimalText(value))).toBe(value === 0 ? 0 : value);
    }), { numRuns: 1_000 });
  });
});
