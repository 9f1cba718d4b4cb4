import { describe, expect, it } from "vitest";
import type { Tag } from "../../model/tag.ts";
import type { AlertRule } from "../../model/rule.ts";
import { AlarmBench, gasTag, highRule } from "../../testing/alarmBench.ts";
import { sampleFlags } from "../../rules/sample.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import { restoreEngine, saveEngine } from "../save/engineState.ts";
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

describe("a spike", () => {
  const quiet = (more: Partial<AlertRule> = {}): AlarmBench => {
    const b = new AlarmBench([pressureRule(more)], [pressureTag("P")]);
    for (let t = 0; t <= 20; t += 1) b.send("P", t, 5 + ripple(t));
    return b;
  };
  it("that is back with the next sample was bad: no alarm of the process, one of the device", () => {
    const b = quiet().send("P", 21, 9);
    expect(b.engine.logs.get("P")!.latest).toMatchObject({ v: 9, q: 2, flags: sampleFlags.suspect });
    b.send("P", 22, 5.05).until(25);
    expect([b.edges(), b.edges("device:spike"), b.edges("device:bad-value")]).toEqual([[], ["raise@21"], []]);
    expect(b.until(40).edges("device:spike")).toEqual(["raise@21", "clear@32"]);
    expect(b.alarm("device:spike", "P")).toMatchObject({ priority: "P3" });
  });
  it("that the next sample confirms was none: both are good from their own times", () => {
    const b = quiet().send("P", 21, 9).send("P", 22, 9.1).until(25);
    expect([b.edges(), b.edges("device:spike")]).toEqual([["raise@21"], []]);
    const delayed = quiet({ onDelayS: 3 }).series("P", "21:9 22:9.1 23:9 24:9.05").until(30);
    expect(delayed.edges()).toEqual(["raise@24"]);
  });
  it("is one too when a step follows it to another side, and a value out of range on its side confirms it", () => {
    const b = quiet().series("P", "21:9 22:1 23:1.05").until(25);
    expect([b.edges(), b.edges("device:spike")]).toEqual([[], ["raise@21"]]);
    expect(quiet().series("P", "21:9 22:11 23:11").until(25).edges()).toEqual(["raise@21"]);
  });
  it("that no sample follows stays unknown; one that comes late but in time still tells", () => {
    expect(quiet().send("P", 21, 9).until(200).edges()).toEqual([]);
    const b = quiet().send("P", 21, 9).until(124);
    saveEngine(b.engine, { now: b.ms(124) }); // a snapshot settles what is silent, but nothing in doubt
    expect(b.send("P", 70, 9, { at: 125 }).until(127).edges()).toEqual(["raise@21"]);
    expect(quiet().send("P", 21, 9).send("P", 82, 9).until(90).edges()).toEqual(["raise@82"]); // over a minute later: no successor any more
  });
  it("is none where the value can move that fast, and none of a noisy signal", () => {
    const b = new AlarmBench([pressureRule({ select: { tags: ["P"] } })], [pressureTag("P", { measurement: "current" })]);
    for (let t = 0; t <= 20; t += 1) b.send("P", t, 1 + ripple(t));
    expect(b.send("P", 21, 9).edges()).toEqual(["raise@21"]);
    const noisy = new AlarmBench([pressureRule()], [pressureTag("P")]);
    for (let t = 0; t <= 20; t += 1) noisy.send("P", t, 3 + 2 * (t % 3));
    expect(noisy.send("P", 21, 8.5).edges()).toEqual(["raise@21"]);
  });
  it("of a gas point is counted only: its danger waits for nobody", () => {
    const b = new AlarmBench([highRule({ onDelayS: 0 })], [gasTag("G")]);
    for (let t = 0; t <= 20; t += 1) b.send("G", t, 1 + ripple(t));
    b.send("G", 21, 60).send("G", 22, 1);
    expect([b.edges(), b.edges("device:spike"), b.engine.logs.get("G")!.health.head.jump.counted]).toEqual([["raise@21"], [], 1]);
  });
  it("is not forgotten over a restart", () => {
    expect(quiet().send("P", 21, 9).restart(21.5).send("P", 22, 9.1).until(25).edges()).toEqual(["raise@21"]);
    expect(quiet().send("P", 21, 9).restart(21.5).send("P", 22, 5).until(25).edges("device:spike")).toEqual(["raise@21"]);
  });
});

