import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlarmBench, gasTag, highRule } from "../../testing/alarmBench.ts";
import type { ActionRun } from "./stepLog.ts";
import { bypassOf, type Bypass } from "./bypass.ts";

/** A plant of two points under rules H and HH, where one bypass may be in force. */
class BypassBench extends AlarmBench {
  readonly actions: ActionRun[] = [];

  constructor(more: Parameters<typeof highRule>[0] = {}) {
    super([highRule({ actions: [{ do: "disposalTask" }], ...more }), highRule({ id: "R2", onDelayS: 0 })], [gasTag("GT-1"), gasTag("GT-2")]);
    this.onStep = (step) => void this.actions.push(...step.actions);
  }

  /** Bypasses of seconds [from, until). */
  bypass(...list: readonly { readonly id?: string; readonly from: number; readonly until: number; readonly points?: readonly string[]; readonly rules?: readonly string[] }[]): this {
    const step = this.engine.setBypasses(list.map(({ id = "B1", from, until, points = ["GT-1"], rules = [] }) => ({ id, points, rules, from: this.ms(from), until: this.ms(until) })), this.ms(this.now));
    this.events.push(...step.events);
    this.announcements.push(...step.announcements);
    this.actions.push(...step.actions);
    return this;
  }

  told(ruleId = "H", key = "GT-1"): number {
    return this.announcements.filter((one) => one.alarmId === this.alarm(ruleId, key)?.id).length;
  }
}

describe("an approved bypass", () => {
  it("keeps an alarm of its point from being announced and its actions from running, and its end tells of one that still holds, with its first actions", () => {
    const b = new BypassBench({ priority: "P1" }).bypass({ from: 0, until: 60 }).series("GT-1", "0:26 20:27 40:26").until(50);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(b.alarm("H", "GT-1")).toMatchObject({ priority: "P1", state: "unack", announced: false, overlays: { outOfService: { bypassId: "B1", until: b.ms(60) } } });
    expect([b.told(), b.actions.filter((one) => one.alarmId === b.alarm("H", "GT-1")!.id)]).toEqual([0, []]);
    b.send("GT-1", 55, 26).until(70);
    expect(b.alarm("H", "GT-1")).toMatchObject({ state: "unack", generation: 2, announced: true, overlays: {} });
    expect(b.told()).toBe(1);
    expect(b.actions).toContainEqual({ alarmId: b.alarm("H", "GT-1")!.id, generation: 2, at: b.ms(60), first: true });
    expect(b.events.filter((event) => event.kind === "outOfService" || event.kind === "inService").filter((event) => event.ruleId === "H").map((event) => [event.kind, b.seconds(event.at), event.why])).toEqual([["outOfService", 3, "B1"], ["inService", 60, "OVERLAY_END"]]);
  });

  it("lies over an alarm that is open already, and begins and ends at its own times", () => {
    const b = new BypassBench().series("GT-1", "0:26").until(6).bypass({ from: 10, until: 25 });
    b.send("GT-1", 9, 26);
    expect([b.told(), b.alarm("H", "GT-1")?.overlays]).toEqual([1, {}]);
    expect(b.engine.nextWake()).toBeLessThanOrEqual(b.ms(10));
    b.until(11);
    expect(b.alarm("H", "GT-1")?.overlays).toMatchObject({ outOfService: { bypassId: "B1" } });
    b.send("GT-1", 20, 26).until(26);
    expect([b.told(), b.alarm("H", "GT-1")?.overlays, b.actions.filter((one) => one.first).length]).toEqual([2, {}, 2]); // H and R2 ran theirs once each
  });

  it("ends at once when it is no longer among those in force; one that cleared unseen is closed", () => {
    const b = new BypassBench().bypass({ from: 0, until: 600 }).series("GT-1", "0:26 8:10").until(30);
    expect(b.alarm("H", "GT-1")).toMatchObject({ state: "rtn-unack" });
    b.bypass();
    expect([b.alarm("H", "GT-1")?.state, b.told()]).toEqual(["normal", 0]);
  });

  it("that ends under a shelf runs the actions it held back, and the shelf still keeps it quiet", () => {
    const b = new BypassBench().bypass({ from: 0, until: 20 }).series("GT-1", "0:26").until(5);
    expect(b.command(6, "H", "GT-1", { do: "shelve", by: "op", until: b.ms(600), reason: "work" })).toBeUndefined();
    b.send("GT-1", 15, 26).until(21);
    expect([b.told(), b.actions.filter((one) => one.alarmId === b.alarm("H", "GT-1")!.id).map(({ generation, first }) => [generation, first])]).toEqual([0, [[1, true]]]);
  });

  it("goes over into another one that covers the alarm longer, without a word", () => {
    const b = new BypassBench().bypass({ from: 0, until: 20 }, { id: "B2", from: 10, until: 40 }).series("GT-1", "0:26 15:26 30:26").until(35);
    expect([b.alarm("H", "GT-1")?.overlays.outOfService?.bypassId, b.told()]).toEqual(["B2", 0]);
    b.until(41);
    expect(b.told()).toBe(1);
  });

  it("covers a device fault of its point, and nothing of another point or rule", () => {
    const b = new BypassBench().bypass({ from: 0, until: 600, rules: ["H"] }, { id: "B2", from: 0, until: 600, points: ["GT-2"] });
    b.series("GT-1", "0:26").send("GT-2", 0, 10).until(50);
    expect(b.alarm("R2", "GT-1")).toMatchObject({ overlays: {}, announced: true });
    expect(b.alarm("H", "GT-1")).toMatchObject({ announced: false });
    expect(b.alarm("device:dropout", "GT-2")).toMatchObject({ announced: false, overlays: { outOfService: { bypassId: "B2" } } });
    expect(b.alarm("device:dropout", "GT-1")).toMatchObject({ announced: true });
  });

  it("law: an alarm is covered exactly while a bypass of its point and rule is in its time, and one that names nothing covers nothing", () => {
    const some = (...of: string[]) => fc.subarray(of);
    const bypass: fc.Arbitrary<Bypass> = fc.record({ id: fc.constantFrom("a", "b"), points: some("p", "q"), rules: some("r", "s"), from: fc.integer({ min: 0, max: 9 }), until: fc.integer({ min: 0, max: 9 }) });
    fc.assert(fc.property(fc.array(bypass, { maxLength: 4 }), fc.constantFrom("p", "q", null), fc.constantFrom("r", "s"), fc.integer({ min: 0, max: 9 }), (list, tagId, ruleId, now) => {
      const covering = list.filter((one) => now >= one.from && now < one.until && one.points.length + one.rules.length > 0 && (one.points.length === 0 || one.points.some((point) => point === tagId)) && (one.rules.length === 0 || one.rules.includes(ruleId)));
      expect(bypassOf(list, { ruleId, tagId }, now)?.until).toBe(covering.length === 0 ? undefined : Math.max(...covering.map((one) => one.until)));
    }));
  });
});
