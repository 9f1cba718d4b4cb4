import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConditionProcess } from "../../alarms/process/conditionProcess.ts";
import type { JsonValue } from "../../model/json.ts";
import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import { compileRule } from "../../rules/compileRule.ts";
import type { Sample } from "../../rules/sample.ts";
import { gasLimit, gasTag, highRule } from "../../testing/alarmBench.ts";
import { strictness } from "../strictnessOf.ts";

const order = strictness({ limitRole: () => "alarm" });
const runs = Number(process.env["SAFELOOP_LAW_RUNS"] ?? 400);

const gas = gasTag("A");
const wind = gasTag("W", { measurement: "pressure", unit: "kPa", area: "A1" });

/** A reading: which point, at which second, of what value; null is of bad quality. */
interface Step { readonly input: 0 | 1; readonly at: number; readonly value: number | null }

/** What a rule does on a trace, second by second: whether it is active, and when it raised. Judged by the process of the engine itself. */
function run(rule: AlertRule, tags: readonly Tag[], trace: readonly Step[]): { readonly active: readonly boolean[]; readonly raises: readonly number[] } {
  const compiled = compileRule(rule, tags);
  const process = new ConditionProcess(compiled.plans[0]!, 60_000);
  const epoch = 1_700_000_000_000;
  const active: boolean[] = [];
  const raises: number[] = [];
  let is = false;
  for (let second = 0; second <= 80; second += 1) {
    const now = epoch + second * 1000;
    const batch = trace.filter((one) => one.at === second).map(({ input, value }): [number, Sample] => [input, { ts: now, v: value ?? 0, q: value === null ? 2 : 0, rx: now, flags: 0 }]);
    // The clock of a process lags by its grace: it is looked at one second later than it speaks of.
    for (const change of [batch.length > 0 ? process.accept(batch, now).change : process.advance(now)]) {
      for (const edge of change.after) {
        is = edge.kind === "raise";
        if (is) raises.push((edge.at - epoch) / 1000);
      }
    }
    active.push(is);
  }
  return { active, raises };
}

// Near the limits, held for seconds at a time; some bad, some silence.
const values = fc.constantFrom<number | null>(10, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 30, 40, null);
const traces = fc.array(fc.record({ gap: fc.constantFrom(1, 1, 2, 3, 5, 12), value: values }), { minLength: 3, maxLength: 24 }).map((steps): Step[] => {
  let at = 0;
  return steps.map(({ gap, value }) => ({ input: 0, at: (at += gap), value }));
});

type Change = Partial<AlertRule>;
const base: Change = { deadband: 2, onDelayS: 3, offDelayS: 4 };
const ruleOf = (change: Change): AlertRule => highRule({ ...base, ...change });
const limited = (value: number, op: ">=" | ">" = ">="): Change => ({ limits: { H: { ...gasLimit(value), op } }, condition: { [op]: [{ value: [] }, { limit: ["H"] }] } });
const low = (value: number): Change => ({ limits: { H: { ...gasLimit(value), op: "<=" } }, condition: { "<=": [{ value: [] }, { limit: ["H"] }] } });

/** Seconds at which the upper rule is active and the local one is silent. */
function silences(upper: Change, local: Change, trace: readonly Step[], tags: readonly Tag[] = [gas]): number {
  const [was, is] = [run(ruleOf(upper), tags, trace), run(ruleOf(local), tags, trace)];
  return was.active.filter((one, second) => one && !is.active[second]).length;
}

/** True when the upper rule announced something that the local one, still active, did not. */
function swallows(upper: Change, local: Change, trace: readonly Step[], tags: readonly Tag[] = [gas]): boolean {
  const [was, is] = [run(ruleOf(upper), tags, trace), run(ruleOf(local), tags, trace)];
  return is.raises.length < was.raises.length;
}

/** A trace on which something holds, found among so many by chance; undefined when none is. */
function found(holds: (trace: readonly Step[]) => boolean, arbitrary: fc.Arbitrary<Step[]> = traces): readonly Step[] | undefined {
  return fc.sample(arbitrary, { numRuns: 1_500, seed: 7 }).find(holds);
}

const limitAt = { kind: "limit", prop: "value", element: {} };
const ruleAt = (prop: string): typeof limitAt => ({ kind: "rule", prop, element: {} });
const quantity = (value: number, op: string): JsonValue => ({ value: String(value), unit: "%[LEL]", op });

