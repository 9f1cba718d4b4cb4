import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRule } from "../rules/compileRule.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { arrivalsOf, calendars, epoch, rules, stream, tags } from "./anyRule.testkit.ts";
import { fold } from "./process/fold.ts";
import { compareRecords, isDuplicate, type ProcessRecord } from "./process/record.ts";
import { freshState } from "./process/state.ts";

const runs = Number(process.env["ARRIVAL_RUNS"] ?? 300);
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
