import net from "node:net";
import mqtt from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import type { MakeSlice } from "../../context.ts";
import { DeviceStore } from "../../devices/deviceStore.ts";
import { devicesSlice } from "../../devices/routes.ts";
import { makeTestApp } from "../../testing/testApp.ts";
import { DeviceMessages } from "./deviceMessages.ts";
import { ExternalBroker } from "./externalBroker.ts";

const url = process.env["TEST_MQTT_URL"] ?? "mqtt://127.0.0.1:1883";

function answers(): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port), timeout: 1000 });
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    for (const event of ["error", "timeout"]) socket.once(event, () => (socket.destroy(), resolve(false)));
  });
}

const isThere = await answers();
if (!isThere) console.error(`\n!!! no MQTT broker answers at ${url}: the test of the external broker is SKIPPED. Set TEST_MQTT_URL.\n`);

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

describe.skipIf(!isThere)("readings over an external broker", () => {
  it("are stored, are sent again when storing failed, and are left out for a device that is not registered", async () => {
    const taken: string[] = [];
    let failures = 1;
    const recording: MakeSlice = (ctx) => {
      ctx.services.readings = {
        accept: async (_tenant, readings, source) => {
          if (failures-- > 0) throw new Error("the disk is full");
          taken.push(`${source} ${readings.map((one) => String(one.value)).join()}`);
          return { accepted: readings.length, duplicates: 0, late: 0, issues: [] };
        },
        linkChanged: async () => undefined,
      };
      return { name: "readings", routes: [] };
    };
    const app = await makeTestApp({ slices: [devicesSlice, recording] });
    const id = `GW-${process.pid}`;
    await app.inject("admin", { method: "POST", url: "/api/v1/devices", payload: { id, title: { zh: id, en: id } } });
    const devices = new DeviceStore(app.store);
    const broker = new ExternalBroker(app.ctx, devices, new DeviceMessages(app.ctx, devices));
    await broker.connect(url, `safeloop-test-${process.pid}`);
    const plant = await mqtt.connectAsync(url);
    open.push(() => app.close(), () => broker.close(), () => plant.endAsync(true));
    await broker.subscribed();
    await plant.publishAsync("safeloop/v1/GW-nobody/readings", JSON.stringify({ tagId: "T", ts: 1, value: 9 }), { qos: 1 });
    await plant.publishAsync(`safeloop/v1/${id}/readings`, JSON.stringify({ tagId: "T", ts: 1, value: 5 }), { qos: 1 });
    await expect.poll(() => taken, { timeout: 15_000 }).toEqual([`${id} 5`]);
  });
});
