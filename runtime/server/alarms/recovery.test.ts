import { AlarmEngine, normaliseReading, restoreEngine, saveEngine, type AlarmEvent } from "@safeloop/engine";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveAlarmsOf } from "./liveAlarmsOf.ts";
import { EngineTakenOver, readHead } from "./engineHead.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "./testPlant.ts";
import { TenantEngine } from "./tenantEngine.ts";
import { AlarmMeter } from "./alarmMeter.ts";

/** A second engine over the same store, as after a kill: nothing of the first one's memory is left. */
function reborn(plant: TestPlant): TenantEngine {
  return new TenantEngine(plant.app.ctx, plant.app.tenantId, new AlarmMeter());
}

const rows = (plant: TestPlant) => plant.app.store.all<{ kind: string; at: number }>({ sql: "select kind, at from alarm_events where kind in ('raise','clear') order by no", bindings: [] });
const second = (plant: TestPlant, at: number): number => (at - Date.parse("2026-06-01T00:00:00Z")) / 1000;

/** A stream with kills in it: what happens at each second. */
interface Second {
  readonly value: number | "bad" | null;
  readonly late: number;
  readonly kill: boolean;
  readonly snapshot: boolean;
}

describe("kills anywhere", () => {
  const seconds_: fc.Arbitrary<Second> = fc.record({ value: fc.constantFrom<Second["value"]>(10, 10, 24, 26, 26, 52, "bad", null), late: fc.constantFrom(0, 0, 0, 2, 5), kill: fc.constantFrom(false, false, false, false, true), snapshot: fc.constantFrom(false, false, false, true) });

  it("leave the same alarms and edges as an engine that was never killed and only heard of the gaps", async () => {
    const plant = await makeTestPlant([gasRule()], { tags: [gasPoint("GT-1")] });
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(seconds_, { minLength: 10, maxLength: 60 }), async (seconds) => {
      run += 1;
      const rule = gasRule({ id: `R${run}` });
      plant.rules.publish(plant.app.tenantId, [rule]);
      await plant.app.ctx.services.alarms?.idle();
      plant.app.clock.advance(200_000);
      const tag = plant.app.ctx.services.tags!.find(plant.app.tenantId, "GT-1")!;
      const start = plant.app.clock.now();
      let live = reborn(plant);
      await live.open();
      const twin = new AlarmEngine();
      restoreEngine(twin, JSON.parse(JSON.stringify(saveEngine(live.engine))) as ReturnType<typeof saveEngine>, [rule], [tag]);
      const stored = () => plant.app.store.all<{ kind: string; at: number; generation: number }>({ sql: "select e.kind, e.at, e.generation from alarm_events e join alarms a on a.id = e.alarm_id where a.rule_id = ? and e.kind in ('raise','clear') order by e.no", bindings: [rule.id] });
      const before = (await stored()).length; // the last value of the run before may have raised already
      const events: string[] = [];
      const note = (step: { events: readonly AlarmEvent[] }): void => void events.push(...step.events.filter((one) => one.ruleId === rule.id && (one.kind === "raise" || one.kind === "clear")).map((one) => `${one.kind}@${one.at - start} ${one.generation}`));
      for (const [at, one] of seconds.entries()) {
        const now = start + at * 1000;
        plant.app.clock.set(now);
        if (one.value !== null) {
          const reading = { tagId: "GT-1", ts: now - one.late * 1000, value: one.value === "bad" ? null : one.value, ...(one.value === "bad" ? { quality: "bad" as const } : {}) };
          await live.accept([reading], "test");
          note(twin.accept([{ tagId: "GT-1", sample: normaliseReading(reading, tag, now).sample! }], now));
        }
        await live.tick();
        note(twin.tick(now));
        if (one.snapshot) await live.snapshot();
        if (!one.kill) continue;
        const head = (await readHead(plant.app.store, plant.app.tenantId))!;
        live = reborn(plant);
        await live.open();
        note(twin.markGap(head.headNow, now));
      }
      expect((await stored()).slice(before).map((row) => `${row.kind}@${Number(row.at) - start} ${row.generation}`)).toEqual(events);
      expect(live.engine.book.open().some((alarm) => alarm.ruleId.startsWith("device:recovery"))).toBe(false);
    }), { numRuns: 12, endOnFailure: true });
    await plant.app.close();
  }, 60_000);
});