describe("connected tags", () => {
  it("change a verdict also when their news comes late", () => {
    const tags = [pressureTag("V", { measurement: "vibration", unit: "mm/s", periodS: 10, connected: ["M"] }), gasTag("M", { measurement: "state", unit: "", periodS: 60 })];
    const b = new AlarmBench([], tags).send("M", 0, 1);
    for (let t = 0; t <= 620; t += 10) b.send("V", t, 1.2);
    expect(b.engine.logs.get("V")!.latest).toMatchObject({ q: 2, flags: sampleFlags.stuck });
    b.send("M", 590, 0, { at: 621 });
    expect(b.engine.logs.get("V")!.latest).toMatchObject({ q: 0, flags: 0 });
    expect(b.until(640).alarm("device:stuck", "V")!).toMatchObject({ active: false, unconfirmed: true });
  });
});

describe("the memory of a tag", () => {
  it("stays small, however its readings come", () => {
    const engine = new AlarmEngine();
    const tag = pressureTag("P");
    engine.setRules([], [tag], 0);
    for (let t = 1; t < 5000; t += 1) {
      const ts = 1000 * (t % 2 === 0 ? t : t + 40); // every other one forty seconds before its neighbours
      engine.accept([{ tagId: "P", sample: { ts, v: t % 7, q: 0, rx: 1000 * (t + 40), flags: 0 } }], 1000 * (t + 40));
    }
    expect(engine.logs.get("P")!.health.raw.length).toBeLessThan(600);
  });
});

describe("a drift", () => {
  const tags = ["P", "A", "B"].map((id) => pressureTag(id, { periodS: 20, ...(id === "P" ? { peers: ["A", "B"] } : {}) }));
  const hours = 48;
  /** Two days of three pressures; the first drifts by 2 bar a day from the second day on. */
  const run = (jitterS: number, restartAtH?: number): number[] => {
    let engine = new AlarmEngine();
    engine.setRules([], tags, 0);
    const raised: number[] = [];
    const arrivals = tags.flatMap(({ id }, at) => Array.from({ length: hours * 180 }, (_, i) => {
      const s = 20 * (i + 1);
      return { tagId: id, s, at: s + (jitterS === 0 ? 0 : (i * 37 + at * 11) % jitterS), v: 5 + ripple(i * 3 + at) + (id === "P" ? Math.max(0, s - 26 * 3600) / 43_200 : 0) };
    })).sort((a, b) => a.at - b.at);
    let restarted = false;
    for (const { tagId, s, at, v } of arrivals) {
      const step = engine.accept([{ tagId, sample: { ts: s * 1000, v, q: 0, rx: at * 1000, flags: 0 } }], at * 1000);
      raised.push(...step.events.filter((event) => event.kind === "raise" && event.ruleId === "device:drift").map((event) => event.at / 1000));
      if (restartAtH === undefined || restarted || at < restartAtH * 3600) continue;
      restarted = true;
      const state = JSON.parse(JSON.stringify(saveEngine(engine))) as ReturnType<typeof saveEngine>;
      engine = new AlarmEngine();
      restoreEngine(engine, state, [], tags);
    }
    const flags = (id: string): number => engine.logs.get(id)!.latest!.flags & ~sampleFlags.clock; // links this slow look like a clock that is off
    expect([flags("P"), flags("A"), flags("B"), engine.logs.get("P")!.latest!.q]).toEqual([sampleFlags.drift, 0, 0, 2]);
    return raised;
  };
  it("is found against the peers at an instant that neither jitter nor a restart moves", () => {
    const [at, ...more] = run(0);
    expect(more).toEqual([]);
    expect(at).toBeGreaterThan(27 * 3600);
    expect(run(50)).toEqual([at]);
    expect(run(50, 27.5)).toEqual([at]);
  });
  it("of a gas leaves its readings uncertain: they may raise and not clear", () => {
    const b = new AlarmBench([highRule({ onDelayS: 0, offDelayS: 0 })], [gasTag("G", { periodS: 60, staleAfterS: 180 })], { epoch: 1_699_999_200_000 });
    const log = () => b.engine.logs.get("G")!.latest!;
    let t = 0;
    const feed = (toH: number, value: (t: number) => number): void => {
      for (; t < toH * 3600; t += 60) b.engine.accept([{ tagId: "G", sample: { ts: b.ms(t), v: value(t), q: 0, rx: b.ms(t), flags: 0 } }], b.ms(t));
    };
    feed(26, (at) => 5 + ripple(at / 60));
    feed(60, (at) => 5 + ripple(at / 60) + (at - 26 * 3600) / 7200);
    expect(log()).toMatchObject({ q: 1, flags: sampleFlags.drift });
    b.now = t;
    b.send("G", t + 60, 30).send("G", t + 120, 5);
    expect([b.edges().map((edge) => edge.split("@")[0]), b.alarm("H", "G")!.active, b.engine.processes.get("H", "G")!.process.head.frozen]).toEqual([["raise"], true, true]);
  });
  it("is never called of a process that moves slowly and has no peers: its high limit must hold", () => {
    const b = new AlarmBench([], [pressureTag("P", { periodS: 60 })]);
    for (let t = 0; t < 60 * 3600; t += 60) b.engine.accept([{ tagId: "P", sample: { ts: b.ms(t), v: 2 + t / 54_000 + ripple(t / 60), q: 0, rx: b.ms(t), flags: 0 } }], b.ms(t));
    expect(b.engine.logs.get("P")!.latest).toMatchObject({ q: 0, flags: 0 });
  });
});

