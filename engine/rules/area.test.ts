import { describe, expect, it } from "vitest";
import type { Tag } from "../model/tag.ts";
import type { AlertRule } from "../model/rule.ts";
import { AlarmBench, gasTag, highRule } from "../testing/alarmBench.ts";
import { areaCountsOf, countsAlarms } from "./areaCounts.ts";
import { checkRule } from "./checkRule.ts";

const G = "GT-1";
const count = (id: string, more: Partial<Tag>): Tag => ({ id, title: { zh: id, en: id }, measurement: "permit-count", unit: "", area: "A1", orgId: "S1", periodS: 20, labels: ["permit-hot-work"], computed: true, ...more });
const hot = count("P", {});
const people = count("N", { measurement: "people-count", labels: [], computed: undefined as never });
const above = { ">=": [{ value: [] }, { limit: ["H"] }] };
const working = { ">=": [{ "area.permits.count": ["permit-hot-work"] }, 1] };
const during = (more: Partial<AlertRule> = {}): AlertRule => highRule({ condition: { and: [above, working] }, deadband: 0, onDelayS: 0, offDelayS: 0, ...more });
const bench = (rule = during(), tags: readonly Tag[] = [gasTag(G), hot]): AlarmBench => new AlarmBench([rule], tags);
const edges = (b: AlarmBench): string[] => b.events.filter((one) => one.ruleId === "H" && one.kind !== "announce").map((one) => `${one.kind}@${(one.at - b.epoch) / 1000}`);

