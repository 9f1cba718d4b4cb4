/** What a way in has acknowledged survives kill -9 of the server; what it has not comes again and is not doubled. Run over the registry. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { freePort, ServerProcess } from "../../testing/crash/serverProcess.ts";
import { hasMosquitto, Mosquitto } from "../../testing/mosquitto.ts";
import { type Door, drivers, markTag, type Row } from "./drivers.testkit.ts";
import { type AdapterId, adapters } from "./registry.ts";

const source = [process.execPath, "--conditions=source", "--import", "tsx", "runtime/server/main.ts"];
const all = Object.keys(adapters) as AdapterId[];
const groups = [{ broker: "its own broker", ids: all.filter((id) => !drivers[id].needsMosquitto) }, ...(hasMosquitto() ? [{ broker: "Mosquitto", ids: all.filter((id) => drivers[id].needsMosquitto) }] : [])];
const perBatch = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Session {
  ask(method: string, path: string, body?: string, type?: string): Promise<{ readonly status: number; readonly text: string }>;
}

async function signIn(url: string): Promise<Session> {
  const login = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json", "x-safeloop": "1", origin: url }, body: JSON.stringify({ login: "admin", password: "safeloop-demo" }) });
  const cookie = login.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  return {
    async ask(method, path, body, type = "application/json") {
      const reply = await fetch(`${url}${path}`, { method, headers: { "x-safeloop": "1", origin: url, cookie, ...(body === undefined ? {} : { "content-type": type }) }, ...(body === undefined ? {} : { body }) });
      return { status: reply.status, text: await reply.text() };
    },
  };
}

/** Sends batch after batch, each until it is taken. */
class Sender {
  taken = 0;
  #last = 0;
  isOver = false;

  constructor(readonly id: AdapterId) {}

  async run(door: Door): Promise<void> {
    while (!this.isOver) {
      const batch = Array.from({ length: perBatch }, (): Row => ({ tagId: this.id, ts: (this.#last = Math.max(this.#last + 1, Date.now() - 5000)), value: "500" }));
      while (!(await drivers[this.id].send(door, batch).then((told) => told.isTaken, () => false))) await pause(50);
      this.taken += 1;
    }
  }
}

it.each(groups)("killed with SIGKILL while readings come over $broker: each acknowledged one is there, once", async ({ ids }) => {
  const mosquitto = ids.some((id) => drivers[id].needsMosquitto) ? await Mosquitto.start() : undefined;
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-ways-"));
  const mqttPort = await freePort();
  const server = new ServerProcess({ command: source, port: await freePort(), dataDir, env: { SAFELOOP_DEMO: "1", ...(mosquitto ? { MQTT_URL: mosquitto.url } : { MQTT_LISTEN: `127.0.0.1:${mqttPort}` }) } });
  open.push(() => mosquitto?.remove(), () => rmSync(dataDir, { recursive: true, force: true }), () => server.end("SIGKILL"));
  await server.start(120_000);
  const { ask } = await signIn(server.url);
  const device = { id: "GW-A", secret: (JSON.parse((await ask("POST", "/api/v1/devices", JSON.stringify({ id: "GW-A", title: { zh: "GW-A", en: "GW-A" } }))).text) as { secret: string }).secret };
  const site = (JSON.parse((await ask("GET", "/api/v1/org")).text) as { units: { id: string; level: string }[] }).units.find((unit) => unit.level === "site")?.id;
  await ask("POST", "/api/v1/org/areas", JSON.stringify({ code: "WAYS", title: { zh: "入口", en: "Ways in" }, risk: 4, orgId: site }));
  const made = await ask("POST", "/api/v1/tags/import", ["id,title_zh,title_en,measurement,unit,min,max,area,period_s", ...[...ids, markTag].map((id) => `${id},${id},${id},pressure,kPa,0,1000,WAYS,1`)].join("\n"), "text/csv");
  expect(JSON.parse(made.text)).toMatchObject({ created: ids.length + 1 });
  const count = async (tagId: string): Promise<number> => (JSON.parse((await ask("GET", `/api/v1/tags/${tagId}/readings?points=5000`)).text) as { count: number }).count;
  const door: Door = {
    devices: { own: device, other: device, stranger: device }, mqttUrl: mosquitto?.url ?? `mqtt://127.0.0.1:${mqttPort}`, now: Date.now, codes: async () => new Map(),
    async post(_who, path, body, type) {
      const { status, text } = await ask("POST", path, body, type);
      return { status, json: JSON.parse(text) };
    },
    async holds(tagId, readings) {
      while ((await count(tagId).catch(() => 0)) < readings) await pause(50);
    },
  };
  const senders = ids.map((id) => new Sender(id));
  const running = Promise.all(senders.map((one) => one.run(door)));
  const each = async (more: number): Promise<void> => {
    const wanted = senders.map((one) => one.taken + more);
    while (senders.some((one, at) => one.taken < wanted[at]!)) await pause(20);
  };
  for (let kill = 0; kill < 2; kill += 1) {
    await each(4);
    await server.end("SIGKILL");
    await server.start(120_000);
    const before = senders.map((one) => one.taken * perBatch);
    const there = await Promise.all(ids.map((id) => count(id)));
    expect(there.map((stored, at) => stored >= before[at]!)).toEqual(ids.map(() => true));
  }
  await each(2);
  for (const one of senders) one.isOver = true;
  await running;
  await Promise.all(ids.map(async (id) => drivers[id].close?.()));
  expect(await Promise.all(ids.map((id) => count(id)))).toEqual(senders.map((one) => one.taken * perBatch));
}, 300_000);
