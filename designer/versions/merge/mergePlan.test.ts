import type { AlertRule, Definition, FlowDefinition, FormDefinition, JsonObject } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertNode } from "../../flows/edits/insertNode.ts";
import { newNode } from "../../flows/newNode.ts";
import { addField } from "../../forms/edits/addField.ts";
import { fieldsOf } from "../../forms/formModel.ts";
import { newField } from "../../forms/newField.ts";
import { type Change, compare } from "../diff/changeList.ts";
import { edits, shipped, shippedOne, withEdits } from "../diff/shipped.testkit.ts";
import { merged, planMerge, type Side } from "./mergePlan.ts";

const base = shippedOne<FormDefinition>("forms", "hazard-report-snap");
const section = base.ui.sections[0]?.id ?? "";
const place = { section, at: 0 } as never;
const all = (side: Side) => ({ get: () => side }) as unknown as ReadonlyMap<string, Side>;
const retitled = (form: FormDefinition, zh: string): FormDefinition => ({ ...form, title: { ...form.title, zh } });
const sides = fc.tuple(fc.constantFrom(...shipped.filter((one) => one.kind !== "flows")), edits, edits).map(([{ kind, definition }, a, b]) => ({ kind, definition, mine: withEdits(definition, a), theirs: withEdits(definition, b) }));
/** Whether a list that holds nothing is there or not is one. */
const isEmpty = ({ was, now }: Change): boolean => [was, now].every((one) => one === undefined || JSON.stringify(one).length === 2);
const texts = (definition: Definition | undefined): string => JSON.stringify(definition);

