import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alarmKpi, type KpiAlarm, type KpiEvent, type KpiInput } from "./alarmKpi.ts";
import { floodsIn } from "./floods.ts";
import { spread } from "./spread.ts";

const minute = 60_000;
const alarm = (id: string, more: Partial<KpiAlarm> = {}): KpiAlarm => ({ id, ruleId: "R", key: id, priority: "P2", raisedAt: 0, activeSince: null, unconfirmed: false, disposition: null, disposedAt: null, ...more });
const event = (kind: string, alarmId: string, at: number, more: Partial<KpiEvent> = {}): KpiEvent => ({ alarmId, kind, at, storedAt: at + 200, generation: 1, ...more });
const kpi = (alarms: readonly KpiAlarm[], events: readonly KpiEvent[], more: Partial<KpiInput> = {}) => alarmKpi({ from: 0, to: 60 * minute, consoles: 1, sensorDays: 0, alarms, events: [...events].sort((a, b) => a.at - b.at), onDelayS: () => 3, ...more });

describe("a flood of alarms", () => {
  it("opens with the eleventh within ten minutes and closes when four are left", () => {
    const times = Array.from({ length: 12 }, (_, i) => i * 30_000);
    // The eighth leaves the window ten minutes after it came: then four are left.
    expect(floodsIn(times, 60 * minute)).toEqual([{ from: 300_000, to: 7 * 30_000 + 600_000, announced: 12 }]);
    expect(floodsIn(times.slice(0, 10), 60 * minute)).toEqual([]);
    expect(floodsIn(times, 8 * minute)).toEqual([{ from: 300_000, to: 8 * minute, announced: 12 }]);
  });

  it("is what counting each instant's window gives", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 80 }), (gaps) => {
      let at = 0;
      const times = gaps.map((gap) => (at += gap * 1000));
      const to = at + 20 * minute;
      const byHand: { from: number; to: number }[] = [];
      let since: number | null = null;
      for (let t = 0; t <= to; t += 1000) {
        const inWindow = (upTo: number): number => times.filter((one, i) => i < upTo && one > t - 600_000 && one <= t).length;
        const here = times.filter((one) => one === t).length;
        const before = times.filter((one) => one < t).length;
        // What leaves at an instant leaves before what comes at it.
        if (since !== null && inWindow(before) < 5) since = (byHand.push({ from: since, to: t }), null);
        for (let k = 1; k <= here; k += 1) if (since === null && inWindow(before + k) > 10) since = t;
      }
      if (since !== null) byHand.push({ from: since, to });
      expect(floodsIn(times, to).map((flood) => ({ from: flood.from, to: flood.to }))).toEqual(byHand);
    }), { numRuns: 60 });
  });
});

