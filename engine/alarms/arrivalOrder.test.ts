import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonLogic } from "../model/logic.ts";
import type { AlertRule } from "../model/rule.ts";
import { compileRule } from "../rules/compileRule.ts";
import type { Sample } from "../rules/sample.ts";
import { gasTag, highRule } from "../testing/alarmBench.ts";
import { compileCalendar } from "../time/calendar/index.ts";
import { office } from "../time/calendar/calendars.testkit.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { fold } from "./process/fold.ts";
import { compareRecords, isDuplicate, type ProcessRecord } from "./process/record.ts";
import { freshState } from "./process/state.ts";

const runs = Number(process.env["ARRIVAL_RUNS"] ?? 300);
const epoch = Date.parse("2026-09-21T08:29:30+08:00"); // the office opens in half a minute
const ready = compileCalendar(office);
const calendars = (id: string) => (id === "office" ? ready : undefined);
const tags = ["G", "K", "P"].map((id) => gasTag(id, id === "P" ? { measurement: "permit-count", unit: "", labels: ["hot"], computed: true } : { mayBeConstant: true }));

const limit: JsonLogic = { limit: ["H"] };
const above = (term: JsonLogic): JsonLogic => ({ ">=": [term, limit] });
/** Every operator of the language, one condition each or two. */
const leaf = fc.constantFrom<JsonLogic>(
  above({ value: [] }), above({ value: ["k"] }), above({ prev: [] }), { "==": [{ quality: [] }, "bad"] }, { ">": [{ age: [] }, 5] },
  above({ avg: [10] }), above({ min: [7] }), above({ max: [20] }), above({ median: [15] }), { ">": [{ stddev: [15] }, { limit: ["S"] }] }, above({ sum: [5] }), { ">": [{ rise: [12] }, { limit: ["S"] }] },
  { ">=": [{ rate: [10, "min"] }, { limit: ["R"] }] }, above({ ewma: [8] }), { ">=": [{ count: [20, above({ value: [] })] }, 3] }, { ">=": [{ count: [30] }, 5] }, { lastN: [2, 4, above({ value: [] })] },
  { kOfN: [2, "both", above({ value: [] })] }, { kOfN: [2, "both", above({ value: [] }), 20] }, { kOfN: [1, { near: ["both", 5] }, above({ value: [] })] },
  { calendar: ["office"] }, { ">=": [{ "area.permits.count": ["hot"] }, 20] },
  above({ avg: [900] }), above({ max: [601] }), { ">": [{ rise: [700] }, { limit: ["S"] }] }, { ">=": [{ count: [1200] }, 6] },
);
const condition = fc.letrec<{ c: JsonLogic }>((tie) => ({
  c: fc.oneof({ depthSize: "small" }, leaf, leaf, fc.tuple(fc.constantFrom("and", "or"), tie("c"), tie("c")).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })), tie("c").map((a): JsonLogic => ({ "!": [a] }))),
})).c;
const rules = fc.record({
  condition, onDelayS: fc.constantFrom(0, 3), offDelayS: fc.constantFrom(0, 10), latch: fc.boolean(),
  suppressWhen: fc.option(condition, { nil: undefined }), schedule: fc.option(fc.constant("office"), { nil: undefined }),
}).map(({ suppressWhen, schedule, ...rest }): AlertRule => highRule({
  ...rest, deadband: 0, select: { tags: ["G"] }, aliases: { k: { tags: ["K"] } }, sets: { both: { tags: ["G", "K"] } },
  limits: { ...highRule().limits, S: { ...highRule().limits["H"]!, value: 4 }, R: { ...highRule().limits["H"]!, value: 30, unit: "%[LEL]/min" } },
  ...(suppressWhen === undefined ? {} : { suppressWhen }), ...(schedule === undefined ? {} : { schedule }),
}));
const stream = fc.array(fc.record({
  tag: fc.constantFrom("G", "G", "K", "P"), gap: fc.constantFrom(0, 500, 1000, 2000, 3000, 12_000, 40_000), v: fc.constantFrom(10, 20, 22, 24.9, 25, 26, 40), q: fc.constantFrom<Sample["q"]>(0, 0, 0, 0, 0, 1, 2),
  delay: fc.integer({ min: 0, max: 50_000 }), twice: fc.boolean(),
}), { minLength: 1, maxLength: 40 });

type Arrival = { readonly tagId: string; readonly sample: Sample; readonly at: number };

function arrivalsOf(items: readonly { tag: string; gap: number; v: number; q: Sample["q"]; delay: number; twice: boolean }[]): Arrival[] {
  let ts = epoch;
  return items.flatMap((item) => {
    ts += item.gap;
    const first = { tagId: item.tag, sample: { ts, v: item.v, q: item.q, rx: ts + item.delay, flags: 0 }, at: ts + item.delay };
    return item.twice ? [first, { ...first, at: first.at + 1500 }] : [first];
  }).sort((a, b) => a.at - b.at);
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
      const log = arrivals.map(({ tagId, sample }): ProcessRecord => ({ ts: sample.ts, input: inputOf(tagId), sample })).filter((record) => record.input >= 0)
        .sort(compareRecords).filter((record, at, all) => at === 0 || record.input !== all[at - 1]!.input || !isDuplicate(record.sample!, all[at - 1]!.sample!));
      const truth = fold(plan, freshState(plan), log, 0, process.foldedTo);
      expect([...settled, ...process.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`)]).toEqual(truth.edges.map((edge) => `${edge.kind}@${edge.at - epoch}`));
      expect(process.head.active).toBe(truth.edges.at(-1)?.kind === "raise");
    }), { numRuns: runs });
  });
});
