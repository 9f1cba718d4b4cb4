import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tag } from "../../model/tag.ts";
import { AlarmBench, highRule } from "../../testing/alarmBench.ts";
import { falseRate } from "../statistics.ts";
import { chance, kinds, Plant, sensor, sound, type SensorKind } from "./plant.testkit.ts";

const each = Number(process.env["HEALTH_FAULTS"] ?? 6); // of each kind
const days = Number(process.env["HEALTH_DAYS"] ?? 20); // healthy sensor-days
const lane = Math.max(60_000, each * 10_000 + days * 2_000);

type Found = { readonly found: boolean; readonly afterS: number };

/** One sensor, sound until `from`, then sick; what was found of the fault, and how long after its beginning. */
function sickRun(fault: string, kind: SensorKind, seed: number, periodS: number, from: number, to: number, sickValue: (s: number, v: number) => number | string | undefined, more: Partial<Tag> = {}): Found {
  const tag = sensor("S", kind, { periodS, ...more });
  const others = (more.peers ?? []).map((id, i) => ({ tag: sensor(id, kind, { periodS }), value: sound({ ...kind, step: 0, leak: false }, seed + 1000 + i) }));
  const plant = new Plant([tag, ...others.map((one) => one.tag)]);
  const value = sound({ ...kind, step: 0, leak: false }, seed);
  for (let s = 0; s <= to; s += periodS) {
    plant.send(s, [[tag, s >= from ? sickValue(s - from, value(s)) : value(s)], ...others.map((one) => [one.tag, one.value(s)] as const)]);
    const hit = plant.found.find((one) => one.tag === "S" && one.fault === fault);
    if (hit) return { found: hit.at >= from, afterS: hit.at - from };
  }
  return { found: false, afterS: Infinity };
}

function recall(run: (seed: number) => Found, withinS: number): number {
  let hits = 0;
  for (let seed = 1; seed <= each; seed += 1) {
    const { found, afterS } = run(seed);
    if (found && afterS <= withinS) hits += 1;
  }
  return hits / each;
}

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length]!;

describe("faults of sensors", () => {
  it("stuck: found within the time of the kind and one sample", () => {
    const cases = [[kinds.pressure, 600, 1], [kinds.temperature, 1800, 5], [kinds.current, 1800, 5], [kinds.combustible, 600, 1]] as const;
    const share = [0, 1, 2, 3].map((at) => recallOf(at)).reduce((a, b) => a + b, 0) / 4;
    function recallOf(at: number): number {
      const [kind, stuckS, period] = cases[at]!;
      return recall((seed) => {
        const from = 60 + Math.floor(chance(seed)() * 60) * period;
        let held: number | undefined;
        return sickRun("stuck", kind, seed, period, from, from + stuckS + 10 * period, (_, v) => (held ??= v));
      }, stuckS + cases[at]![2]);
    }
    expect(share).toBeGreaterThanOrEqual(0.95);
  }, lane);

  it("dropout: found within max(3 periods, 30 s) and two seconds", () => {
    expect(recall((seed) => {
      const from = 120 + seed;
      return sickRun("dropout", pick(Object.values(kinds), seed), seed, 1, from, from + 60, () => undefined);
    }, 32)).toBeGreaterThanOrEqual(0.95);
  }, lane);

  it("out of range and bad values: found within their delay", () => {
    expect(recall((seed) => sickRun("range", pick(Object.values(kinds), seed), seed, 1, 60, 90, () => (seed % 2 === 0 ? 150 : -50)), 6)).toBeGreaterThanOrEqual(0.95);
    expect(recall((seed) => sickRun("bad-value", pick(Object.values(kinds), seed), seed, 1, 60, 90, () => "NaN"), 2)).toBeGreaterThanOrEqual(0.95);
  }, lane);

  it("spike: found with the next sample", () => {
    expect(recall((seed) => {
      const random = chance(seed);
      const height = (25 + 10 * random()) * (seed % 2 === 0 ? 1 : -1); // inside the range: outside it is another fault
      return sickRun("spike", kinds.pressure, seed, 1, 60 + Math.floor(random() * 60), 140, (s, v) => (s === 0 ? v + height : v));
    }, 1)).toBeGreaterThanOrEqual(0.95);
  }, lane);

  it("drift: found against peers, and of a gas also against its own day", () => {
    const day = 86_400;
    expect(recall((seed) => sickRun("drift", kinds.pressure, seed, 60, 2 * day, 5 * day, (s, v) => v + (s / day) * (seed % 2 === 0 ? 8 : -8), { peers: ["A", "B", "C"] }), 2 * day)).toBeGreaterThanOrEqual(0.95);
    expect(recall((seed) => sickRun("drift", kinds.combustible, seed, 60, 2 * day, 5 * day, (s, v) => v + (s / day) * 4), 2 * day)).toBeGreaterThanOrEqual(0.95);
  }, lane);
});

