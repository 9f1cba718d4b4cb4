import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../alarms/process/fold.ts";
import type { ProcessRecord } from "../../alarms/process/record.ts";
import { copyState, freshState, type ProcessState } from "../../alarms/process/state.ts";
import type { AlertRule } from "../../model/rule.ts";
import { gasTag, highRule } from "../../testing/alarmBench.ts";
import { checkRule } from "../checkRule.ts";
import { compileRule } from "../compileRule.ts";
import { explainRule } from "../explain/explainRule.ts";
import { trimmed } from "../explain/speech.ts";
import { bucketsOf, type LongFold } from "./longWindow.ts";

const epoch = 1_700_000_000_000;
const hold = 120;
const point = gasTag("G", { staleAfterS: hold, periodS: 40, mayBeConstant: true });
const folds: readonly LongFold[] = ["avg", "min", "max", "sum", "count", "rise"];
const ruleOf = (name: LongFold, w: number): AlertRule => highRule({ deadband: 0, onDelayS: 0, offDelayS: 0, condition: { ">=": [{ [name]: [w] }, { limit: ["H"] }] }, ...(name === "count" ? { condition: { ">=": [{ count: [w] }, 3] } } : {}) });

interface Reading { readonly t: number; readonly v: number; readonly bad: boolean }

/** What the window is worth, in words, after these readings. */
function worth(name: LongFold, w: number, readings: readonly Reading[], now: number, gaps: readonly number[] = []): { readonly raise: string; readonly clear: string; readonly state: ProcessState } {
  const rule = ruleOf(name, w);
  const plan = compileRule(rule, [point]).plans[0]!;
  const records: ProcessRecord[] = [
    ...readings.map(({ t, v, bad }): ProcessRecord => ({ ts: epoch + t * 1000, input: 0, sample: { ts: epoch + t * 1000, v, q: bad ? 2 : 0, rx: epoch, flags: 0 } })),
    ...gaps.map((t): ProcessRecord => ({ ts: epoch + t * 1000, input: -1, sample: null })),
  ].sort((a, b) => a.ts - b.ts);
  const state = freshState(plan);
  fold(plan, state, records, 0, epoch + now * 1000);
  const explained = explainRule(rule, { tags: [point], calendars: () => undefined }, "G", { ...state.ctx, t: epoch + now * 1000 })!;
  const inBrackets = (words: string): string => /[值和数升]（([^（]*?)( %LEL)?）/.exec(words)?.[1] ?? "";
  return { raise: inBrackets(explained.raise.words.zh), clear: inBrackets(explained.clear.words.zh), state };
}

/** The same by definition, over the buckets that end after t − w. */
function byDefinition(name: LongFold, w: number, readings: readonly Reading[], now: number): number | undefined {
  const { bucketMs, buckets } = bucketsOf(w * 1000, 1000);
  const from = ((Math.ceil((epoch + now * 1000) / bucketMs) - buckets) * bucketMs - epoch) / 1000;
  const good = readings.filter(({ t, v, bad }) => !bad && t > from && v >= 0);
  if (name === "avg") {
    let [area, covered] = [0, 0];
    readings.forEach(({ t, v, bad }, i) => {
      const span = bad ? 0 : Math.min(readings[i + 1]?.t ?? now, t + hold, now) - Math.max(t, from);
      if (span > 0) [area, covered] = [area + v * span, covered + span];
    });
    return covered < 0.8 * (bucketMs / 1000) * buckets ? undefined : area / covered;
  }
  const values = good.map(({ v }) => v);
  const last = readings.at(-1);
  if (name === "count") return last && !last.bad && now - last.t <= hold ? values.length : undefined;
  if (values.length === 0 || (name === "rise" && values.length < 2)) return undefined;
  if (name === "sum") return values.reduce((a, b) => a + b, 0);
  if (name === "rise") return values.at(-1)! - Math.min(...values);
  return name === "min" ? Math.min(...values) : Math.max(...values);
}

const series = fc.array(fc.record({ after: fc.integer({ min: 1, max: 150 }), v: fc.integer({ min: 0, max: 60 }), bad: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }), { minLength: 1, maxLength: 60 }).map((steps) => {
  let t = 0;
  return steps.map(({ after, v, bad }): Reading => ({ t: (t += after), v, bad }));
});

