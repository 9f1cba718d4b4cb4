import type { Effect } from "@safeloop/engine";
import { afterEach, describe, expect, it } from "vitest";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { maxTries } from "./outbox.ts";

let app: TestApp;
afterEach(async () => app?.close());

const notify = (key: string): Effect => ({ kind: "notify", key, people: ["p-worker"], topic: "t", message: { zh: "消息", en: "message" } });
const setField = (key: string): Effect => ({ kind: "setField", key, field: "a", value: 1 });
const enqueue = (...effects: Effect[]) => app.store.unit((tx) => app.ctx.effects.enqueue(tx, "tenant-a", effects));
const states = async (): Promise<string[]> => (await app.store.all<{ key: string; state: string }>({ sql: "select key, state from outbox order by id", bindings: [] })).map((row) => `${row.key} ${row.state}`);

describe.each(await testDrivers())("effects on %s", (driver) => {
  it("are carried out after the commit, once a key", async () => {
    app = await makeTestApp({ driver, slices: [] });
    const done: string[] = [];
    app.ctx.effects.handle("notify", async (effect, tenantId) => void done.push(`${effect.key} ${tenantId}`));
    await enqueue(notify("a"), notify("b"));
    await enqueue(notify("a"));
    expect(done).toEqual([]);
    expect(await app.settle()).toBe(2);
    expect(done.sort()).toEqual(["a tenant-a", "b tenant-a"]);
    expect(await states()).toEqual(["a done", "b done"]);
  });

  it("of a refused unit never exist", async () => {
    app = await makeTestApp({ driver, slices: [] });
    const unit = app.store.unit(async (tx) => {
      await app.ctx.effects.enqueue(tx, "tenant-a", [notify("a")]);
      throw new Error("refused");
    });
    await expect(unit).rejects.toThrow("refused");
    expect(await states()).toEqual([]);
  });

  it("inside the transaction stand or fall with it, once a key", async () => {
    app = await makeTestApp({ driver, slices: [] });
    app.ctx.effects.handleInTransaction("setField", async (tx, effect) => void (await tx.run({ sql: "insert into meta (key, value) values (?, 'x')", bindings: [effect.key] })));
    await enqueue(setField("a"));
    await enqueue(setField("a"));
    await expect(app.store.unit(async (tx) => {
      await app.ctx.effects.enqueue(tx, "tenant-a", [setField("b")]);
      throw new Error("refused");
    })).rejects.toThrow("refused");
    expect((await app.store.all<{ key: string }>({ sql: "select key from meta", bindings: [] })).map((row) => row.key)).toEqual(["a"]);
  });

  it("that fail are tried again with growing pauses, then become dead letters that stay", async () => {
    app = await makeTestApp({ driver, slices: [] });
    let tries = 0;
    app.ctx.effects.handle("notify", async () => {
      tries += 1;
      throw new Error("gateway down");
    });
    await enqueue(notify("a"));
    await app.settle();
    expect(tries).toBe(1);
    app.clock.advance(1_999);
    await app.settle();
    expect(tries).toBe(1);
    app.clock.advance(1);
    await app.settle();
    expect(tries).toBe(2);
    for (let n = 0; n < 40; n += 1) {
      app.clock.advance(600_000);
      await app.settle();
    }
    expect([tries, await states(), await app.parts.outbox.deadLetters()]).toEqual([maxTries, ["a dead"], 1]);
    expect(await app.store.first({ sql: "select last_error from outbox", bindings: [] })).toEqual({ last_error: "gateway down" });
  });

  it("without a handler are not lost: they wait, and are carried out once there is one", async () => {
    app = await makeTestApp({ driver, slices: [] });
    await enqueue(notify("a"));
    await app.settle();
    expect(await states()).toEqual(["a pending"]);
    app.ctx.effects.handle("notify", async () => undefined);
    app.clock.advance(60_000);
    await app.settle();
    expect(await states()).toEqual(["a done"]);
  });

  it("that leave the house are held back in a restored copy, others not", async () => {
    app = await makeTestApp({ driver, slices: [] });
    app.ctx.effects.handle("notify", async () => undefined);
    app.ctx.effects.handle("raiseAlarm", async () => undefined);
    app.parts.outbox.hold(true);
    await enqueue(notify("a"), { kind: "raiseAlarm", key: "b", rule: "r" });
    await app.settle();
    expect(await states()).toEqual(["a pending", "b done"]);
    app.parts.outbox.hold(false);
    await app.settle();
    expect(await states()).toEqual(["a done", "b done"]);
  });
});
