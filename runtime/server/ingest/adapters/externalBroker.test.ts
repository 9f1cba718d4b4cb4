import mqtt, { type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gasPoint, makeTestPlant, type TestPlant } from "../../alarms/testPlant.ts";
import { DeviceStore } from "../../devices/deviceStore.ts";
import { devicesSlice } from "../../devices/routes.ts";
import { hasMosquitto, Mosquitto } from "../../testing/mosquitto.ts";
import { DeviceMessages } from "./deviceMessages.ts";
import { ExternalBroker } from "./externalBroker.ts";

const gateway = "GW-01";
const count = 400;

describe.skipIf(!hasMosquitto())("readings over an external broker", () => {
  let mosquitto: Mosquitto;
  let plant: TestPlant;
  let sender: MqttClient;
  let broker: ExternalBroker;
  beforeEach(async () => {
    mosquitto = await Mosquitto.start();
    plant = await makeTestPlant([], { slices: [devicesSlice], tags: [gasPoint("GT-1")] });
    await plant.app.inject("admin", { method: "POST", url: "/api/v1/devices", payload: { id: gateway, title: { zh: gateway, en: gateway } } });
    sender = await mqtt.connectAsync(mosquitto.url);
    broker = await connect();
  });
  afterEach(async () => {
    await broker.close();
    await sender.endAsync(true);
    await plant.app.close();
    await mosquitto.remove();
  });

  async function connect(): Promise<ExternalBroker> {
    const devices = new DeviceStore(plant.app.store);
    const made = new ExternalBroker(plant.app.ctx, devices, new DeviceMessages(plant.app.ctx, devices));
    await made.connect(mosquitto.url, "safeloop-test");
    await made.subscribed();
    return made;
  }
  const reading = (second: number): object => ({ tagId: "GT-1", ts: plant.app.clock.now() - 50_000 + second * 100, value: (second % 20) / 10 });
  const publish = (payload: unknown, device = gateway) => sender.publishAsync(`safeloop/v1/${device}/readings`, JSON.stringify(payload), { qos: 1 });
  const log = async () => (await plant.app.store.first<{ batches: number; readings: number }>({ sql: "select count(*) as batches, coalesce(sum(n), 0) as readings from reading_log", bindings: [] }))!;
  const all = (readings: number) => expect.poll(async () => (await log()).readings, { timeout: 25_000 }).toBe(readings);

  it("that came while the server was away are stored, many with one commit", async () => {
    await broker.close();
    for (let second = 0; second < count; second += 1) await publish(reading(second));
    expect(await log()).toEqual({ batches: 0, readings: 0 });
    broker = await connect();
    await all(count);
    expect((await log()).batches).toBeLessThanOrEqual(count / 8);
  });

  it("are sent again when they could not be stored, and stored once", async () => {
    const { store } = plant.app;
    const unit = store.unit.bind(store);
    let failures = 2;
    Object.assign(store, { unit: (fn: Parameters<typeof unit>[0]) => (failures-- > 0 ? Promise.reject(new Error("the disk is full")) : unit(fn)) });
    for (let second = 0; second < 40; second += 1) await publish(reading(second));
    await all(40);
    expect(failures).toBeLessThanOrEqual(0);
  });

  it("are left out for a device that is not registered, and the next ones go on", async () => {
    await publish(reading(1), "GW-nobody");
    await publish(reading(2));
    await all(1);
  });

  it("stop at once for a device that was removed", async () => {
    await publish(reading(1));
    await all(1);
    await plant.app.inject("admin", { method: "DELETE", url: `/api/v1/devices/${gateway}` });
    await publish(reading(2));
    await plant.app.inject("admin", { method: "POST", url: "/api/v1/devices", payload: { id: "GW-02", title: { zh: "2", en: "2" } } });
    await publish(reading(3), "GW-02");
    await all(2);
  });

  it("of a long backlog in one message are taken in parts, and a wrong one among them costs no other", async () => {
    await publish([...Array.from({ length: 10_001 }, (_, at) => ({ tagId: "GT-1", ts: plant.app.clock.now() - 50_000 + at, value: 1 })), 7, { tagId: "nope", ts: 1, value: 1 }]);
    await all(10_001);
    const metrics = plant.app.ctx.services.alarms?.metrics();
    for (const code of ["READING_SHAPE", "READING_UNKNOWN_TAG"]) expect(metrics).toContain(`safeloop_readings_issues_total{code="${code}"} 1`);
  });

  it("wait in the broker over its own restart and ours", async () => {
    await broker.close();
    await publish([reading(1), reading(2)]);
    await mosquitto.end();
    await mosquitto.begin();
    broker = await connect();
    await all(2);
  });
});