describe("what the table calls tighter is never silent where the upper rule is active", () => {
  const rows: readonly (readonly [string, string, Change, Change])[] = [
    ["a lower high limit", order.compare(limitAt, quantity(25, ">="), quantity(20, ">=")).is, limited(25), limited(20)],
    ["≥ over >", order.compare(limitAt, quantity(25, ">"), quantity(25, ">=")).is, limited(25, ">"), limited(25)],
    ["a higher low limit", order.compare(limitAt, quantity(18, "<="), quantity(20, "<=")).is, low(18), low(20)],
    ["a shorter on-delay", order.compare(ruleAt("onDelayS"), 3, 1).is, {}, { onDelayS: 1 }],
    ["no on-delay", order.compare(ruleAt("onDelayS"), 3, null).is, {}, { onDelayS: 0 }],
    ["a wider condition", order.compare(ruleAt("condition"), { and: [{ "<": [{ age: [] }, 5] }, { ">=": [{ value: [] }, 25] }] }, { ">=": [{ value: [] }, 25] }).is,
      { deadband: 0, condition: { and: [{ "<": [{ age: [] }, 5] }, { ">=": [{ value: [] }, { limit: ["H"] }] }] } }, { deadband: 0, condition: { ">=": [{ value: [] }, { limit: ["H"] }] } }],
  ];
  it.each(rows)("%s", (_name, verdict, upper, local) => {
    expect(verdict).toBe("tighter");
    let active = 0;
    fc.assert(fc.property(traces, (trace) => {
      active += run(ruleOf(upper), [gas], trace).raises.length;
      expect(silences(upper, local, trace)).toBe(0);
    }), { numRuns: runs });
    expect(active).toBeGreaterThan(runs / 10); // or nothing was tried
  }, 120_000);

  it.each(rows.slice(0, 5))("%s: the other way round there is a trace that stays silent, and the table says looser", (_name, _verdict, upper, local) => {
    expect(found((trace) => silences(local, upper, trace) > 0)).toBeDefined();
  }, 60_000);

  it("and calls looser what the rows turned round are", () => {
    expect([order.compare(limitAt, quantity(20, ">="), quantity(25, ">=")).is, order.compare(limitAt, quantity(20, "<="), quantity(18, "<=")).is, order.compare(ruleAt("onDelayS"), 1, 3).is]).toEqual(["looser", "looser", "looser"]);
  });
});

describe("what the table gives no direction has counter-traces both ways", () => {
  it.each<[string, Change, Change]>([["deadband", { deadband: 1 }, { deadband: 6 }], ["offDelayS", { offDelayS: 1 }, { offDelayS: 8 }]])("%s: larger swallows the next announcement, smaller clears earlier", (name, small, large) => {
    expect(order.compare(ruleAt(name), Object.values(small)[0] as number, Object.values(large)[0] as number)).toEqual({ is: "incomparable" });
    expect(found((trace) => swallows(small, large, trace))).toBeDefined();
    expect(found((trace) => silences(large, small, trace) > 0)).toBeDefined();
  }, 60_000);

  it("staleAfterS: a shorter hold makes a second input unknown sooner and loses the raise; a longer one lets calm be believed", () => {
    const withWind: Change = { select: { tags: ["A"] }, aliases: { w: { tags: ["W"] } }, deadband: 0, offDelayS: 8, limits: { H: gasLimit(25), W: { ...gasLimit(25), unit: "kPa" } }, condition: { and: [{ ">=": [{ value: [] }, { limit: ["H"] }] }, { ">=": [{ value: ["w"] }, { limit: ["W"] }] }] } };
    const two = fc.array(fc.record({ gap: fc.constantFrom(1, 2, 5, 12), value: fc.constantFrom(10, 26, 30), input: fc.constantFrom<0 | 1>(0, 0, 1) }), { minLength: 4, maxLength: 20 }).map((steps): Step[] => {
      let at = 0;
      return steps.map(({ gap, value, input }) => ({ input, at: (at += gap), value }));
    });
    const [short, long] = [{ ...withWind, staleAfterS: 5 }, { ...withWind, staleAfterS: 30 }];
    expect(order.compare(ruleAt("staleAfterS"), 30, 5)).toEqual({ is: "incomparable" });
    const tags = [gas, wind];
    expect(found((trace) => silences(long, short, trace, tags) > 0, two)).toBeDefined();
    expect(found((trace) => silences(short, long, trace, tags) > 0, two)).toBeDefined();
  }, 60_000);
});
