import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, Tx } from "../context.ts";
import { makeTestStore, testDrivers, type TestStore } from "../testing/testApp.ts";

const put = (key: string, value: string): { sql: string; bindings: unknown[] } => ({ sql: "insert into meta (key, value) values (?, ?)", bindings: [key, value] });
const keys = async (store: Store): Promise<string[]> => (await store.all<{ key: string }>({ sql: "select key from meta order by key", bindings: [] })).map((row) => row.key);

describe.each(await testDrivers())("the store on %s", (driver) => {
  let made: TestStore;
  let store: Store;

  beforeEach(async () => {
    made = await makeTestStore(driver);
    store = made.store;
  });
  afterEach(() => made.remove());

  it("keeps what a unit wrote and gives back what it returned", async () => {
    const answer = await store.unit(async (tx) => {
      await tx.run(put("a", "1"));
      return tx.first<{ value: string }>({ sql: "select value from meta where key = ?", bindings: ["a"] });
    });
    expect(answer).toEqual({ value: "1" });
    expect(await keys(store)).toEqual(["a"]);
  });

  it("leaves nothing of a refused unit and everything of its neighbours", async () => {
    const units = Array.from({ length: 40 }, (_, n) =>
      store.unit(async (tx) => {
        await tx.run(put(`k${String(n).padStart(2, "0")}`, "x"));
        if (n % 5 === 0) throw new Error(`refused ${n}`);
        return n;
      }),
    );
    const results = await Promise.allSettled(units);
    expect(results.filter((one) => one.status === "rejected").map((one) => String((one).reason.message))).toEqual([0, 5, 10, 15, 20, 25, 30, 35].map((n) => `refused ${n}`));
    expect(await keys(store)).toEqual(Array.from({ length: 40 }, (_, n) => n).filter((n) => n % 5 !== 0).map((n) => `k${String(n).padStart(2, "0")}`));
  });

  it("refuses only the unit whose statement breaks a constraint", async () => {
    await store.unit((tx) => tx.run(put("taken", "1")));
    const results = await Promise.allSettled([
      store.unit((tx) => tx.run(put("before", "1"))),
      store.unit(async (tx) => {
        await tx.run(put("mine", "1"));
        await tx.run(put("taken", "2"));
      }),
      store.unit((tx) => tx.run(put("after", "1"))),
    ]);
    expect(results.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await keys(store)).toEqual(["after", "before", "taken"]);
  });

  it("refuses a unit that swallowed the error of a statement", async () => {
    await store.unit((tx) => tx.run(put("taken", "1")));
    const unit = store.unit(async (tx) => {
      await tx.run(put("taken", "2")).catch(() => undefined);
      await tx.run(put("later", "1")).catch(() => undefined);
      return "fine";
    });
    await expect(unit).rejects.toThrow(/UNIQUE|duplicate key/i);
    expect(await keys(store)).toEqual(["taken"]);
  });

  it("throws at a statement after the unit has ended, so that a forgotten await writes nothing", async () => {
    let escaped: Tx | undefined;
    await store.unit(async (tx) => {
      escaped = tx;
    });
    await expect(escaped?.run(put("late", "1"))).rejects.toThrow(/await/);
    expect(() => escaped?.afterCommit(() => undefined)).toThrow(/await/);
    expect(await keys(store)).toEqual([]);
  });

  it("runs after-commit work only for units that were kept", async () => {
    const ran: string[] = [];
    await Promise.allSettled([
      store.unit(async (tx) => {
        tx.afterCommit(() => ran.push("kept"));
        await tx.run(put("a", "1"));
      }),
      store.unit(async (tx) => {
        tx.afterCommit(() => ran.push("refused"));
        await tx.run(put("b", "1"));
        throw new Error("no");
      }),
    ]);
    expect(ran).toEqual(["kept"]);
  });

  it("shows readers outside a unit committed data only", async () => {
    let seenInside = -1;
    await store.unit(async (tx) => {
      await tx.run(put("a", "1"));
      seenInside = (await keys(store)).length;
    });
    expect(seenInside).toBe(0);
    expect(await keys(store)).toEqual(["a"]);
  });

  it("serialises units that read, decide and write, so that no update is lost", async () => {
    await store.unit((tx) => tx.run(put("count", "0")));
    await Promise.all(
      Array.from({ length: 30 }, () =>
        store.unit(async (tx) => {
          const row = await tx.first<{ value: string }>({ sql: "select value from meta where key = 'count'", bindings: [] });
          await tx.run({ sql: "update meta set value = ? where key = 'count'", bindings: [String(Number(row?.value) + 1)] });
        }),
      ),
    );
    expect(await store.first({ sql: "select value from meta where key = 'count'", bindings: [] })).toEqual({ value: "30" });
  });

  it("runs built queries and text queries alike, with the same kinds of value in the rows", async () => {
    await store.unit(async (tx) => {
      await tx.run(store.qb("org_units").insert({ id: "t", tenant_id: "t", parent_id: null, level: "company", title_zh: "甲", title_en: "A", code: "A", created_at: 1_790_000_000_123 }));
      await tx.run(store.qb("areas").insert({ id: "a", tenant_id: "t", org_id: "t", code: "a?b", title_zh: "区", title_en: "area", risk: 2, created_at: 5 }));
    });
    expect(await store.first(store.qb("areas").where({ org_id: "t" }).select("id", "risk", "created_at", "bounds"))).toEqual({ id: "a", risk: 2, created_at: 5, bounds: null });
    expect(await store.first({ sql: "select created_at, 'a?' as mark from org_units where id = ?", bindings: ["t"] })).toEqual({ created_at: 1_790_000_000_123, mark: "a?" });
    expect(await store.first({ sql: "select count(*) as n, sum(risk) as risks from areas", bindings: [] })).toEqual({ n: 1, risks: 2 });
    expect(await store.unit((tx) => tx.all(store.qb("areas").where({ id: "a" }).update({ risk: 3 }).returning(["id", "risk"])))).toEqual([{ id: "a", risk: 3 }]);
  });

  it("counts changed rows, also where a statement returns rows", async () => {
    const counts = await store.unit(async (tx) => [
      await tx.run(put("a", "1")),
      await tx.run({ sql: "insert into meta (key, value) values (?, ?) on conflict (key) do nothing", bindings: ["a", "2"] }),
      await tx.run(store.qb("meta").where({ key: "a" }).update({ value: "3" }).returning("key")),
      await tx.run({ sql: "delete from meta where key = ?", bindings: ["none"] }),
    ]);
    expect(counts).toEqual([1, 0, 1, 0]);
  });

  it("binds booleans as 0/1 and dates as ISO text, and refuses what a table cannot hold", async () => {
    await store.unit((tx) => tx.run({ sql: "insert into meta (key, value) values ('t', ?)", bindings: [new Date(0)] }));
    expect(await store.first({ sql: "select value from meta where key = 't'", bindings: [] })).toEqual({ value: "1970-01-01T00:00:00.000Z" });
    await expect(store.unit((tx) => tx.run(put("u", undefined as unknown as string)))).rejects.toThrow(/undefined/);
    await expect(store.unit((tx) => tx.run(put("o", { a: 1 } as unknown as string)))).rejects.toThrow(/JSON is bound as text/);
  });

  it("refuses builder queries that are executed by themselves", async () => {
    await expect(Promise.resolve(store.qb("meta").select("*"))).rejects.toThrow();
  });

  it("takes no more units once closed, and finishes those it has", async () => {
    const running = store.unit((tx) => tx.run(put("a", "1")));
    const closing = store.close();
    await expect(store.unit((tx) => tx.run(put("b", "1")))).rejects.toThrow(/closed/);
    expect(await running).toBe(1);
    await closing;
  });
});
