import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPacks, packFolders } from "../../../scripts/loadPack.ts";
import { randomFlow, randomIdioms } from "../../flows/testing/randomFlow.testkit.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { AlertRule } from "../../model/rule.ts";
import { randomForm, randomRule } from "../testing/definitions.testkit.ts";
import { lawRuns } from "../testing/draw.testkit.ts";
import { fromTree, toTree } from "./packTree.ts";
import { decimalText } from "./quantity.ts";

const manifest = { id: "p", version: "1.0.0", title: { zh: "包", en: "pack" }, publisher: "x", templates: [] };
const keyOrder = (form: FormDefinition | undefined): string[] => Object.keys((form?.schema["properties"] as object | undefined) ?? {});
const throughFlow = (flow: FlowDefinition): FlowDefinition | undefined => fromTree(toTree({ manifest, forms: [], flows: [flow], rules: [] })).flows[0];
const throughForm = (form: FormDefinition): FormDefinition | undefined => fromTree(toTree({ manifest, forms: [form], flows: [], rules: [] })).forms[0];
const throughRule = (rule: AlertRule): AlertRule | undefined => fromTree(toTree({ manifest, forms: [], flows: [], rules: [rule] })).rules[0];

describe("law 1: a pack comes back from its tree as it was", () => {
  const folders = packFolders(join(import.meta.dirname, "../../../templates"));

  it.each(folders)("%s", (folder) => {
    const pack = loadPack(folder);
    const back = fromTree(toTree(pack));
    expect(pack.forms.length + pack.flows.length + pack.rules.length).toBe(["forms", "flows", "rules"].flatMap((part) => readdirSync(join(folder, part))).length);
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

describe("what a number of a limit reads back as", () => {
  it("is the same number, without an exponent", () => {
    expect([0.5, 25, 1e21, 1.25e-9, -3e-7, 0].map(decimalText)).toEqual(["0.5", "25", "1000000000000000000000", "0.00000000125", "-0.0000003", "0"]);
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(decimalText(value)).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(decimalText(value))).toBe(value === 0 ? 0 : value);
    }), { numRuns: 1_000 });
  });
});
