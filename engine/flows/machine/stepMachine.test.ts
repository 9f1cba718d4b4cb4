import { describe, expect, it } from "vitest";
import { approval, directoryOf, edges, end, flow, join, Running, split, start, textForm } from "../testing/plant.testkit.ts";
import { isPlan, planOf, type FlowPlan } from "../plan/plan.ts";
import { isWhole, MachineFault, sendMachine } from "./stepMachine.ts";

const def = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J"));
const directory = directoryOf({ me: {}, a: {}, b: {}, admin: {} });
const form = textForm(["f"]);
const plan = planOf(def) as FlowPlan;

describe("the machine rebuilt from tokens", () => {
  it("is compiled once for one definition, whoever holds a copy of it", () => {
    expect(isPlan(plan)).toBe(true);
    expect(planOf(JSON.parse(JSON.stringify(def)) as typeof def)).toBe(plan);
  });

  it("refuses tokens in which a region is missing, which XState would silently complete", () => {
    const { tokens } = new Running(def, directory, form).instance;
    expect(tokens.value).toEqual({ P: { P_b0: "A", P_b1: "B" } });
    expect(isWhole(plan, tokens)).toBe(true);
    const torn = { ...tokens, value: { P: { P_b0: "A" } } };
    expect(isWhole(plan, torn)).toBe(false);
    expect(() => sendMachine(plan, torn, "done.A", () => true)).toThrow(MachineFault);
  });

  it("a torn state is answered with FLOW_INTERNAL and nothing changes", () => {
    const run = new Running(def, directory, form);
    const torn = { ...run.instance, tokens: { ...run.instance.tokens, value: { P: { P_b0: "A" } } } };
    run.instance = torn;
    expect(run.does("a", "approve", "A")).toEqual(["FLOW_INTERNAL"]);
    expect(run.instance).toBe(torn);
  });

  it("takes an event no state handles for a fault, never for success", () => {
    const { tokens } = new Running(def, directory, form).instance;
    expect(() => sendMachine(plan, tokens, "done.S", () => true)).toThrow(MachineFault);
  });
});
