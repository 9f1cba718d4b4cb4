import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonLogic } from "../model/logic.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { compileRule } from "../rules/compileRule.ts";
import type { Sample } from "../rules/sample.ts";
import { gasTag, highRule } from "../testing/alarmBench.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { above, arrivalsOf, calendars, epoch, rules, stream, tags, type Arrival } from "./anyRule.testkit.ts";
import { fold } from "./process/fold.ts";
import { healthPlan } from "./health/healthPlan.ts";
import { JudgedLog } from "./health/judgedLog.ts";
import { compareRecords, compareSamples, isDuplicate, type ProcessRecord } from "./process/record.ts";
import { freshState } from "./process/state.ts";
import { restoreEngine, saveEngine } from "./save/engineState.ts";

const runs = Number(process.env["ARRIVAL_RUNS"] ?? 300);
/** The samples of each tag, sorted, without resends, judged at once with everything known. */
function truthOf(of: readonly Tag[], arrivals: readonly Arrival[]): ReadonlyMap<string, JudgedLog> {
  const logs = new Map(of.map((tag) => [tag.id, new JudgedLog(healthPlan(tag))]));
  const neighbours = (id: string): JudgedLog | undefined => logs.get(id);
  for (const [id, log] of logs) log.restore(arrivals.filter((one) => one.tagId === id).map((one) => one.sample).sort(compareSamples).filter((one, at, all) => at === 0 || !isDuplicate(one, all[at - 1]!)), neighbours);
  for (const log of logs.values()) log.rejudge(-Infinity, neighbours);
  return logs;
}

function recordsOf(logs: ReadonlyMap<string, JudgedLog>, inputOf: (tagId: string) => number): ProcessRecord[] {
  return [...logs].filter(([id]) => inputOf(id) >= 0).flatMap(([id, log]) => log.judged.map((sample): ProcessRecord => ({ ts: sample.ts, input: inputOf(id), sample }))).sort(compareRecords);
}

describe("the settled result of any rule", () => {
  it("does not depend on the order in which readings arrive inside the bound, nor on resends", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const arrivals = arrivalsOf(items);
      const engine = new AlarmEngine({ calendars });
      engine.setRules([rule], tags, epoch);
      const process = engine.processes.get(rule.id, "G")!.process;
      const settled: string[] = [];
      process.onSettled = (edges) => settled.push(...edges.map((edge) => `${edge.kind}@${edge.at - epoch}`));
      let now = epoch;
      for (const { tagId, sample, at } of arrivals) {
        for (let t = Math.ceil((now + 1) / 1000) * 1000; t < at; t += 1000) engine.tick(t);
        now = at;
        engine.accept([{ tagId, sample }], now);
      }
      for (let t = now; t <= now + 100_000; t += 1000) engine.tick(t);
      const plan = compileRule(rule, tags, calendars).plans[0]!;
      const inputOf = (tagId: string): number => plan.plans.findIndex((input) => input.tag.id === tagId);
      const log = recordsOf(truthOf(tags, arrivals), inputOf);
      const truth = fold(plan, freshState(plan), log, 0, process.foldedTo);
      expect([...settled, ...process.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`)]).toEqual(truth.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`));
      expect(process.head.active).toBe(truth.edges.at(-1)?.kind === "raise");
    }), { numRuns: runs });
  }, Math.max(30_000, 1000 * runs));
});