describe("sound sensors", () => {
  it("are hardly ever called sick: noise, days, steps and real leaks", () => {
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const tags = names.flatMap((name) => ["A", "B", "C"].map((id) => ({ tag: sensor(`${name}-${id}`, kinds[name], { periodS: 30, ...(name === "combustible" || name === "pressure" ? { peers: ["A", "B", "C"].map((one) => `${name}-${one}`) } : {}) }), name, id })));
    const plant = new Plant(tags.map((one) => one.tag));
    // What the process does, peers see together; each has its own noise and its own leaks.
    const values = tags.map(({ name, id }) => {
      const common = sound({ ...kinds[name], noise: 0, leak: false }, 77 + names.indexOf(name));
      const own = sound({ ...kinds[name], rest: 0, day: 0, step: 0 }, 500 + names.indexOf(name) * 10 + "ABC".indexOf(id));
      return (s: number) => common(s) + own(s);
    });
    const length = Math.ceil(days / tags.length) * 86_400;
    for (let s = 0; s <= length; s += 30) plant.send(s, tags.map(({ tag }, at) => [tag, values[at]!(s)] as const));
    const sensorDays = (length / 86_400) * tags.length;
    const { high } = falseRate(plant.found.length, sensorDays);
    console.log(`${plant.found.length} false faults in ${sensorDays} sensor-days (at most ${high.toFixed(4)} a day by 95 %): ${plant.found.slice(0, 5).map((one) => `${one.fault} ${one.tag}@${one.at}`).join(", ")}`);
    expect(plant.found.length / sensorDays).toBeLessThanOrEqual(0.02);
  }, lane);
});

describe("a sick sensor", () => {
  it("neither raises nor clears a process alarm", () => {
    const tag = sensor("S", kinds.pressure, { signal: "4-20mA" });
    const rule = highRule({ select: { tags: ["S"] }, limits: { H: { value: 60, unit: "kPa", sourceStd: "P", confidence: "project" } } });
    const sick = fc.constantFrom("spike up", "spike down", "over", "under", "wire", "not a number", "silence");
    fc.assert(fc.property(fc.boolean(), fc.constantFrom(0, 3), fc.constantFrom(0, 10), fc.array(fc.tuple(sick, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 12 }), (high, onDelayS, offDelayS, faults) => {
      const b = new AlarmBench([{ ...rule, onDelayS, offDelayS }], [tag]);
      const value = sound({ ...kinds.pressure, rest: high ? 75 : 40, day: 0, step: 0 }, 3);
      let t = 0;
      const well = (n: number): void => {
        for (let i = 0; i < n; i += 1, t += 1) b.send("S", t, value(t));
      };
      well(20);
      for (const [fault, n] of faults) {
        const far = high ? 5 : 95;
        for (let i = 0; i < (fault.startsWith("spike") ? 1 : n); i += 1, t += 1) {
          if (fault === "spike up" || fault === "spike down") b.send("S", t, far);
          else if (fault === "over") b.send("S", t, 104);
          else if (fault === "under") b.send("S", t, -40);
          else if (fault === "wire") b.send("S", t, high ? 3.2 : 22, { unit: "mA" });
          else if (fault === "not a number") b.send("S", t, "12,5");
        }
        well(3);
      }
      expect(b.until(t + 20).edges()).toEqual(high ? [`raise@${onDelayS}`] : []);
    }), { numRuns: 100 });
  });
});
