import { describe, expect, it } from "vitest";
import type { Tag } from "../../model/tag.ts";
import type { AlertRule } from "../../model/rule.ts";
import { AlarmBench, gasTag, highRule } from "../../testing/alarmBench.ts";
import { normaliseReading } from "../reading.ts";

/** A pressure of 0 to 10 bar, a sample a second. */
function pressureTag(id: string, more: Partial<Tag> = {}): Tag {
  return gasTag(id, { measurement: "pressure", unit: "bar", range: { min: 0, max: 10 }, ...more });
}

/** Alarm at 8 bar at once, deadband 0.5. */
function pressureRule(more: Partial<AlertRule> = {}): AlertRule {
  return highRule({ select: { measurement: "pressure" }, limits: { H: { value: 8, unit: "bar", sourceStd: "P", confidence: "project" } }, deadband: 0.5, onDelayS: 0, offDelayS: 0, ...more });
}

/** A noise without chance: repeatable, never twice the same in a row. */
const ripple = (t: number): number => ((t * 7) % 11) / 100;

describe("a current loop", () => {
  const tag = pressureTag("P", { signal: "4-20mA" });
  const at = (value: number, unit = "mA", of = tag) => normaliseReading({ tagId: "P", ts: 1_700_000_000_000, value, unit }, of, 1_700_000_000_000).sample!;
  it("gives the value its current stands for, in any unit of current", () => {
    expect([at(4), at(12), at(20)].map((one) => [one.v, one.q])).toEqual([[0, 0], [5, 0], [10, 0]]);
    expect(at(0.012, "A").v).toBeCloseTo(5, 9);
  });
  it("is at fault below 3.6 and above 21 mA, also when the value comes converted (NAMUR NE 43)", () => {
    expect([3.59, 3.6, 3.8, 20.5, 21, 21.01].map((mA) => at(mA).flags & 64)).toEqual([64, 0, 0, 0, 0, 64]);
    expect([-0.26, -0.25, 10.62, 10.63].map((bar) => at(bar, "bar").flags & 64)).toEqual([64, 0, 0, 64]);
    expect([at(3.5).q, at(22).q]).toEqual([2, 2]);
  });
  it("above 21 mA is over range on a gas point, so that it still raises and never clears", () => {
    const gas = gasTag("G", { signal: "4-20mA" });
    expect(at(22, "mA", gas).flags).toBe(64 | 1);
    const b = new AlarmBench([highRule()], [gas]).send("G", 0, 5).send("G", 1, 22, { unit: "mA" }).until(3);
    for (let t = 3; t <= 20; t += 1) b.send("G", t, 22, { unit: "mA" });
    expect([b.edges(), b.edges("device:wire"), b.edges("device:range")]).toEqual([["raise@4"], ["raise@6"], []]);
  });
  it("below 3.6 mA is unknown on any point: it clears nothing", () => {
    const b = new AlarmBench([pressureRule()], [tag]).send("P", 0, 9, { unit: "bar" });
    for (let t = 1; t <= 20; t += 1) b.send("P", t, 0, { unit: "mA" });
    expect([b.edges(), b.edges("device:wire")]).toEqual([["raise@0"], ["raise@6"]]);
  });
  it("is never assumed: a current of a point that is no loop, or has no range, is a wrong unit", () => {
    const { range: _, ...bare } = tag;
    for (const other of [pressureTag("P"), bare, pressureTag("P", { unit: "A", signal: "4-20mA", range: { min: 0, max: 100 } })]) {
      const { sample } = normaliseReading({ tagId: "P", ts: 1, value: 12, unit: "mA" }, other, 1);
      expect(other.unit === "A" ? sample!.v : sample!.q).toBe(other.unit === "A" ? 0.012 : 2); // a point that measures a current reads it as one
    }
  });
});