const plant = [
  gasTag("P", { measurement: "pressure", peers: ["Q", "R"] }), gasTag("Q", { measurement: "temperature", periodS: 5 }), gasTag("R", { measurement: "pressure", signal: "4-20mA" }),
  gasTag("L", { measurement: "vibration", connected: ["Q"] }),
];
const sick = fc.array(fc.record({
  tag: fc.constantFrom("P", "P", "P", "Q", "R", "L"), gap: fc.constantFrom(0, 500, 1000, 1000, 1000, 1000, 2000, 30_000, 65_000),
  does: fc.constantFrom("quiet", "quiet", "quiet", "quiet", "same", "same", "spike", "step", "bad", "over", "uncertain"), delay: fc.integer({ min: 0, max: 50_000 }), twice: fc.boolean(),
}), { minLength: 20, maxLength: 120 });
const sickRules = fc.record({
  condition: fc.constantFrom<JsonLogic>(above({ value: [] }), { "==": [{ quality: [] }, "bad"] }, { or: [above({ value: ["k"] }), above({ value: ["r"] })] }, above({ avg: [10] }), { "==": [{ quality: ["l"] }, "bad"] }),
  onDelayS: fc.constantFrom(0, 3), offDelayS: fc.constantFrom(0, 10),
}).map((more): AlertRule => highRule({ ...more, deadband: 0, select: { tags: ["P"] }, limits: { H: { ...highRule().limits["H"]!, value: 60 } }, aliases: { k: { tags: ["Q"] }, r: { tags: ["R"] }, l: { tags: ["L"] } } }));

/** Quiet signals that jump, step, stand still and go bad. */
function sickArrivals(items: readonly { tag: string; gap: number; does: string; delay: number; twice: boolean }[]): Arrival[] {
  let ts = epoch;
  const levels = new Map<string, number>();
  const last = new Map<string, number>();
  return items.flatMap(({ tag, gap, does, delay, twice }, at) => {
    ts += gap;
    const before = levels.get(tag) ?? 40;
    const level = does === "step" ? (before > 50 ? 30 : 70) : before;
    levels.set(tag, level);
    const v = does === "same" ? (last.get(tag) ?? level) : does === "spike" ? 95 - level : does === "over" ? 120 : level + ((at * 7) % 5) / 10;
    last.set(tag, v);
    const sample: Sample = { ts, v, q: does === "bad" || does === "over" ? 2 : does === "uncertain" ? 1 : 0, rx: ts + delay, flags: does === "over" ? 1 : 0 };
    const first = { tagId: tag, sample, at: ts + delay };
    return twice ? [first, { ...first, at: first.at + 1500 }] : [first];
  }).sort((a, b) => a.at - b.at);
}

describe("the health of sensors", () => {
  it("and what rules make of it depends neither on the order of arrival inside the bound nor on restarts", () => {
    fc.assert(fc.property(sickRules, sick, fc.integer({ min: 3, max: 60 }), fc.boolean(), (rule, items, restartEvery, buffers) => {
      const arrivals = sickArrivals(items);
      let engine = new AlarmEngine();
      engine.setRules([rule], plant, epoch);
      const settled: string[] = [];
      const known: { tagId: string; sample: Sample }[] = [];
      const watch = (): void => {
        engine.processes.get(rule.id, "P")!.process.onSettled = (edges) => settled.push(...edges.map((edge) => `${edge.kind}@${edge.at - epoch}`));
      };
      watch();
      let now = epoch;
      arrivals.forEach(({ tagId, sample, at }, count) => {
        for (let t = Math.ceil((now + 1) / 1000) * 1000; t < at; t += 1000) engine.tick(t);
        now = at;
        if (["new", "conflict"].includes(engine.accept([{ tagId, sample }], now).fates[0]!)) known.push({ tagId, sample });
        if ((count + 1) % restartEvery !== 0) return;
        const state = JSON.parse(JSON.stringify(saveEngine(engine, { buffers, now }))) as ReturnType<typeof saveEngine>;
        engine = new AlarmEngine();
        restoreEngine(engine, state, [rule], plant, buffers ? [] : known.filter((one) => one.sample.ts > (state.neededSince ?? Infinity)));
        watch();
      });
      for (let t = now; t <= now + 200_000; t += 1000) engine.tick(t);
      const { process } = engine.processes.get(rule.id, "P")!;
      const truth = fold(process.plan, freshState(process.plan), recordsOf(truthOf(plant, arrivals), (id) => process.plan.plans.findIndex((input) => input.tag.id === id)), 0, process.foldedTo);
      expect([...settled, ...process.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`)]).toEqual(truth.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`));
    }), { numRuns: runs });
  }, Math.max(30_000, 1000 * runs));
});