describe("a rule that asks what is in its area", () => {
  it("raises gas beside a live permit, and ends when the permit does", () => {
    const b = bench().send("P", 0, 0).send(G, 1, 30).send("P", 5, 1).send(G, 6, 30).send("P", 9, 0).send(G, 10, 30).until(12);
    expect(edges(b)).toEqual(["raise@5", "clear@9"]);
  });

  it("an uncertain count may raise and never clears", () => {
    const b = bench().send("P", 0, 1, { quality: "uncertain" }).send(G, 1, 30).send("P", 5, 0, { quality: "uncertain" }).send(G, 6, 30).until(20);
    expect(edges(b)).toEqual(["raise@1"]);
  });

  it("a count older than a minute is unknown, also where the rule believes its readings longer", () => {
    const b = bench(during({ staleAfterS: 600, onDelayS: 90 })).send("P", 0, 1).send(G, 1, 30).until(58).send(G, 59, 30).until(120);
    expect(edges(b)).toEqual([]);
    expect(b.engine.explain("H", G, b.ms(120))?.sentence.en).toBe("It cannot be judged: P has had no reading for 119 s (a reading stands for 60 s at most). No alarm is raised by it, nor does it show that all is well.");
  });

  it("counts that come at once do not make the readings of a device late whose clock is two minutes behind", () => {
    const b = bench();
    for (let t = 1; t <= 10; t += 1) b.send("P", t, 1).send(G, t - 120, 30, { at: t });
    b.until(20);
    expect(b.fates).not.toContain("late");
    expect(edges(b)).toEqual([]); // then, by the device's clock, nothing was known of permits
    for (let t = 21; t <= 130; t += 1) b.send("P", t, 1).send(G, t - 120, 30, { at: t });
    expect(edges(b)).toEqual(["raise@1"]);
  });

  it("a count takes effect in a silent moment, without waiting for the next reading", () => {
    const b = bench().send("P", 0, 0).send(G, 1, 30).send("P", 4, 1).until(6);
    expect(edges(b)).toEqual(["raise@4"]);
  });

  it("people are counted by a point of the plant", () => {
    const b = bench(during({ condition: { and: [above, { ">": [{ "area.people": [] }, 2] }] } }), [gasTag(G), people]).send("N", 0, 2).send(G, 1, 30).send("N", 2, 3).until(4);
    expect(edges(b)).toEqual(["raise@2"]);
    expect(b.engine.explain("H", G, b.ms(4))?.sentence.zh).toContain("本区域的人数（3）> 2 成立");
  });

  it("is refused where the area has no such point, or two", () => {
    const codes = (tags: readonly Tag[], rule = during()): string[] => checkRule(rule, tags).map((one) => one.code);
    expect(codes([gasTag(G), hot])).toEqual([]);
    expect(codes([gasTag(G)])).toEqual(["RULE_AREA_POINT"]);
    expect(codes([gasTag(G), count("P", { area: "A2" })])).toEqual(["RULE_AREA_POINT"]);
    expect(codes([gasTag(G), hot, count("P2", {})])).toEqual(["RULE_AREA_POINT"]);
    expect(codes([gasTag(G), gasTag("GT-2", { area: "A2" }), hot], during({ per: "group", condition: { and: [{ kOfN: [1, "selected", above] }, working] } }))).toEqual(["RULE_AREA_POINT"]);
    expect(codes([gasTag(G), hot], during({ condition: { and: [above, { ">=": [{ "area.permits.count": [] }, 1] }] } }))).toEqual(["RULE_ARGUMENTS"]);
  });

  it("names the permits it wants counted, in every area it looks at", () => {
    const tags = [gasTag(G), gasTag("GT-2"), gasTag("GT-3", { area: "A2" })];
    const other = during({ id: "S", select: { tags: [G] }, condition: above, suppressWhen: { "==": [{ "area.permits.count": ["permit-lifting"] }, 1] } });
    const hotWork = (areaId: string) => ({ areaId, measurement: "permit-count", of: "permit-hot-work" });
    expect(areaCountsOf([during(), during({ id: "H2" }), other], tags, ["A1", "A2", "A3"])).toEqual([hotWork("A1"), hotWork("A2"), { ...hotWork("A1"), of: "permit-lifting" }]);
  });

  const alarms = (priority: string, id = priority): Tag => count(id, { measurement: "alarm-count", labels: [priority] });
  const composite = (more: Partial<AlertRule> = {}): AlertRule => highRule({
    select: { measurement: "alarm-count" }, per: "area", deadband: 0, onDelayS: 0, offDelayS: 0,
    condition: { or: [{ ">=": [{ "area.alarms.count": ["P1"] }, 1] }, { ">=": [{ "area.records.open": ["hazard-major"] }, 1] }, { ">": [{ "area.permits.count": ["*"] }, 5] }] }, ...more,
  });
  const inArea = [alarms("P1"), count("R", { measurement: "record-count", labels: ["hazard-major"] }), count("W", { labels: ["*"] })];

  it("raises by one count that is known, and ends only when all are known to be calm", () => {
    const b = bench(composite(), inArea).send("P1", 0, 1).until(1);
    expect(edges(b)).toEqual(["raise@0"]);
    b.send("P1", 2, 0).send("R", 2, 0).until(3);
    expect(edges(b)).toEqual(["raise@0"]);
    b.send("W", 4, 5, { quality: "uncertain" }).until(5);
    expect(edges(b)).toEqual(["raise@0"]);
    b.send("W", 6, 5).until(7);
    expect(edges(b)).toEqual(["raise@0", "clear@6"]);
  });

  it("says what it counted", () => {
    const b = bench(composite(), inArea).send("P1", 0, 2).send("R", 0, 0).send("W", 0, 1).until(1);
    expect(b.engine.explain("H", "A1", b.ms(1))?.sentence.zh).toContain("本区域未恢复的 P1 报警数（2）");
  });

  it("over counts alone is about every area, or about the one it names; one about a count of no priority is refused", () => {
    const asked = (rule: AlertRule) => areaCountsOf([rule], [], ["A1", "A2"]).map((one) => `${one.areaId} ${one.measurement} ${one.of}`);
    expect(asked(composite()).sort()).toEqual(["A1 alarm-count P1", "A1 permit-count *", "A1 record-count hazard-major", "A2 alarm-count P1", "A2 permit-count *", "A2 record-count hazard-major"]);
    expect(asked(composite({ select: { measurement: "alarm-count", area: "A2" } }))).toHaveLength(3);
    expect(checkRule(composite(), inArea).map((one) => one.code)).toEqual([]);
    expect(checkRule(composite({ condition: { ">": [{ "area.alarms.count": ["P9"] }, 1] } }), inArea).map((one) => one.code)).toEqual(["RULE_ARGUMENTS"]);
  });

  it("is known to be one whose own alarms are not counted, wherever it reads the count", () => {
    expect([composite(), during(), during({ suppressWhen: { ">": [{ "area.alarms.count": ["P2"] }, 0] } })].map(countsAlarms)).toEqual([true, false, true]);
  });
});