describe("a window longer than ten minutes", () => {
  it("is what its definition gives, over whole buckets, for irregular samples, bad ones and silences", () => {
    fc.assert(fc.property(series, fc.constantFrom(...folds), fc.constantFrom(601, 900, 1800), fc.integer({ min: 0, max: 2500 }), (readings, name, w, rest) => {
      const now = readings.at(-1)!.t + rest;
      const expected = byDefinition(name, w, readings, now);
      expect(worth(name, w, readings, now).raise).toBe(expected === undefined ? "未知" : trimmed(expected));
    }), { numRuns: 1000 });
  });

  it("moves on in steps of at most a 512th", () => {
    fc.assert(fc.property(fc.integer({ min: 601, max: 30 * 86_400 }), fc.constantFrom(100, 1000, 5000), (w, gridMs) => {
      const { bucketMs, buckets } = bucketsOf(w * 1000, gridMs);
      expect([buckets <= 512, bucketMs % gridMs, bucketMs * buckets >= w * 1000]).toEqual([true, 0, true]);
      expect(bucketMs * buckets - w * 1000).toBeLessThan(bucketMs);
      expect(bucketMs).toBeLessThanOrEqual(Math.max(gridMs, Math.ceil((w * 1000) / 128 / gridMs) * gridMs));
    }));
  });

  it("what was seen before a gap may raise and is no evidence of calm", () => {
    const before = Array.from({ length: 30 }, (_, i): Reading => ({ t: i * 40, v: 20, bad: false }));
    expect(worth("max", 900, before, 1161, [1161])).toMatchObject({ raise: "20", clear: "未知" });
    expect(worth("max", 900, [...before, { t: 1170, v: 10, bad: false }], 1171, [1161])).toMatchObject({ raise: "20", clear: "10" });
  });

  it("knows nothing of a point whose only reading is bad, whatever the clock says", () => {
    for (const at of [0, -1_000, epoch]) {
      const rule = ruleOf("max", 900);
      const plan = compileRule(rule, [point]).plans[0]!;
      const state = freshState(plan);
      fold(plan, state, [{ ts: at, input: 0, sample: { ts: at, v: 5, q: 2, rx: at, flags: 0 } }, { ts: at + 1_000, input: 0, sample: { ts: at + 1_000, v: 7, q: 2, rx: at, flags: 0 } }], 0, at + 2_000);
      expect(explainRule(rule, { tags: [point], calendars: () => undefined }, "G", { ...state.ctx, t: at + 2_000 })?.raise.words.zh).toContain("最大值（未知）");
    }
  });

  it("goes on in a copy, and the copy leaves the original alone", () => {
    const readings = Array.from({ length: 20 }, (_, i): Reading => ({ t: i * 40, v: i, bad: false }));
    const { state } = worth("sum", 900, readings, 800);
    const marks = JSON.stringify(state.ctx.slots);
    const plan = compileRule(ruleOf("sum", 900), [point]).plans[0]!;
    const restored = { ...copyState(state), ctx: { ...copyState(state).ctx, slots: JSON.parse(marks) as ProcessState["ctx"]["slots"] } };
    const later: ProcessRecord = { ts: epoch + 820_000, input: 0, sample: { ts: epoch + 820_000, v: 100, q: 0, rx: epoch, flags: 0 } };
    fold(plan, restored, [later], 0, epoch + 821_000);
    fold(plan, copyState(state), [later], 0, epoch + 821_000);
    expect(JSON.stringify(state.ctx.slots)).toBe(marks);
    expect(restored.active).toBe(true);
  });

  it("may be up to 30 days long; what needs each sample at once may not", () => {
    const codes = (rule: AlertRule): string[] => checkRule(rule, [point]).map((one) => one.code);
    for (const name of folds) expect(codes(ruleOf(name, 30 * 86_400))).toEqual([]);
    expect(codes(ruleOf("max", 30 * 86_400 + 1))).toEqual(["RULE_WINDOW_TOO_LARGE"]);
    for (const name of ["median", "stddev", "rate", "ewma"]) expect(codes({ ...ruleOf("max", 900), condition: { ">=": [{ [name]: [7200] }, { limit: ["H"] }] } })).toContain("RULE_WINDOW_TOO_LARGE");
    const wide = { ...ruleOf("max", 86_400), select: { measurement: "combustible" as const } };
    expect(checkRule(wide, Array.from({ length: 6000 }, (_, i) => gasTag(`G${i}`))).map((one) => one.code)).toEqual(["RULE_MEMORY"]);
  });
});
