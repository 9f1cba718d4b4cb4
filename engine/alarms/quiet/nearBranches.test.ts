import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gasTag, highRule } from "../../testing/alarmBench.ts";
import { compileRule } from "../../rules/compileRule.ts";
import type { Sample } from "../../rules/sample.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import { fold } from "../process/fold.ts";
import type { ProcessEdge } from "../process/state.ts";
import { freshState } from "../process/state.ts";

const runs = Number(process.env["NEAR_RUNS"] ?? 25);
const epoch = 1_700_000_000_000;
const F = gasTag("F", { measurement: "pressure", mayBeConstant: true, peers: [] });
const rules = [
  highRule({ select: { tags: ["F"] }, onDelayS: 1, offDelayS: 1 }),
  highRule({ id: "mean", select: { tags: ["F"] }, deadband: 0, onDelayS: 0, offDelayS: 0, condition: { ">=": [{ avg: [2] }, { limit: ["H"] }] } }),
];
const said = (edge: ProcessEdge): string => `${edge.kind}@${edge.at - epoch}`;

/** A point that tells some thirty times a second: its logs are long, and it is judged from the middle of them. */
describe("a fast point whose readings come out of order", () => {
  it("is judged as if they had come in order", () => {
    let amended = 0;
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2 }), fc.constantFrom(20, 33, 70), fc.constantFrom(0, 300, 4000, 30_000), (seed, pace, late) => {
      let state = seed;
      const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
      const settled = new Map<string, ProcessEdge[]>(rules.map(({ id }) => [id, []]));
      const engine = new AlarmEngine();
      engine.setRules(rules, [F], epoch);
      for (const { id } of rules) engine.processes.get(id, "F")!.process.onSettled = (edges) => settled.get(id)!.push(...edges);
      const samples = Array.from({ length: 2200 }, (_, n): Sample => ({ ts: epoch + n * pace, v: 25 + Math.round(20 * Math.sin(n / 60) + 4 * (random() - 0.5)) / 2 + (random() < 0.004 ? 50 : 0), q: random() < 0.01 ? 1 : 0, rx: 0, flags: 0 }));
      const arrivals = samples.map((sample) => ({ ...sample, rx: sample.ts + (random() < 0.05 ? Math.floor(random() * late) : 0) })).sort((a, b) => a.rx - b.rx);
      for (let at = 0; at < arrivals.length;) {
        const end = Math.min(arrivals.length, at + 1 + Math.floor(random() * 40));
        const now = arrivals[end - 1]!.rx;
        amended += engine.accept(arrivals.slice(at, end).map((sample) => ({ tagId: "F", sample })), now).events.filter((event) => event.kind === "amend").length;
        at = end;
      }
      const judged = new AlarmEngine({ lateS: 600 });
      judged.setRules([], [F], epoch);
      judged.accept(samples.map((sample) => ({ tagId: "F", sample: { ...sample, rx: sample.ts } })), samples.at(-1)!.ts);
      const told = judged.logs.get("F")!.recent; // every sample as judged in order
      for (const rule of rules) {
        const plan = compileRule(rule, [F]).plans[0]!;
        const { process } = engine.processes.get(rule.id, "F")!;
        const truth = fold(plan, freshState(plan), told.map((sample) => ({ ts: sample.ts, input: 0, sample })), 0, process.foldedTo).edges;
        expect([...settled.get(rule.id)!, ...process.edges].map(said)).toEqual(truth.map(said));
        expect(truth.length).toBeGreaterThan(3);
      }
      const known = engine.logs.get("F")!.recent;
      expect(known.map(({ ts, flags }) => [ts, flags])).toEqual(told.slice(-known.length).map(({ ts, flags }) => [ts, flags]));
    }), { numRuns: runs });
    expect(amended).toBeGreaterThan(0);
  });
});
