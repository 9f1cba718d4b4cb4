import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlarmBench, gasLimit, gasTag, highRule } from "../../testing/alarmBench.ts";

const tau = 20;
const grace = 1; // event time runs a second behind the clock while nothing comes in (alarms.md 4.3)
const rule = highRule({ deadband: 0, onDelayS: 0, offDelayS: 0, condition: { ">=": [{ ewma: [tau] }, { limit: ["H"] }] }, limits: { H: gasLimit(25) } });
const bench = (): AlarmBench => new AlarmBench([rule], [gasTag("G")]);
const value = (b: AlarmBench): string => /（(.*?)）/.exec(b.engine.explain("H", "G", b.ms(b.now))?.raise.words.zh ?? "")?.[1] ?? "";

/** The mean by its definition, over every usable sample since the last silence. */
function byDefinition(samples: readonly { readonly t: number; readonly v: number }[], now: number): number | undefined {
  let mean: number | undefined;
  let began = 0;
  let last = 0;
  for (const { t, v } of samples) {
    if (mean === undefined || t - last > 30) {
      mean = v;
      began = t;
    } else mean += (1 - Math.exp(-(t - last) / tau)) * (v - mean);
    last = t;
  }
  return mean === undefined || now - last > 30 || now - began < tau ? undefined : mean;
}

describe("the exponentially weighted mean", () => {
  it("is unknown for its first τ seconds, then follows with the weight of the time passed", () => {
    const b = bench().send("G", 0, 0);
    expect(value(b.until(19 + grace))).toBe("未知");
    expect(value(b.until(20 + grace))).toBe("0 %LEL");
    b.send("G", 25, 100);
    expect(value(b)).toBe(`${Number((100 * (1 - Math.exp(-25 / tau))).toPrecision(6))} %LEL`);
  });

  it("is what its definition gives, for irregular samples, bad ones and silences", () => {
    const steps = fc.array(fc.record({ after: fc.integer({ min: 1, max: 45 }), v: fc.integer({ min: 0, max: 60 }), bad: fc.boolean() }), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(steps, fc.integer({ min: 0, max: 40 }), (drawn, rest) => {
      const b = bench();
      const good: { t: number; v: number }[] = [];
      let t = 0;
      for (const { after, v, bad } of drawn) {
        t += after;
        b.send("G", t, v, bad ? { quality: "bad" } : {});
        if (!bad) good.push({ t, v });
      }
      b.until(t + rest + grace);
      const lastIsBad = drawn[drawn.length - 1]?.bad === true;
      const expected = byDefinition(good, t + rest);
      expect(value(b)).toBe(expected === undefined || (lastIsBad && good.length === 0) ? "未知" : `${Number(expected.toPrecision(6))} %LEL`);
    }), { numRuns: 300 });
  });
});