describe("a device clock that stands still", () => {
  it("is found after twenty arrivals, whether its values change or not, and is forgiven when it goes on", () => {
    for (const value of [() => 5, (t: number) => 5 + ripple(t)]) {
      const b = new AlarmBench([], [pressureTag("P", { mayBeConstant: true })]);
      for (let t = 0; t <= 10; t += 1) b.send("P", t, 5);
      for (let t = 11; t <= 100; t += 1) b.send("P", 10, value(t), { at: t });
      const raised = b.events.filter((event) => event.ruleId === "device:clock" && event.kind === "raise").map((event) => b.seconds(event.storedAt));
      expect(raised).toHaveLength(1);
      expect(raised[0]).toBeLessThanOrEqual(31);
      for (let t = 101; t <= 180; t += 1) b.send("P", t, value(t));
      expect(b.alarm("device:clock", "P")!.active).toBe(false);
    }
  });
  it("is not seen in a backlog that comes in one piece", () => {
    const b = new AlarmBench([], [pressureTag("P", { mayBeConstant: true })]).send("P", 100, 5);
    b.engine.accept(Array.from({ length: 40 }, (_, i) => ({ tagId: "P", sample: { ts: b.ms(99 - i), v: 5, q: 0 as const, rx: b.ms(101), flags: 0 } })), b.ms(101));
    expect(b.engine.processes.get("device:clock", "P")).toBeUndefined();
  });
});

describe("a state saved before sensor health was kept", () => {
  it("still loads: health is learned anew", () => {
    const b = new AlarmBench([pressureRule()], [pressureTag("P")]).series("P", "0:5 1:9 2:9.1");
    const state = JSON.parse(JSON.stringify(saveEngine(b.engine))) as ReturnType<typeof saveEngine>;
    const old = { ...state, logs: state.logs.map(({ health: _, ...rest }) => rest) };
    const engine = new AlarmEngine();
    expect(restoreEngine(engine, old, b.rules, b.tags)).toEqual([]);
    expect(engine.open().map((alarm) => [alarm.ruleId, alarm.active])).toEqual([["H", true]]);
    expect(engine.accept([{ tagId: "P", sample: { ts: b.ms(3), v: 5, q: 0, rx: b.ms(3), flags: 0 } }], b.ms(3)).events.map((event) => event.kind)).toEqual(["clear"]);
  });
});
