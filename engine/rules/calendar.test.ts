import { describe, expect, it } from "vitest";
import { AlarmBench, gasTag, highRule } from "../testing/alarmBench.ts";
import { compileCalendar } from "../time/calendar/index.ts";
import { office } from "../time/calendar/calendars.testkit.ts";
import type { AlertRule } from "../model/rule.ts";
import { checkRule } from "./checkRule.ts";

const G = "GT-1";
const ready = compileCalendar(office); // Monday to Friday 08:30–12:00, 13:30–17:30
const calendars = (id: string) => (id === "office" ? ready : undefined);
const at = (text: string): number => Date.parse(`${text}+08:00`);
const above = { ">=": [{ value: [] }, { limit: ["H"] }] };

/** A bench whose second 0 is one minute before the given time. */
function benchBefore(time: string, rule: Partial<AlertRule>, tag = gasTag(G, { staleAfterS: 3600, periodS: 3600 })): AlarmBench {
  return new AlarmBench([highRule(rule)], [tag], { epoch: at(time) - 60_000, calendars });
}
const edges = (b: AlarmBench): string[] => b.events.filter((one) => one.ruleId === "H").map((one) => `${one.kind}@${(one.at - b.epoch) / 1000}`);
const codes = (rule: Partial<AlertRule>): string[] => checkRule(highRule(rule), [gasTag(G)], [], {}, calendars).map((one) => one.code);

describe("a condition that asks for the hours of a calendar", () => {
  const condition = { and: [{ calendar: ["office"] }, above] };

  it("comes true at the opening itself, without a reading, and its delay counts from there", () => {
    const b = benchBefore("2026-09-21T08:30", { condition, deadband: 0, onDelayS: 3 }).series(G, "0:26").until(80);
    expect(edges(b)).toEqual(["raise@63", "announce@63"]);
  });

  it("is false outside: a run that has begun ends with the hours", () => {
    const b = benchBefore("2026-09-21T12:00", { condition, deadband: 0, onDelayS: 3 }).series(G, "58:26").until(80);
    expect(edges(b)).toEqual([]);
  });

  it("knows holidays and make-up days", () => {
    expect(edges(benchBefore("2026-10-01T08:30", { condition, deadband: 0 }).series(G, "0:26").until(80))).toEqual([]);
    expect(edges(benchBefore("2026-10-10T08:30", { condition, deadband: 0 }).series(G, "0:26").until(80))).toContain("raise@63");
  });

  it("says so in words", () => {
    const b = benchBefore("2026-09-21T08:30", { condition, deadband: 0 }).series(G, "0:26").until(30);
    const why = b.engine.explain("H", G, b.ms(30))?.sentence;
    expect([why?.zh, why?.en]).toEqual(["没有报警：在“测试日历”的时间内 不成立。", "No alarm: within the hours of \"Test calendar\" does not hold."]);
  });
});

describe("a rule with a schedule", () => {
  it("outside its hours records what it raises and tells nobody; at the opening an alarm still there is announced", () => {
    const b = benchBefore("2026-09-21T08:30", { schedule: "office" }).series(G, "0:26").until(59);
    expect(b.alarm("H", G)).toMatchObject({ state: "unack", active: true, overlays: { suppressed: true } });
    expect(b.announcements).toEqual([]);
    b.until(62);
    expect(b.alarm("H", G)).toMatchObject({ state: "unack", generation: 2 });
    expect(b.announcements.map((one) => one.alarmId)).toEqual([b.alarm("H", G)?.id]);
  });

  it("is held back by its hours or by its own expression", () => {
    const b = benchBefore("2026-09-21T08:30", { schedule: "office", suppressWhen: { ">=": [{ value: [] }, { limit: ["HH"] }] }, limits: { ...highRule().limits, HH: { ...highRule().limits["H"]!, value: 50 } } }).series(G, "0:60").until(70);
    expect(b.alarm("H", G)?.overlays.suppressed).toBe(true);
    expect(b.engine.explain("H", G, b.ms(70))?.suppress?.parts.map((part) => part.verdict)).toEqual([true, false]);
    b.send(G, 71, 30).until(72);
    expect(b.alarm("H", G)?.overlays.suppressed).toBeUndefined();
  });

  it("goes on as it stood after a restart in the night", () => {
    const b = benchBefore("2026-09-21T08:30", { schedule: "office" }).series(G, "0:26").until(40).restart(50).until(62);
    expect(b.announcements).toHaveLength(1);
  });

  it("is refused for P1, and for a calendar that is not there", () => {
    expect(codes({ schedule: "office" })).toEqual([]);
    expect(codes({ schedule: "office", priority: "P1" })).toEqual(["RULE_SCHEDULE_P1"]);
    expect(codes({ schedule: "night" })).toEqual(["RULE_CALENDAR_UNKNOWN"]);
    expect(codes({ condition: { and: [{ calendar: ["night"] }, above] }, deadband: 0 })).toEqual(["RULE_CALENDAR_UNKNOWN"]);
    expect(codes({ condition: { and: [{ calendar: [] }, above] }, deadband: 0 })).toEqual(["RULE_ARGUMENTS"]);
    expect(codes({ schedule: 7 as unknown as string })).toEqual(["RULE_SHAPE"]);
  });
});