describe("two people at one definition", () => {
  it("keep what only one of them changed", () => {
    const plan = planMerge("forms", base, retitled(base, "我的标题"), { ...base, description: { zh: "他的说明", en: "His" } });
    expect(plan.clashes).toEqual([]);
    expect(merged(plan, new Map())).toMatchObject({ title: { zh: "我的标题" }, description: { zh: "他的说明" } });
  });

  it("decide what both changed, and nothing else", () => {
    const plan = planMerge("forms", base, retitled(base, "甲"), { ...retitled(base, "乙"), description: { zh: "他的说明", en: "His" } });
    expect(plan.clashes.map((clash) => clash.why)).toEqual(["both"]);
    expect([merged(plan, all("mine"))?.title.zh, merged(plan, all("theirs"))?.title.zh]).toEqual(["甲", "乙"]);
    expect(merged(plan, all("mine"))?.description?.zh).toBe("他的说明");
  });

  it("each add a field: both stay, though they got one id and one key", () => {
    const add = (title: string): FormDefinition => {
      const field = newField("number");
      return addField({ ...field, xid: "f-number", title: { zh: title, en: title } }, place).apply(base);
    };
    const plan = planMerge("forms", base, add("我的字段"), add("他的字段"));
    expect([plan.clashes, plan.isRenamed]).toEqual([[], true]);
    const form = merged(plan, new Map());
    const added = fieldsOf(form ?? base).filter((field) => !fieldsOf(base).some((one) => one.xid === field.xid));
    expect(added.map((field) => (field.schema["x-title"] as JsonObject)["zh"]).sort()).toEqual(["他的字段", "我的字段"]);
    expect(form?.ui.sections[0]?.fields).toEqual(expect.arrayContaining(added.map((field) => field.xid)));
  });

  it("never lose a change to what the other removed without asking", () => {
    const [first] = fieldsOf(base);
    const { [first?.key ?? ""]: _, ...properties } = base.schema["properties"] as JsonObject;
    const theirs = { ...base, schema: { ...base.schema, properties, required: (base.schema["required"] as string[]).filter((key) => key !== first?.key) }, ui: { ...base.ui, sections: base.ui.sections.map((one) => ({ ...one, fields: one.fields.filter((xid) => xid !== first?.xid) })) } } as FormDefinition;
    const mine = { ...base, schema: { ...base.schema, properties: { ...(base.schema["properties"] as JsonObject), [first?.key ?? ""]: { ...first?.schema, "x-title": { zh: "改过的", en: "Edited" } } } } } as FormDefinition;
    const plan = planMerge("forms", base, mine, theirs);
    expect(plan.clashes.map((clash) => clash.why)).toEqual(["theyRemoved"]);
    expect(texts(merged(plan, all("mine")))).toContain("改过的");
    expect(fieldsOf(merged(plan, all("theirs")) ?? base).map((field) => field.xid)).not.toContain(first?.xid);
  });

  it("each put a step into the same flow: both run, and every line leads somewhere", () => {
    const flow = shippedOne<FlowDefinition>("flows", "hazard-report-snap");
    const [edge] = flow.edges;
    const insert = (title: string): FlowDefinition => insertNode(edge?.id ?? "", { ...newNode("approval", "n1"), title: { zh: title, en: title } }, "e-new").apply(flow);
    const made = merged(planMerge("flows", flow, insert("我的审批"), insert("他的审批")), new Map());
    expect(made?.nodes.map((node) => node.title.zh)).toEqual(expect.arrayContaining(["我的审批", "他的审批"]));
    expect(new Set(made?.edges.map((one) => one.id)).size).toBe(made?.edges.length);
    for (const one of made?.edges ?? []) expect(made?.nodes.map((node) => node.id)).toEqual(expect.arrayContaining([one.from, one.to]));
  });

  it("do not put two lists of approvers together by themselves", () => {
    const flow = shippedOne<FlowDefinition>("flows", "hazard-report-snap");
    const asked = (candidates: object): FlowDefinition => ({ ...flow, nodes: flow.nodes.map((node) => ("candidates" in node ? { ...node, candidates: [candidates] } : node)) }) as FlowDefinition;
    const plan = planMerge("flows", flow, asked({ kind: "initiator" }), asked({ kind: "manager", level: 1 }));
    expect(plan.clashes.length).toBeGreaterThan(0);
    expect(plan.clashes.every((clash) => clash.why === "both")).toBe(true);
  });

  it("get the other's when they changed nothing, and their own when the other did not", () => {
    fc.assert(fc.property(sides, ({ kind, definition, mine }) => {
      for (const plan of [planMerge(kind, definition, mine, definition), planMerge(kind, definition, definition, mine)]) {
        if (plan.isWholeOnly) continue;
        expect(plan.clashes).toEqual([]);
        expect(compare(kind, mine, merged(plan, new Map()) ?? definition).changes.filter((one) => one.what !== "ordered" && !isEmpty(one))).toEqual([]);
      }
    }), { numRuns: 60 });
  });

  it("find every change of the winning side in what is merged, whatever both did", () => {
    fc.assert(fc.property(sides, fc.constantFrom<Side>("mine", "theirs"), ({ kind, definition, mine, theirs }, side) => {
      const plan = planMerge(kind, definition, mine, theirs);
      const whole = plan.isWholeOnly ? undefined : merged(plan, all(side));
      if (!whole) return;
      const [own, result] = [plan[side], compare(kind, definition, whole)];
      const told = new Map(result.changes.map((one) => [one.key, one]));
      for (const change of own.changes) {
        if (change.what === "ordered" || change.what === "moved" || isEmpty(change) || change.key.startsWith("members|")) continue;
        expect(told.has(change.key), `${change.key}\n${[...told.keys()].join("\n")}`).toBe(true);
        if (change.what === "edited") expect(told.get(change.key)?.now).toEqual(change.now);
      }
    }), { numRuns: 120 });
  });

  it("merge limits of a rule side by side", () => {
    const rule = shippedOne<AlertRule>("rules", "combustible-level1");
    const plan = planMerge("rules", rule, { ...rule, onDelayS: 4 }, { ...rule, priority: "P1" });
    expect(merged(plan, new Map())).toMatchObject({ onDelayS: 4, priority: "P1" });
  });
});
