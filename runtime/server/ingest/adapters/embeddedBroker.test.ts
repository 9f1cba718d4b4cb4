import type { Reading } from "@safeloop/engine";
import mqtt, { type MqttClient } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import type { MakeSlice } from "../../context.ts";
import { DeviceStore } from "../../devices/deviceStore.ts";
import { devicesSlice } from "../../devices/routes.ts";
import { makeTestApp, type TestApp } from "../../testing/testApp.ts";
import { DeviceMessages } from "./deviceMessages.ts";
import { EmbeddedBroker } from "./embeddedBroker.ts";

interface Taken {
  readonly source: string;
  readonly readings: readonly Reading[];
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server whose readings service records what reaches it, and can hold or refuse it. */
async function plant(accept: (taken: Taken) => Promise<void> = async () => undefined): Promise<{ app: TestApp; port: number; taken: Taken[]; links: string[] }> {
  const taken: Taken[] = [];
  const links: string[] = [];
  const recording: MakeSlice = (ctx) => {
    ctx.services.readings = {
      accept: async (_tenant, readings, source) => {
        await accept({ source, readings });
        taken.push({ source, readings });
        return { accepted: readings.length, duplicates: 0, late: 0, issues: [] };
      },
      linkChanged: async (_tenant, source, online) => void links.push(`${source} ${online ? "online" : "offline"}`),
    };
    return { name: "readings", routes: [] };
  };
  const app = await makeTestApp({ slices: [devicesSlice, recording] });
  const devices = new DeviceStore(app.store);
  const broker = new EmbeddedBroker(devices, new DeviceMessages(app.ctx, devices));
  app.ctx.services.deviceLinks = broker;
  const port = await broker.listen("127.0.0.1", 0);
  open.push(() => app.close(), () => broker.close());
  return { app, port, taken, links };
}

async function register(app: TestApp, id: string): Promise<string> {
  const reply = await app.inject("admin", { method: "POST", url: "/api/v1/devices", payload: { id, title: { zh: id, en: id } } });
  expect(reply.statusCode).toBe(201);
  return reply.json<{ secret: string }>().secret;
}

function connect(port: number, device: string, password: string, options: { clientId?: string } = {}): Promise<MqttClient> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { clientId: options.clientId ?? device, username: device, password, reconnectPeriod: 0 });
  open.push(() => client.endAsync(true));
  return new Promise((resolve, reject) => {
    client.once("connect", () => resolve(client));
    client.once("error", reject);
    client.once("close", () => reject(new Error("closed")));
  });
}

const reading: Reading = { tagId: "GT-1203", ts: "2026-06-01T00:00:00Z", value: 4, unit: "%[LEL]", quality: "good" };

describe("readings over the embedded MQTT broker", () => {
  it("are acknowledged only after they are stored", async () => {
    const order: string[] = [];
    let store: () => void = () => undefined;
    const stored = new Promise<void>((resolve) => (store = resolve));
    const { app, port, taken } = await plant(async () => {
      order.push("storing");
      await stored;
      order.push("stored");
    });
    const client = await connect(port, "GW-01", await register(app, "GW-01"));
    const published = client.publishAsync("safeloop/v1/GW-01/readings", JSON.stringify([reading]), { qos: 1 }).then(() => order.push("acknowledged"));
    store();
    await published;
    expect(order).toEqual(["storing", "stored", "acknowledged"]);
    expect(taken).toEqual([{ source: "GW-01", readings: [reading] }]);
  });

  it("take one reading as well as a list, leave what is none to the intake, and survive what is no JSON at all", async () => {
    const { app, port, taken } = await plant();
    const client = await connect(port, "GW-01", await register(app, "GW-01"));
    for (const payload of [JSON.stringify(reading), "not json", "[1,2]", "", '{"__proto__":1}']) await client.publishAsync("safeloop/v1/GW-01/readings", payload, { qos: 1 });
    expect(taken.map((one) => one.readings.length)).toEqual([1, 2, 1]);
    expect(({} as Record<string, unknown>)["tagId"]).toBeUndefined();
  });

  it("refuse a wrong secret, an unknown device and a borrowed client id with one answer", async () => {
    const { app, port } = await plant();
    const secret = await register(app, "GW-01");
    for (const attempt of [connect(port, "GW-01", "wrong"), connect(port, "GW-99", secret), connect(port, "GW-01", secret, { clientId: "GW-02" })]) await expect(attempt).rejects.toThrow(/Not authorized/i);
  });

  it("close the door on a device that publishes for another or listens", async () => {
    const { app, port, taken } = await plant();
    const client = await connect(port, "GW-01", await register(app, "GW-01"));
    const granted = await client.subscribeAsync("#").catch(() => []);
    expect(granted.filter((one) => one.qos !== 128)).toEqual([]);
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    client.publish("safeloop/v1/GW-02/readings", JSON.stringify(reading), { qos: 1 }, () => undefined);
    await closed;
    expect(taken).toEqual([]);
  });

  it("tell the server when a gateway's link is lost", async () => {
    const { app, port, links } = await plant();
    const secret = await register(app, "GW-01");
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { clientId: "GW-01", username: "GW-01", password: secret, reconnectPeriod: 0, will: { topic: "safeloop/v1/GW-01/status", payload: Buffer.from("offline"), qos: 1, retain: false } });
    await new Promise((resolve) => client.once("connect", resolve));
    await client.publishAsync("safeloop/v1/GW-01/status", "online", { qos: 1 });
    client.stream.destroy();
    await expect.poll(() => links, { timeout: 5000 }).toEqual(["GW-01 online", "GW-01 offline"]);
  });

  it("stop at once for a device whose secret was reset", async () => {
    const { app, port } = await plant();
    const before = await register(app, "GW-01");
    const present = await connect(port, "GW-01", before);
    const dropped = new Promise<void>((resolve) => present.once("close", () => resolve()));
    const reset = await app.inject("admin", { method: "POST", url: "/api/v1/devices/GW-01/secret", payload: {} });
    const after = reset.json<{ secret: string }>().secret;
    await dropped;
    await expect(connect(port, "GW-01", before)).rejects.toThrow(/Not authorized/i);
    await expect(connect(port, "GW-01", after)).resolves.toBeDefined();
  });
});