describe("figures of an alarm system", () => {
  it("counts announcements per operator and ten minutes, the quiet ones too", () => {
    const events = Array.from({ length: 6 }, (_, i) => event("announce", "a", i * 1000));
    expect(kpi([alarm("a")], events).rate).toEqual({ mean: 1, p95: 6, max: 6 });
    expect(kpi([alarm("a")], events, { consoles: 2 }).rate).toEqual({ mean: 0.5, p95: 3, max: 3 });
    expect(kpi([], []).rate).toEqual({ mean: 0, p95: 0, max: 0 });
  });

  it("finds what chatters, what was over at once, what stands for days, and the busiest ten", () => {
    const events = [0, 20_000, 59_000, 70_000].flatMap((at) => [event("raise", "a", at), event("announce", "a", at), event("clear", "a", at + 2000)]);
    const found = kpi([alarm("a"), alarm("old", { activeSince: -2 * 86_400_000 })], [...events, event("raise", "b", 0), event("announce", "b", 1000), event("clear", "b", 6000)].concat([]), { alarms: [alarm("a"), alarm("b"), alarm("old", { activeSince: -2 * 86_400_000 })] });
    expect(found.chattering).toEqual([{ ruleId: "R", key: "a", count: 2 }]);
    expect([found.fleeting, found.stale, found.topTenShare]).toEqual([4, 1, null]);
    const many = Array.from({ length: 20 }, (_, i) => alarm(`m${i}`));
    expect(kpi(many, many.map((one, i) => event("announce", one.id, i * minute))).topTenShare).toBe(0.5);
    expect(found.busiest[0]).toEqual({ ruleId: "R", key: "a", count: 4 });
  });

  it("tells from the announcement of the same generation how long people took", () => {
    const events = [event("announce", "a", 0), event("announce", "a", 10_000, { generation: 2 }), event("ack", "a", 40_000, { generation: 2 }), event("raise", "a", 0, { storedAt: 900 })];
    const found = kpi([alarm("a", { disposedAt: 300_000, disposition: "true" })], events);
    expect(found.acknowledged).toMatchObject({ n: 1, median: 30 });
    expect(found.disposed).toMatchObject({ n: 1, median: 300 });
    expect(found.latency).toMatchObject({ n: 1, p99: 0.9 });
  });

  it("shows a false share only where enough was judged, and says how sure it is", () => {
    const judged = (right: number, wrong: number, open = 0): KpiAlarm[] => [
      ...Array.from({ length: right }, (_, i) => alarm(`t${i}`, { disposition: "true", raisedAt: i * 1000 })), ...Array.from({ length: wrong }, (_, i) => alarm(`f${i}`, { disposition: "false", raisedAt: i * 1000 })),
      ...Array.from({ length: open }, (_, i) => alarm(`o${i}`)),
    ];
    expect(kpi(judged(19, 0), []).falseShare).toBeNull();
    expect(kpi(judged(97, 3), []).falseShare).toMatchObject({ share: 0.03, n: 100 });
    expect(kpi(judged(97, 3), []).falseShare!.high).toBeCloseTo(0.0845, 3);
    expect(kpi(judged(97, 3, 6), [])).toMatchObject({ falseShare: null, dispositions: { none: 6 } });
    expect(kpi([...judged(20, 0), alarm("u", { unconfirmed: true, disposition: "false" })], []).falseShare).toMatchObject({ share: 0 });
    expect(kpi([...judged(20, 0), alarm("before", { disposition: "false", raisedAt: -1 })], []).falseShare).toMatchObject({ share: 0 });
    expect(kpi(judged(20, 5), [], { sensorDays: 10 }).falsePerSensorDay).toMatchObject({ rate: 0.5 });
  });

  it("counts a flood as one episode: a true alarm in it makes it a true one", () => {
    const flooded = Array.from({ length: 30 }, (_, i) => alarm(`x${i}`, { disposition: i === 29 ? "true" : "false", raisedAt: 20 * minute + i * 1000 }));
    const alone = Array.from({ length: 20 }, (_, i) => alarm(`y${i}`, { disposition: "true", raisedAt: -25 * 86_400_000 + i * 86_400_000 }));
    const found = kpi([...flooded, ...alone], flooded.map((one) => event("announce", one.id, one.raisedAt)), { from: -30 * 86_400_000 });
    expect(found.falseShare).toMatchObject({ n: 50, share: 29 / 50 });
    expect(found.falseShareOfEpisodes).toMatchObject({ n: 21, share: 0 });
  });

  it("counts alarm-hours under each overlay, over the edges of the period", () => {
    const events = [event("unshelve", "a", 30 * minute), event("shelve", "b", 45 * minute), event("suppress", "b", 10 * minute), event("unsuppress", "b", 40 * minute)];
    expect(kpi([alarm("a"), alarm("b")], events).overlays).toEqual({ shelved: { now: 1, hours: 0.75 }, suppressed: { now: 0, hours: 0.5 }, outOfService: { now: 0, hours: 0 } });
  });

  it("a spread names figures that were there", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 }), (values) => {
      const { n, median, p90, p95, p99 } = spread(values);
      expect(n).toBe(values.length);
      for (const [share, at] of [[0.5, median], [0.9, p90], [0.95, p95], [0.99, p99]] as const) {
        expect(values).toContain(at);
        expect(values.filter((one) => one <= at!).length / n).toBeGreaterThanOrEqual(share);
      }
    }));
    expect(spread([])).toEqual({ n: 0, median: null, p90: null, p95: null, p99: null });
  });
});