describe("a stuck sensor", () => {
  const hold = (b: AlarmBench, id: string, from: number, to: number, value: number, step: number): AlarmBench => {
    for (let t = from; t <= to; t += step) b.send(id, t, value);
    return b;
  };
  it("is found within the time of its kind and one sample, is bad until it moves, and then sound at once", () => {
    for (const [measurement, stuckS, step] of [["pressure", 600, 5], ["temperature", 1800, 15], ["oxygen", 3600, 30], ["current", 1800, 15]] as const) {
      const b = hold(new AlarmBench([], [pressureTag("P", { measurement, periodS: step })]), "P", 0, stuckS + step, 3, step);
      expect(b.edges("device:stuck")).toEqual([`raise@${stuckS}`]);
      b.send("P", stuckS + 2 * step, 3.1);
      expect(b.engine.logs.get("P")!.latest).toMatchObject({ q: 0, flags: 0 });
      expect(b.until(stuckS + 2 * step + 12).edges("device:stuck")).toEqual([`raise@${stuckS}`, `clear@${stuckS + 2 * step + 10}`]);
    }
  });
  it("neither raises nor clears a process alarm", () => {
    const b = hold(new AlarmBench([pressureRule()], [pressureTag("P")]), "P", 0, 300, 9, 5);
    for (let t = 305; t <= 1000; t += 5) b.send("P", t, 7.6); // inside the deadband
    expect([b.edges(), b.edges("device:stuck")]).toEqual([["raise@0"], ["raise@905"]]);
    expect(b.engine.processes.get("H", "P")!.process.head.frozen).toBe(true);
  });
  it("is not one where standing still is legal: zero of gas, current and power, a calm, a point that may be constant", () => {
    const legal: readonly [Partial<Tag>, number][] = [
      [{ measurement: "combustible" }, 0], [{ measurement: "toxic" }, 0], [{ measurement: "current" }, 0], [{ measurement: "power" }, 0],
      [{ measurement: "wind-speed", unit: "m/s" }, 0.4], [{ measurement: "wind-speed", unit: "km/h" }, 1.7], [{ mayBeConstant: true }, 3], [{ measurement: "level" }, 3],
    ];
    for (const [more, value] of legal) expect(hold(new AlarmBench([], [pressureTag("P", more)]), "P", 0, 2000, value, 10).edges("device:stuck")).toEqual([]);
    for (const [measurement, unit, value] of [["combustible", "%[LEL]", 1], ["wind-speed", "m/s", 0.6], ["wind-speed", "km/h", 1.9]] as const) {
      expect(hold(new AlarmBench([], [pressureTag("P", { measurement, unit })]), "P", 0, 2000, value, 10).edges("device:stuck")).toHaveLength(1);
    }
  });
  it("of a level is one only when a connected tag moved meanwhile", () => {
    const tags = [pressureTag("L", { measurement: "level", unit: "m", periodS: 60, connected: ["F"] }), pressureTag("F", { measurement: "flow", unit: "m3/h", range: { min: 0, max: 100 }, periodS: 60, mayBeConstant: true })];
    const run = (flow: (t: number) => number): string[] => {
      const b = new AlarmBench([], tags, { lateS: 60 });
      for (let t = 0; t <= 14_520; t += 60) b.send("F", t, flow(t)).send("L", t, 5);
      return b.edges("device:stuck");
    };
    expect(run(() => 0)).toEqual([]);
    expect(run((t) => (t >= 6000 ? 40 : 0))).toEqual(["raise@14400"]);
  });
  it("of a vibration is one only while the machine runs", () => {
    const tags = [pressureTag("V", { measurement: "vibration", unit: "mm/s", periodS: 10, connected: ["M"] }), gasTag("M", { measurement: "state", unit: "", periodS: 60 })];
    const b = new AlarmBench([], tags);
    for (let t = 0; t <= 1500; t += 10) b.send("M", t, t >= 700 ? 1 : 0).send("V", t, 1.2);
    expect(b.edges("device:stuck")).toEqual(["raise@1290"]); // last at rest at 690
  });
  it("is known by two things only: a slow point that says the same twice is none", () => {
    expect(hold(new AlarmBench([], [pressureTag("P", { periodS: 600 })]), "P", 0, 4800, 3, 600).edges("device:stuck")).toEqual([]);
    expect(hold(new AlarmBench([], [pressureTag("P", { periodS: 600 })]), "P", 0, 6000, 3, 600).edges("device:stuck")).toEqual(["raise@5400"]);
  });
  it("is also one whose noise is gone, while its value still flickers", () => {
    const b = new AlarmBench([], [pressureTag("O", { measurement: "oxygen", unit: "%[vol]", range: { min: 0, max: 25 }, periodS: 10 })], { epoch: 1_699_999_200_000 });
    for (let t = 0; t < 8 * 3600; t += 10) b.send("O", t, 20.9 + ripple(t));
    expect(b.edges("device:stuck")).toEqual([]);
    for (let t = 8 * 3600; t <= 9 * 3600; t += 10) b.send("O", t, 20.9 + (t % 20 === 0 ? 0.001 : 0));
    const [raised] = b.edges("device:stuck");
    expect(Number(raised!.slice("raise@".length))).toBeLessThanOrEqual(9 * 3600 + 10);
    for (let t = 9 * 3600 + 10; t <= 9 * 3600 + 60; t += 10) b.send("O", t, 20.2 + ripple(t));
    expect(b.edges("device:stuck").at(-1)).toMatch(/^clear/);
  });
});
