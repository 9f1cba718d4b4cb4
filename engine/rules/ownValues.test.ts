import { describe, expect, it } from "vitest";
import { AlarmBench, gasTag, highRule } from "../testing/alarmBench.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { checkRule } from "./checkRule.ts";
import { compileRule } from "./compileRule.ts";
import { keysOf } from "./keys.ts";
import { contextOf } from "./randomCondition.testkit.ts";

const vessel = (id: string, more: Partial<Tag> = {}): Tag => gasTag(id, { measurement: "pressure", unit: "kPa", range: { min: 0, max: 2000 }, labels: ["vessel"], ...more });
const share = (value: number): AlertRule["limits"][string] => ({ value, unit: "1", op: ">=", sourceStd: "Safeloop", confidence: "project" });
const ofDesign: AlertRule = highRule({
  select: { label: "vessel" }, limits: { H: share(0.9) }, deadband: { percentOfRange: 2 },
  condition: { ">=": [{ value: [] }, { "*": [{ design: ["design-pressure"] }, { limit: ["H"] }] }] },
});
const issuesOf = (rule: AlertRule, tags: readonly Tag[]): string[] => checkRule(rule, tags).map((one) => `${one.severity} ${one.code} ${String(one.params["tag"] ?? one.params["operator"] ?? "")}`);
const upAt = (rule: AlertRule, tag: Tag, values: readonly number[]): unknown[] => {
  const plan = compileRule(rule, [tag]).plans[0]!;
  return values.map((v) => plan.raise(contextOf(plan, { v, q: 0, flags: 0, age: 0 }, null, -Infinity)));
};

describe("a value of the tag itself", () => {
  const known = vessel("P1", { design: { "design-pressure": { value: 1.6, unit: "MPa" } } });

  it("is a limit like any other: a share of it, in its unit, with a deadband", () => {
    expect(issuesOf(ofDesign, [known])).toEqual([]);
    const bench = new AlarmBench([ofDesign], [known]).series("P1", "0:1439 1:1440 9:1401 20:1399").until(31);
    expect(bench.edges()).toEqual(["raise@4", "clear@30"]); // 0.9 × 1.6 MPa, less 2 % of 2000 kPa
  });

  it("moves with the tag: a corrected design value is judged by at once", () => {
    const bench = new AlarmBench([ofDesign], [known]).series("P1", "0:1000").until(5);
    bench.engine.setRules([ofDesign], [{ ...known, design: { "design-pressure": { value: 1.1, unit: "MPa" } } }], bench.ms(5));
    expect(bench.send("P1", 6, 1000).until(8).edges()).toEqual(["raise@7"]); // not from 0 s: that was another limit
  });

  it("has no default: a tag without it is not covered, which is told and is never normal", () => {
    const bare = vessel("P2");
    expect(issuesOf(ofDesign, [known, bare])).toEqual(["warning RULE_NOT_COVERED P2"]);
    expect(upAt(ofDesign, bare, [0, 1e9])).toEqual([undefined, undefined]);
    const bench = new AlarmBench([ofDesign], [known, bare]);
    expect(bench.alarm("device:not-covered", "P2")).toMatchObject({ active: true, priority: "P3" });
    expect(bench.alarm("device:not-covered", "P1")).toBeUndefined();
    bench.engine.setRules([ofDesign], [known, bare], bench.ms(1));
    expect(bench.alarm("device:not-covered", "P2")).toMatchObject({ generation: 1 }); // told once
    bench.engine.setRules([ofDesign], [known, { ...bare, design: { "design-pressure": { value: 1, unit: "MPa" } } }], bench.ms(2));
    expect(bench.alarm("device:not-covered", "P2")).toMatchObject({ active: false, state: "rtn-unack" });
    expect(new AlarmBench([ofDesign], [vessel("P3", { safety: true })]).alarm("device:not-covered", "P3")).toMatchObject({ priority: "P2" });
  });

  it("ends its device alarm when the tag is gone", () => {
    const bench = new AlarmBench([ofDesign], [vessel("P2")]);
    bench.engine.setRules([ofDesign], [], bench.ms(1));
    expect(bench.alarm("device:not-covered", "P2")).toMatchObject({ active: false });
  });

  it("may be that of another input, or the range", () => {
    const flow = gasTag("F", { measurement: "flow", unit: "m3/h", range: { min: 0, max: 50 }, design: { "low-flow": { value: 10, unit: "m3/h" } } });
    const cooled = highRule({ select: { label: "vessel" }, deadband: 0, aliases: { flow: { measurement: "flow" } }, condition: { "<": [{ value: ["flow"] }, { design: ["low-flow", "flow"] }] } });
    expect(issuesOf(cooled, [known, flow])).toEqual([]);
    expect(issuesOf(cooled, [known, { ...flow, design: {} }])).toEqual(["warning RULE_NOT_COVERED F"]);
    const full = highRule({ select: { label: "vessel" }, deadband: 0, condition: { ">=": [{ value: [] }, { range: ["max"] }] } });
    expect(upAt(full, known, [1999, 2000])).toEqual([false, true]);
    const { range: _, ...unranged } = known;
    expect(issuesOf(full, [unranged])).toEqual(["warning RULE_NOT_COVERED P1"]);
  });

  it("is refused where the rule is about several tags at once, and in another dimension", () => {
    const any = highRule({ select: { label: "vessel" }, deadband: 0, condition: { kOfN: [1, "selected", { ">=": [{ value: [] }, { design: ["design-pressure"] }] }] } });
    expect(issuesOf(any, [known])).toEqual(["error RULE_ARGUMENTS design"]);
    expect(issuesOf({ ...ofDesign, per: "area" }, [known])).toContain("error RULE_ARGUMENTS design");
    expect(checkRule(ofDesign, [vessel("P1", { design: { "design-pressure": { value: 60, unit: "Cel" } } })]).map((one) => one.code)).toContain("RULE_UNIT");
  });
});

