import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { makeTestApp } from "../../testing/testApp.ts";
import { freePort, ServerProcess } from "../../testing/crash/serverProcess.ts";
import { HttpStandIn } from "../channels/standIns.testkit.ts";
import { noticesSlice } from "../routes.ts";

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

const count = 40;

/** A data folder with a tenant, a machine's webhook and forty notices that have been decided and not been sent. */
async function prepare(url: string): Promise<string> {
  const app = await makeTestApp({ slices: [noticesSlice], config: { notifyLan: ["127.0.0.1"] }, clock: { now: () => Date.now() } });
  const made = await app.inject("admin", { method: "POST", url: "/api/v1/channels", payload: { kind: "webhook", title: "machine", settings: { url } } });
  expect(made.statusCode).toBe(201);
  await app.store.unit((tx) => app.ctx.effects.enqueue(tx, "tenant-a", Array.from({ length: count }, (_, n) => ({ kind: "notify", key: `n${n}`, people: ["p-shift"], topic: "alarm.raised", message: { zh: `报警 ${n}`, en: `alarm ${n}` }, params: { priority: n % 2 === 0 ? "P1" : "P3", channels: ["webhook"] } }) as const)));
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-notices-"));
  cleanUp.push(() => rmSync(dataDir, { recursive: true, force: true }));
  await app.stop();
  await app.store.close();
  cpSync(app.ctx.config.dataDir, dataDir, { recursive: true });
  rmSync(app.ctx.config.dataDir, { recursive: true, force: true });
  return dataDir;
}

it("killed with SIGKILL in the middle of deliveries, again and again: every notice arrives, and each is written down as sent", async () => {
  const arrived = new Map<string, number>();
  const waiting: (() => void)[] = [];
  const standIn = await new HttpStandIn(async ({ bytes }) => {
    const { id } = JSON.parse(bytes.toString()) as { id: string };
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
    waiting.splice(0).forEach((one) => one());
    await new Promise((resolve) => setTimeout(resolve, 30)); // so that a kill meets messages on the way
    return { status: 200 };
  }).start();
  cleanUp.push(() => standIn.stop());
  const dataDir = await prepare(standIn.url);
  const server = new ServerProcess({ port: await freePort(), dataDir, command: [process.execPath, "--conditions=source", "--import", "tsx", "runtime/server/main.ts"], env: { SAFELOOP_DEMO: "0", NOTIFY_LAN: "127.0.0.1" } });
  cleanUp.push(() => server.end("SIGKILL"));
  for (const goal of [3, 20]) {
    const reached = new Promise<void>((resolve) => {
      const look = (): void => (arrived.size >= goal ? resolve() : void waiting.push(look));
      look();
    });
    await server.start();
    await reached;
    await server.end("SIGKILL");
  }
  expect(arrived.size).toBeLessThan(count); // the kills came in the middle
  await server.start();
  const db = new Database(join(dataDir, "safeloop.sqlite"), { readonly: true });
  cleanUp.push(() => void db.close());
  const sent = (): number => (db.prepare("select count(*) as n from deliveries where state = 'sent'").get() as { n: number }).n;
  for (let i = 0; i < 1_200 && sent() < count; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect([sent(), arrived.size]).toEqual([count, count]);
  expect(db.prepare("select count(*) as n from deliveries").get()).toEqual({ n: count });
}, 180_000);
