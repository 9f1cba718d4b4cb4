import { afterEach, expect, it } from "vitest";
import { liveAlarmsOf } from "../alarms/liveAlarmsOf.ts";
import { alarmsSlice } from "../alarms/slice.ts";
import { TestRules } from "../alarms/testPlant.ts";
import type { MakeSlice } from "../context.ts";
import { HttpStandIn } from "../notify/channels/standIns.testkit.ts";
import { readingsSlice } from "../readings/slice.ts";
import type { DefinitionsService } from "../services.ts";
import { tagsSlice } from "../tags/routes.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { deadmanSliceOf } from "./deadman.ts";

let app: TestApp;
let monitor: HttpStandIn;
afterEach(async () => {
  await app?.close();
  await monitor?.stop();
});

const stand: MakeSlice = (ctx) => {
  ctx.services.definitions = new TestRules().service as unknown as DefinitionsService;
  ctx.effects.handleInTransaction("interlock", async () => undefined);
  return { name: "stand", routes: [] };
};

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

it("is pinged only while the alarm engine goes through its rules, not while the process merely runs", async () => {
  monitor = await new HttpStandIn(() => ({ status: 200 })).start();
  const pings = (): number => monitor.got.length;
  const isAlive = async (): Promise<boolean> => (await app.http.inject({ url: "/enginez" })).statusCode === 200;
  app = await makeTestApp({ slices: [stand, tagsSlice, readingsSlice, alarmsSlice, deadmanSliceOf({ everyMs: 20, aliveMs: 1_500 })], config: { deadmanUrl: monitor.url } });
  expect(await isAlive()).toBe(false); // nothing has begun
  await app.start();
  await until(() => pings() > 2);
  expect(await isAlive()).toBe(true);

  const engine = liveAlarmsOf(app.ctx).of("tenant-a");
  let release = (): void => undefined;
  const real = engine.tick.bind(engine);
  engine.tick = () => new Promise((resolve) => (release = resolve)); // wedged: the tick never ends
  await until(async () => !(await isAlive()));
  const heard = pings();
  for (let n = 0; n < 20; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await app.http.inject({ url: "/readyz" })).statusCode).toBe(200); // the process is as lively as ever
  }
  expect(pings() - heard).toBeLessThanOrEqual(1); // one may have been on its way

  engine.tick = real;
  release();
  await until(() => pings() > heard + 2);
  expect(await isAlive()).toBe(true);
});

it("does not stop the engine when the monitor is away, and is pinged again when it is back", async () => {
  monitor = await new HttpStandIn(() => ({ status: 200 })).start();
  app = await makeTestApp({ slices: [stand, tagsSlice, readingsSlice, alarmsSlice, deadmanSliceOf({ everyMs: 20, aliveMs: 1_500 })], config: { deadmanUrl: monitor.url } });
  await app.start();
  await until(() => monitor.got.length > 0);
  await monitor.stop();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = monitor.got.length;
  await monitor.start();
  await until(() => monitor.got.length > before);
});
