import type { Elapsed } from "@safeloop/engine";
import { afterEach, describe, expect, it } from "vitest";
import { SetClock } from "../clock/setClock.testkit.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";

const hour = 3_600_000;
let app: TestApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

describe.each(await testDrivers())("when somebody sets the clock, on %s", (driver) => {
  const start = async () => {
    const clock = new SetClock();
    const made = (app = await makeTestApp({ driver, slices: [], clock }));
    const ran: string[] = [];
    made.ctx.jobs.on("ring", async (_, { key }) => void ran.push(key));
    const kinds: readonly (readonly [string, Elapsed | undefined])[] = [["exact", "exact"], ["atMost", "atMost"], ["date", undefined]];
    const now = clock.now();
    await made.store.unit(async (tx) => {
      for (const [key, elapsed] of kinds) await made.ctx.jobs.schedule(tx, { task: "ring", key, dueAt: now + 2 * hour, ...(elapsed ? { elapsed } : {}), payload: {}, tenantId: made.tenantId });
    });
    await made.settle();
    /** What has rung after so much real time in all. */
    let passed = 0;
    const after = async (ms: number): Promise<readonly string[]> => {
      clock.advance(ms - passed);
      passed = ms;
      await made.settle();
      return [...ran].sort();
    };
    return { clock, after };
  };

  it("forward: dates come at once, lengths of time stay; what may end sooner ends sooner", async () => {
    const { clock, after } = await start();
    clock.setBy(24 * hour);
    expect(await after(0)).toEqual(["atMost", "date"]);
    expect(await after(2 * hour - 1)).toEqual(["atMost", "date"]);
    expect(await after(2 * hour)).toEqual(["atMost", "date", "exact"]);
  });

  it("back: lengths of time end as they would have, dates wait for their date", async () => {
    const { clock, after } = await start();
    clock.setBy(-hour);
    expect(await after(2 * hour - 1)).toEqual([]);
    expect(await after(2 * hour)).toEqual(["atMost", "exact"]);
    expect(await after(3 * hour)).toEqual(["atMost", "date", "exact"]);
  });

  it("forward by mistake and back again: as if nothing had been", async () => {
    const { clock, after } = await start();
    clock.setBy(hour);
    await after(1_000);
    clock.setBy(-hour);
    expect(await after(2 * hour - 1)).toEqual([]);
    expect(await after(2 * hour)).toEqual(["atMost", "date", "exact"]);
  });
});

describe("a deadline of eight hours", () => {
  it.each([["forward", 24 * hour], ["back", -24 * hour]])("lasts eight hours, also when the clock is set %s", async (_, ms) => {
    const clock = new SetClock();
    const made = (app = await makeTestApp({ clock }));
    await publishTest(made, { forms: [reportForm], flows: [reportFlow] });
    const reply = await made.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form: reportForm.id, data: { what: "x" } } });
    expect(reply.statusCode).toBe(201);
    await made.settle();
    const overdue = async (): Promise<number> => (await made.store.all<{ n: number }>({ sql: "select count(*) as n from notices where topic = 'task.overdue'", bindings: [] }))[0]?.n ?? -1;
    clock.advance(hour);
    clock.setBy(ms);
    await made.settle();
    clock.advance(7 * hour - 1);
    await made.settle();
    expect(await overdue()).toBe(0);
    clock.advance(1);
    await made.settle();
    expect(await overdue()).toBeGreaterThan(0);
    const once = await overdue();
    await made.settle();
    expect(await overdue()).toBe(once);
  });
});