describe("a limit by what the tag says of itself", () => {
  const toxic = (id: string, more: Partial<Tag>): Tag => gasTag(id, { measurement: "toxic", unit: "mg/m3", range: { min: 0, max: 500 }, ...more });
  const mg = (value: number): AlertRule["limits"][string] => ({ value, unit: "mg/m3", op: ">=", sourceStd: "GBZ 2.1", confidence: "read-verify" });
  const byGas = highRule({ select: { measurement: "toxic", unit: "mg/m3" }, limits: { "L1.H2S": mg(10), "L1.CO": mg(20) }, condition: { ">=": [{ value: [] }, { limit: ["L1", "medium"] }] }, deadband: { percentOfLimit: 10 } });

  it("is the one its medium names; a medium without one is not covered", () => {
    expect(upAt(byGas, toxic("A", { medium: "H2S" }), [9.9, 10])).toEqual([false, true]);
    expect(upAt(byGas, toxic("B", { medium: "CO" }), [19.9, 20])).toEqual([false, true]);
    expect(issuesOf(byGas, [toxic("C", { medium: "PH3" }), toxic("D", {})])).toEqual(["warning RULE_NOT_COVERED C", "warning RULE_NOT_COVERED D"]);
    expect(upAt(byGas, toxic("C", { medium: "PH3" }), [1e6])).toEqual([undefined]);
    const bench = new AlarmBench([byGas], [toxic("A", { medium: "H2S" })]).series("A", "0:10 4:9 8:8.9").until(19);
    expect(bench.edges()).toEqual(["raise@3", "clear@18"]); // 10 % of 10 below it
  });

  it("by label: two labels that name one are no answer; else the other limit, when there is one", () => {
    const byLabel = (rest: readonly string[]): AlertRule => ({ ...byGas, deadband: 0, condition: { ">=": [{ value: [] }, { limit: ["L1", "label", ...rest] }] } });
    expect(upAt(byLabel([]), toxic("A", { labels: ["east", "CO"] }), [19, 20])).toEqual([false, true]);
    expect(upAt(byLabel([]), toxic("A", { labels: ["H2S", "CO"] }), [1e6])).toEqual([undefined]);
    expect(upAt(byLabel(["L1.CO"]), toxic("A", { labels: ["east"] }), [19, 20])).toEqual([false, true]);
  });

  it("is refused when there is none at all, by another facet, or for several tags at once", () => {
    const tag = toxic("A", { medium: "H2S" });
    const code = (condition: AlertRule["condition"]): string[] => checkRule({ ...byGas, deadband: 0, condition }, [tag]).map((one) => one.code);
    expect(code({ ">=": [{ value: [] }, { limit: ["L9", "medium"] }] })).toEqual(["RULE_LIMIT_UNKNOWN"]);
    expect(code({ ">=": [{ value: [] }, { limit: ["L1", "area"] }] })).toEqual(["RULE_ARGUMENTS"]);
    expect(code({ ">=": [{ value: [] }, { limit: ["L1", "label", "L1.none"] }] })).toEqual(["RULE_LIMIT_UNKNOWN"]);
    expect(code({ kOfN: [1, "selected", { ">=": [{ value: [] }, { limit: ["L1", "medium"] }] }] })).toEqual(["RULE_ARGUMENTS"]);
  });
});

