import { describe, expect, it } from "vitest";
import { readPack } from "../overlays/testing/readPack.testkit.ts";
import { definitionsContext, type Definitions } from "./definitionsContext.ts";
import { strictness } from "./strictnessOf.ts";

const permits = readPack("safeloop-permits");
const form = permits.forms.find((one) => one.id === "permit-hot-work")!;
const flow = permits.flows.find((one) => one.id === "permit-hot-work")!;
const rule = readPack("safeloop-warnings").rules.find((one) => one.id === "combustible-level1")!;
const upper: Definitions = { forms: [form], flows: [flow], rules: [rule] };
const order = strictness(definitionsContext(upper, upper, ["base-unit-head", "safety-dept", "deputy-head"]));
const at = (kind: string, prop: string, el: string, element = {}): Parameters<typeof order.compare>[0] => ({ kind, prop, el, element });

describe("the hot-work permit as the upper side", () => {
  it("knows its fields: a check on them is compared, one on a computed truth value is not", () => {
    const guard = { ">=": [{ var: "extinguishers" }, 1] };
    expect(order.compare(at("check", "expr", "form/permit-hot-work#check:C-23"), guard, { ">=": [{ var: "extinguishers" }, 2] })).toEqual({ is: "tighter" });
    expect(order.compare(at("check", "expr", "form/permit-hot-work#check:C-23"), guard, { ">=": [{ var: "extinguishers" }, 0] })).toMatchObject({ is: "looser", witness: { extinguishers: 0 } });
    expect(order.compare(at("check", "expr", "form/permit-hot-work#x"), { var: "upgraded" }, { and: [{ var: "upgraded" }, guard] }).is).toBe("undecided");
    expect(order.compare(at("check", "expr", "form/nobody#x"), guard, { ">=": [{ var: "extinguishers" }, 2] }).is).toBe("undecided");
    expect(order.compare({ kind: "check", prop: "expr", element: {} }, guard, { ">=": [{ var: "extinguishers" }, 2] }).is).toBe("undecided");
  });

  it("knows its limits, those of the alarm and what they are for", () => {
    const quantity = (value: string, unit: string, op: string): { value: string; unit: string; op: string } => ({ value, unit, op });
    const limit = (el: string, was: string, is: string, unit: string, op: string): string => order.compare(at("limit", "value", el), quantity(was, unit, op), quantity(is, unit, op)).is;
    expect(limit("form/permit-hot-work#limit:wind-ban", "5", "4", "Bft", ">=")).toBe("tighter");
    expect(limit("form/permit-hot-work#limit:extinguishers-min", "1", "2", "1", ">=")).toBe("tighter");
    expect(limit("rule/combustible-level1#limit:H1", "25", "20", "%[LEL]", ">=")).toBe("tighter");
    expect(limit("form/permit-hot-work#limit:gas-lel-class", "4", "3", "vol%", ">=")).toBe("incomparable");
    const tightened = definitionsContext(upper, { ...upper, rules: [{ ...rule, limits: { H1: { ...rule.limits["H1"]!, value: 20 } } }] });
    expect(strictness(tightened).compare(at("rule", "condition", "rule/combustible-level1#rule"), rule.condition, rule.condition)).toEqual({ is: "tighter" });
  });

  it("knows the flow: its calendar, where a deadline may lead, who is asked", () => {
    expect(order.compare(at("node", "due.after", "flow/permit-hot-work#prepare"), "P1D", "PT60M")).toEqual({ is: "tighter" });
    expect(order.compare(at("node", "due.onOver", "flow/permit-hot-work#safety-special"), "escalate", { goto: "base-unit-special" })).toEqual({ is: "tighter" });
    expect(order.compare(at("node", "due.onOver", "flow/permit-hot-work#safety-special"), "escalate", { goto: "ticket-check" })).toEqual({ is: "incomparable" });
    const otherDays = definitionsContext(upper, { ...upper, flows: [{ ...flow, settings: { ...flow.settings, calendar: "mine" } }] });
    expect(strictness(otherDays).compare(at("node", "due.after", "flow/permit-hot-work#prepare"), "P1D", "PT60M")).toEqual({ is: "incomparable" });
  });

  it("12: knows that checks read where the work is, so no word is added to it", () => {
    const slot = { kind: "field", slot: "options", el: "form/permit-hot-work#hw-env", element: {} };
    const options = ["non-explosion", "running-unit"].map((id) => ({ id, props: {} }));
    expect(order.compareSlot(slot, options, options.slice(1))).toEqual({ is: "looser" });
    expect(order.compareSlot(slot, options, [...options, { id: "office", props: {} }])).toEqual({ is: "looser", offer: "treatAs" });
    expect(order.compareSlot({ ...slot, el: "form/permit-hot-work#gas-unit" }, options, options.slice(1))).toEqual({ is: "looser" }); // read in rows only
    expect(order.compareSlot({ ...slot, el: "form/permit-hot-work#remark-nobody-reads" }, options, options.slice(1))).toEqual({ is: "tighter" });
  });
});
