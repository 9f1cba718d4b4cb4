import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveAlarmsOf } from "./liveAlarmsOf.ts";
import { makeTestPlant, type TestPlant } from "./testPlant.ts";
import { TenantEngine } from "./tenantEngine.ts";
import { AlarmMeter } from "./alarmMeter.ts";

/** A second engine over the same store, as after a kill: nothing of the first one's memory is left. */
function reborn(plant: TestPlant): TenantEngine {
  return new TenantEngine(plant.app.ctx, plant.app.tenantId, new AlarmMeter());
}

const rows = (plant: TestPlant) => plant.app.store.all<{ kind: string; at: number }>({ sql: "select kind, at from alarm_events where kind in ('raise','clear') order by no", bindings: [] });
const second = (plant: TestPlant, at: number): number => (at - Date.parse("2026-06-01T00:00:00Z")) / 1000;

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
