import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approval, edges, end, flow, join, split, start } from "../testing/plant.testkit.ts";
import { randomIdioms } from "../testing/randomFlow.testkit.ts";
import { planOf, type FlowPlan } from "../plan/plan.ts";
import type { Truth } from "./guards.ts";
import { LearnedSteps } from "./learned.ts";
import { computeStep, MachineFault, sendMachine, startMachine, type Judge, type MachineStep, type Tokens } from "./stepMachine.ts";

const truths: readonly Truth[] = [true, false, "unknown"];

/** A judge by chance that always says the same of one edge, and who was asked, in order and once each. */
function judgeBy(salt: number, asked: string[]): Judge {
  return (edge) => {
    if (!asked.includes(edge)) asked.push(edge);
    return truths[[...edge].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9_973, salt) % 3] ?? "unknown";
  };
}

interface Answer { readonly step: MachineStep | "fault"; readonly asked: readonly string[] }

function answerOf(salt: number, make: (judge: Judge) => MachineStep): Answer {
  const asked: string[] = [];
  try {
    return { step: make(judgeBy(salt, asked)), asked };
  } catch (fault) {
    if (!(fault instanceof MachineFault)) throw fault;
    return { step: "fault", asked };
  }
}

const textsIn = (value: unknown): string[] => (typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : []);

describe("steps the machine has made before", () => {
  it("are those it would make again, and the same conditions are asked about in the same order", () => {
    let hits = 0;
    fc.assert(fc.property(randomIdioms, fc.array(fc.record({ pick: fc.nat(99), event: fc.constantFrom("done", "fail", "retry"), salt: fc.nat(5) }), { minLength: 4, maxLength: 30 }), (def, moves) => {
      const plan = planOf(def) as FlowPlan;
      let tokens: Tokens = startMachine(plan).tokens;
      for (const { pick, event, salt } of moves) {
        const at = textsIn(tokens.value);
        const name = `${event}.${at[pick % at.length] ?? ""}`;
        const machine = answerOf(salt, (judge) => computeStep(plan, tokens, name, judge));
        const before = answerOf(salt, (judge) => sendMachine(plan, tokens, name, judge));
        expect(answerOf(salt, (judge) => sendMachine(plan, tokens, name, judge))).toEqual(machine);
        expect(before).toEqual(machine);
        if (machine.step === "fault") continue;
        hits += 1;
        tokens = machine.step.ended ? startMachine(plan).tokens : machine.step.tokens;
      }
    }), { numRuns: 400 });
    expect(hits).toBeGreaterThan(1_000);
  });

  it("does not ask the machine twice for one answer, and does for another", () => {
    const def = flow([start(), split("X", "exclusive"), approval("A", ["a"]), approval("B", ["b"]), join("J", "X", "any"), end()], [
      ...edges("S>X", "A>J>Z", "B>J"), { id: "toA", from: "X", to: "A", when: { "==": [1, 1] } }, { id: "toB", from: "X", to: "B", default: true },
    ] as never);
    const plan = planOf(def) as FlowPlan;
    const { tokens } = startMachine(plan);
    const learned = new LearnedSteps();
    let made = 0;
    const ask = (truth: Truth): readonly string[] => learned.step("k", () => truth, (judge) => {
      made += 1;
      return computeStep(plan, tokens, "done.S", judge);
    }).entered;
    expect([ask(true), ask(true), ask(false), ask(true), ask("unknown"), ask("unknown")].map((entered) => entered.at(-1))).toEqual(["A", "A", "B", "A", "B", "B"]);
    expect(made).toBe(3);
  });

  it("are given out unchangeable, and forgotten when there are too many", () => {
    const plan = planOf(flow([start(), approval("A", ["a"]), end()], edges("S>A>Z"))) as FlowPlan;
    const step = sendMachine(plan, startMachine(plan).tokens, "done.S", () => true);
    expect(Object.isFrozen(step.tokens) && Object.isFrozen(step.entered)).toBe(true);
    const learned = new LearnedSteps(2);
    let made = 0;
    for (const key of ["a", "b", "c", "a"]) learned.step(key, () => true, () => ((made += 1), { ...step }));
    expect(made).toBe(4);
  });
});
