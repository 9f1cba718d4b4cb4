import pg from "pg";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { hasPostgres, makeTestApp, makeTestStore, type TestApp, testDatabaseUrl, testDrivers } from "../testing/testApp.ts";
import { GraphileJobs } from "./graphileJobs.ts";
import { Loop } from "./loop.ts";

let app: TestApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const job = (key: string, dueAt: number, n = 1) => ({ task: "ring", key, dueAt, payload: { n }, tenantId: "tenant-a" });

describe.each(await testDrivers())("jobs in the table on %s", (driver) => {
  const start = async () => {
    const made = (app = await makeTestApp({ driver, slices: [] }));
    const ran: string[] = [];
    made.ctx.jobs.on("ring", async (payload, { key }) => void ran.push(`${key}${String(payload["n"])}`));
    const schedule = (...args: Parameters<typeof job>) => made.store.unit((tx) => made.ctx.jobs.schedule(tx, job(...args)));
    return { made, ran, schedule, now: made.clock.now() };
  };

  it("run when due, not before, and once", async () => {
    const { made, ran, schedule, now } = await start();
    await schedule("a", now + 1_000);
    await made.settle();
    expect(ran).toEqual([]);
    made.clock.advance(1_000);
    await made.settle();
    made.clock.advance(100_000);
    await made.settle();
    expect(ran).toEqual(["a1"]);
  });

  it("move when scheduled again under the same key, and go when cancelled", async () => {
    const { made, ran, schedule, now } = await start();
    await schedule("a", now + 1_000, 1);
    await schedule("a", now + 5_000, 2);
    await schedule("b", now + 1_000);
    await made.store.unit((tx) => made.ctx.jobs.cancel(tx, "ring", "b"));
    made.clock.advance(1_000);
    await made.settle();
    expect(ran).toEqual([]);
    made.clock.advance(4_000);
    await made.settle();
    expect(ran).toEqual(["a2"]);
  });

  it("of a refused unit never run", async () => {
    const { made, ran, now } = await start();
    await made.store.unit(async (tx) => {
      await made.ctx.jobs.schedule(tx, job("a", now));
      throw new Error("refused");
    }).catch(() => undefined);
    await made.settle();
    expect(ran).toEqual([]);
  });

  it("that fail run again later; one that moves itself keeps its new time", async () => {
    const made = (app = await makeTestApp({ driver, slices: [] }));
    let tries = 0;
    made.ctx.jobs.on("ring", async (_, { key }) => {
      tries += 1;
      if (tries === 1) throw new Error("not now");
      if (tries === 2) await made.store.unit((tx) => made.ctx.jobs.schedule(tx, job(key, made.clock.now() + 60_000)));
    });
    await made.store.unit((tx) => made.ctx.jobs.schedule(tx, job("a", made.clock.now())));
    await made.settle();
    made.clock.advance(2_000);
    await made.settle();
    expect(tries).toBe(2);
    made.clock.advance(59_999);
    await made.settle();
    expect(tries).toBe(2);
    made.clock.advance(1);
    await made.settle();
    expect(tries).toBe(3);
  });
});

describe.skipIf(!(await hasPostgres()))("jobs by graphile-worker", () => {
  it("are added in our transaction: seen after the commit only, moved and cancelled by key", async () => {
    const { store, remove } = await makeTestStore("postgres");
    const schema = `w${process.pid}_${Date.now().toString(36)}`;
    const jobs = new GraphileJobs({ url: testDatabaseUrl, clock: { now: () => Date.now() }, log: pino({ level: "silent" }), schema });
    try {
      await jobs.prepare();
      const ran: string[] = [];
      let allRan = (): void => undefined;
      const done = new Promise<void>((resolve) => (allRan = resolve));
      jobs.on("ring", async (payload, { key, tenantId }) => {
        ran.push(`${key}${String(payload["n"])} ${tenantId}`);
        if (key === "last") allRan();
      });
      const now = Date.now();
      await store.unit((tx) => jobs.schedule(tx, job("a", now + 3_600_000)));
      await store.unit((tx) => jobs.schedule(tx, job("a", now, 2)));
      await store.unit((tx) => jobs.schedule(tx, job("gone", now)));
      await store.unit((tx) => jobs.cancel(tx, "ring", "gone"));
      await store.unit(async (tx) => {
        await jobs.schedule(tx, job("refused", now));
        throw new Error("refused");
      }).catch(() => undefined);
      await jobs.start();
      await store.unit((tx) => jobs.schedule(tx, job("last", Date.now() + 50)));
      await done;
      expect(ran).toEqual(["a2 tenant-a", "last1 tenant-a"]);
    } finally {
      await jobs.stop();
      await remove();
      const client = new pg.Client({ connectionString: testDatabaseUrl });
      await client.connect();
      await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    }
  });
});

describe("a loop", () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const turns = async (n: number) => {
    for (let k = 0; k < n; k += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it("runs one at a time, once more when woken meanwhile, and survives a failure", async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const loop = new Loop({
      log,
      everyMs: 1_000_000,
      work: async () => {
        running += 1;
        most = Math.max(most, running);
        await turns(2);
        running -= 1;
        runs += 1;
        if (runs === 1) throw new Error("once");
      },
    });
    loop.start();
    await turns(2);
    loop.wake();
    loop.wake();
    await turns(20);
    expect(most).toBe(1);
    loop.wake();
    await turns(20);
    expect(runs).toBe(2);
    await loop.stop();
    loop.wake();
    await turns(5);
    expect(runs).toBe(2);
  });
});