describe("an alarm engine killed and started again", () => {
  let plant: TestPlant;
  beforeEach(async () => { plant = await makeTestPlant(); });
  afterEach(() => plant.app.close());

  it.each([["before any snapshot", false], ["from a snapshot and the log after it", true]])("in the middle of an on-delay raises once, at its own time: %s", async (_, withSnapshot) => {
    const now = plant.app.clock.now();
    await plant.value("GT-1", 10);
    if (withSnapshot) await liveAlarmsOf(plant.app.ctx).snapshot();
    plant.app.clock.set(now + 5000);
    await plant.value("GT-1", 26);
    plant.app.clock.set(now + 6000);
    plant.app.clock.set(now + 20_000);
    const again = reborn(plant);
    await again.open();
    await again.tick();
    expect((await rows(plant)).map((one) => `${one.kind}@${second(plant, Number(one.at))}`)).toEqual(["raise@8"]);
    const third = reborn(plant);
    await third.open();
    expect(await rows(plant)).toHaveLength(1);
    expect(third.engine.book.open()).toHaveLength(1);
  });

  it("does not take the time it was down for calm", async () => {
    const now = plant.app.clock.now();
    await plant.value("GT-1", 26);
    await plant.pass(5);
    await plant.value("GT-1", 20);
    plant.app.clock.set(now + 40_000);
    const again = reborn(plant);
    await again.open();
    await again.tick();
    expect((await rows(plant)).map((one) => one.kind)).toEqual(["raise"]);
    expect(again.engine.book.open()[0]).toMatchObject({ state: "unack", generation: 1, active: true });
    for (let t = 41; t <= 55; t += 1) {
      plant.app.clock.set(now + t * 1000);
      await again.accept([{ tagId: "GT-1", ts: now + t * 1000, value: 20 }], "test");
      await again.tick();
    }
    expect((await rows(plant)).map((one) => `${one.kind}@${second(plant, Number(one.at))}`)).toEqual(["raise@3", "clear@51"]);
  });

  it("keeps acknowledgement, shelf and generation, whatever the snapshot said", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    await liveAlarmsOf(plant.app.ctx).snapshot();
    const id = (await plant.open())[0]!.id;
    await plant.app.inject("admin", { method: "POST", url: `/api/v1/alarms/${id}/commands`, payload: { command: "ack", generation: 1 } });
    await plant.app.inject("admin", { method: "POST", url: `/api/v1/alarms/${id}/commands`, payload: { command: "shelve", generation: 1, reason: "检修", until: new Date(plant.app.clock.now() + 60_000).toISOString() } });
    const again = reborn(plant);
    await again.open();
    expect(again.engine.book.open()).toEqual([expect.objectContaining({ id, state: "ack", generation: 1, overlays: { shelved: expect.objectContaining({ reason: "检修" }) } })]);
    plant.app.clock.advance(61_000);
    await again.tick();
    expect(again.engine.book.open().find((alarm) => alarm.id === id)).toMatchObject({ state: "unack", generation: 2 });
  });

  it("writes nothing more once another process has taken over, and takes its turn again from what is stored", async () => {
    await plant.value("GT-1", 26);
    const other = reborn(plant);
    await other.open();
    plant.app.clock.advance(1000);
    await other.accept([{ tagId: "GT-1", ts: plant.app.clock.now(), value: 27 }], "test");
    plant.app.clock.advance(1000);
    const reading = { tagId: "GT-1", ts: plant.app.clock.now(), value: 28 };
    const first = liveAlarmsOf(plant.app.ctx).of(plant.app.tenantId);
    await expect(first.accept([reading], "test")).rejects.toThrow(EngineTakenOver);
    expect(await first.accept([reading], "test")).toMatchObject({ accepted: 1 });
    plant.app.clock.advance(5000);
    await plant.app.ctx.services.alarms?.tick();
    expect((await rows(plant)).map((one) => `${one.kind}@${second(plant, Number(one.at))}`)).toEqual(["raise@3"]);
  });

  it("passes over a damaged snapshot", async () => {
    await plant.value("GT-1", 26);
    await liveAlarmsOf(plant.app.ctx).snapshot();
    plant.app.clock.advance(1000);
    await plant.value("GT-1", 27);
    await liveAlarmsOf(plant.app.ctx).snapshot();
    await plant.app.store.unit((tx) => tx.run({ sql: "update engine_snapshots set state = ? where seq = (select max(seq) from engine_snapshots)", bindings: ["{}"] }));
    const again = reborn(plant);
    await again.open();
    plant.app.clock.advance(5000);
    await again.tick();
    expect(again.engine.book.open()).toHaveLength(1);
  });

  it("brings its memory back when a step could not be stored, and takes the resent reading as new", async () => {
    const live = liveAlarmsOf(plant.app.ctx).of(plant.app.tenantId);
    await live.open();
    const { store } = plant.app.ctx;
    const unit = store.unit.bind(store);
    let failures = 1;
    Object.assign(store, { unit: (fn: Parameters<typeof unit>[0]) => (failures-- > 0 ? Promise.reject(new Error("disk full")) : unit(fn)) });
    const reading = { tagId: "GT-1", ts: plant.app.clock.now(), value: 26 };
    await expect(live.accept([reading], "test")).rejects.toThrow("disk full");
    expect(await live.accept([reading], "test")).toMatchObject({ accepted: 1, duplicates: 0 });
    await plant.pass(4);
    expect(await plant.open()).toHaveLength(1);
  });

  it("prunes the log only as far as snapshots and blocks allow", async () => {
    for (let t = 0; t < 5; t += 1) {
      await plant.value("GT-1", t);
      plant.app.clock.advance(10_000);
    }
    plant.app.clock.advance(1_300_000);
    await plant.app.ctx.services.alarms?.maintain();
    await liveAlarmsOf(plant.app.ctx).snapshot();
    plant.app.clock.advance(60_000);
    await liveAlarmsOf(plant.app.ctx).snapshot();
    const left = await plant.app.store.first<{ n: number }>({ sql: "select count(*) as n from reading_log", bindings: [] });
    expect(Number(left!.n)).toBeLessThanOrEqual(5);
    const again = reborn(plant);
    await again.open();
    expect(again.engine.logs.get("GT-1")!.latest).toMatchObject({ v: 4 });
  });
});