describe("what a rule selects", () => {
  it("may be only points of one dimension: %LEL beside vol%", () => {
    const tags = [gasTag("A"), gasTag("B", { unit: "%CH4" }), gasTag("C", { unit: "ppm" })];
    const keys = (unit: string): string[] => keysOf(highRule({ select: { measurement: "combustible", unit } }), tags, []).map((one) => one.key);
    expect(keys("%[LEL]")).toEqual(["A"]);
    expect(keys("%[vol]")).toEqual(["B", "C"]);
    expect(keysOf(highRule({ select: { unit: "%[vol]" } }), tags, []).length).toBe(2);
  });

  it("finds another input among those the tag goes with before it looks in the area", () => {
    const [one, two] = ["S1", "S2"].map((id) => gasTag(id, { measurement: "speed", unit: "rpm" }));
    const motor = gasTag("V", { measurement: "vibration", unit: "mm/s", connected: ["S2"] });
    const rule = highRule({ select: { measurement: "vibration" }, aliases: { speed: { measurement: "speed" } } });
    const found = keysOf(rule, [motor, one!, two!], [])[0]!;
    expect(found.tags[found.aliases.get("speed")!]?.id).toBe("S2");
    expect(checkRule(rule, [{ ...motor, connected: [] }, one!, two!]).map((issue) => issue.code)).toContain("RULE_ALIAS");
  });

  it("may do without an optional input: what is asked of it is unknown", () => {
    const rule = highRule({ aliases: { speed: { measurement: "speed", optional: true } }, deadband: 0, condition: { and: [{ ">=": [{ value: [] }, { limit: ["H"] }] }, { "<": [{ value: ["speed"] }, { limit: ["H"] }] }] } });
    expect(checkRule(rule, [gasTag("A")])).toEqual([]);
    expect(upAt(rule, gasTag("A"), [24, 26])).toEqual([false, undefined]);
    const held = { ...highRule({ deadband: 0 }), aliases: rule.aliases!, suppressWhen: { "<": [{ value: ["speed"] }, { limit: ["H"] }] } };
    expect(new AlarmBench([held], [gasTag("A")]).series("A", "0:26").until(4).edges()).toEqual(["raise@3"]); // not known to be suppressed
  });

  it("needs a reason for a slow gas alarm even before there is a gas point", () => {
    expect(checkRule(highRule({ onDelayS: 6 }), []).map((one) => one.code)).toContain("RULE_GAS_DELAY");
    expect(checkRule(highRule({ onDelayS: 5 }), []).map((one) => one.code)).not.toContain("RULE_GAS_DELAY");
  });
});
