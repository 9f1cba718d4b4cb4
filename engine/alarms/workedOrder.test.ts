import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlarmBench, gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";
import { workedSequence } from "../testing/workedSequence.ts";
import { isOpen, type Alarm } from "./alarm.ts";

const { point, samples } = workedSequence;
const rules = [highRule({ id: "H1", ladder: { id: "L", step: 1 } }), highRule({ id: "H2", limits: { H: gasLimit(50) }, latch: true, priority: "P1", ladder: { id: "L", step: 2 } })];
const bound = 60;

interface Played {
  readonly settled: Readonly<Record<string, readonly string[]>>;
  readonly alarms: readonly (Alarm | undefined)[];
  readonly open: number;
  readonly amended: number; // live decisions that later readings changed
}

/** Plays the readings of catalogue 9.3, each so many seconds after its time, with nobody at the desk, until all is settled. */
function play(delays: readonly number[]): Played {
  const bench = new AlarmBench(rules, [gasTag(point)]);
  const settled: Record<string, string[]> = { H1: [], H2: [] };
  for (const id of ["H1", "H2"]) bench.engine.processes.get(id, point)!.process.onSettled = (edges) => settled[id]!.push(...edges.map((edge) => `${edge.kind}@${bench.seconds(edge.at)}`));
  const arrivals = samples.map(([ts, value], at) => ({ ts, value, at: ts + (delays[at] ?? 0) })).sort((a, b) => a.at - b.at);
  for (const { ts, value, at } of arrivals) bench.send(point, ts, value === "bad" ? null : value, { at, ...(value === "bad" ? { quality: "bad" } : {}) });
  bench.until(400);
  expect(bench.fates.every((fate) => fate === "new")).toBe(true);
  for (const id of ["H1", "H2"]) settled[id]!.push(...bench.engine.processes.get(id, point)!.process.edges.map((edge) => `${edge.kind}@${bench.seconds(edge.at)}`));
  const alarms = ["H1", "H2"].map((id) => bench.alarm(id, point));
  return { settled, alarms, open: alarms.filter((alarm) => alarm && isOpen(alarm)).length, amended: bench.events.filter((event) => event.why === "AMENDED").length };
}

const lifeOf = (alarm: Alarm | undefined): object | undefined => alarm && { state: alarm.state, active: alarm.active, raisedAt: alarm.raisedAt, clearedAt: alarm.clearedAt };

describe("the readings of the worked alarm sequence in any order inside the bound", () => {
  it("settle to the same episodes, the same open alarms and the same life, but for alarms marked unconfirmed", () => {
    const sorted = play([]);
    expect(sorted.settled).toEqual({ H1: ["raise@23", "clear@100", "raise@123", "clear@135"], H2: ["raise@33", "clear@70"] });
    expect(sorted.alarms.map((alarm) => alarm?.state)).toEqual(["rtn-unack", "latched-unack"]);
    let shuffled = 0;
    let amended = 0;
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: bound - 10 }), { minLength: samples.length, maxLength: samples.length }), (delays) => {
      const played = play(delays);
      const order = samples.map(([ts], at) => ts + delays[at]!);
      if (order.some((at, k) => k > 0 && at < order[k - 1]!)) shuffled += 1;
      expect(played.settled).toEqual(sorted.settled);
      expect(played.open).toBe(sorted.open);
      amended += played.amended;
      played.alarms.forEach((alarm, at) => {
        expect(alarm?.active).toBe(sorted.alarms[at]?.active);
        if (!alarm?.unconfirmed) expect(lifeOf(alarm)).toEqual(lifeOf(sorted.alarms[at]));
      });
    }), { numRuns: Number(process.env["ARRIVAL_RUNS"] ?? 400) });
    expect(shuffled).toBeGreaterThan(100); // the orders were really different ones
    expect([sorted.amended, amended > 100]).toEqual([0, true]); // and the live decisions were amended on the way
  });
});
