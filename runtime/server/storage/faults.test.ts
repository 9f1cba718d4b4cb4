import { afterEach, describe, expect, it } from "vitest";
import pg from "pg";
import type { MakeSlice, Store } from "../context.ts";
import { call } from "../testing/asPerson.ts";
import { hasPostgres, makeTestApp, makeTestStore, type TestApp, testDatabaseUrl } from "../testing/testApp.ts";
import { StorageFault } from "./storageFault.ts";

let app: TestApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const put = (key: string, value: string) => ({ sql: "insert into meta (key, value) values (?, ?)", bindings: [key, value] });

const notes: MakeSlice = () => ({
  name: "notes",
  routes: [{ method: "POST", url: "/api/v1/notes", summary: "note", policy: { kind: "session" }, handler: (req) => req.unit(async (tx) => {
    const { key, size } = req.body as { key: string; size: number };
    await tx.run(put(key, "y".repeat(size)));
    return { status: 201, body: { key } };
  }) }],
});

/** A page limit on the writer is what a full disk looks like to SQLite. */
async function limitPages(store: Store, pages: number): Promise<void> {
  await store.unit(async (tx) => void (await tx.all({ sql: `pragma max_page_count = ${pages}`, bindings: [] })));
}

describe("a full disk", () => {
  it("answers 507, acknowledges nothing, keeps reading, and takes writes again when there is room, without a restart", async () => {
    app = await makeTestApp({ slices: [notes] });
    const pages = (await app.store.first<{ page_count: number }>({ sql: "pragma page_count", bindings: [] }))?.page_count ?? 0;
    const made = app;
    const write = (key: string, size: number) => call(made, "worker", "POST", "/notes", { key, size }, { "idempotency-key": key });
    expect((await write("before", 10)).status).toBe(201);
    await limitPages(app.store, pages + 4);
    const refused = await write("big", 200_000);
    expect([refused.status, refused.code, refused.headers["content-type"]]).toEqual([507, "STORAGE_FULL", "application/problem+json; charset=utf-8"]);
    expect((await app.store.all({ sql: "select key from meta", bindings: [] })).length).toBe(1);
    expect((await app.http.inject({ url: "/readyz" })).statusCode).toBe(200);
    await limitPages(app.store, 10_000_000);
    expect((await write("big", 200_000)).status).toBe(201);
    expect((await write("big", 200_000)).headers["idempotency-replayed"]).toBe("true");
  });
});

describe.skipIf(!(await hasPostgres()))("a lost PostgreSQL connection", () => {
  it("refuses what was under way, leaves nothing of it, and the pool recovers by itself", async () => {
    const { store, remove } = await makeTestStore("postgres");
    try {
      const lost = store.unit(async (tx) => {
        await tx.run(put("lost", "x"));
        const pid = (await tx.first<{ pid: number }>({ sql: "select pg_backend_pid() as pid", bindings: [] }))?.pid;
        const other = new pg.Client({ connectionString: testDatabaseUrl });
        await other.connect();
        await other.query("select pg_terminate_backend($1)", [pid]);
        await other.end();
        await tx.run(put("more", "x"));
      });
      await expect(lost).rejects.toBeInstanceOf(StorageFault);
      await store.unit((tx) => tx.run(put("next", "x")));
      expect(await store.all({ sql: "select key from meta", bindings: [] })).toEqual([{ key: "next" }]);
    } finally {
      await remove();
    }
  });

  it("while idle does not end the process", async () => {
    const { store, remove } = await makeTestStore("postgres");
    try {
      const { pid } = (await store.first<{ pid: number }>({ sql: "select pg_backend_pid() as pid", bindings: [] })) ?? { pid: 0 };
      const other = new pg.Client({ connectionString: testDatabaseUrl });
      await other.connect();
      await other.query("select pg_terminate_backend($1)", [pid]);
      await other.end();
      // The pool may hand the dead connection out once more; the answer is then a fault, never a crash.
      const tries = await Promise.allSettled([store.first({ sql: "select 1 as n", bindings: [] })]);
      for (const one of tries) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(StorageFault);
      expect(await store.first({ sql: "select 1 as n", bindings: [] })).toEqual({ n: 1 });
    } finally {
      await remove();
    }
  });
});
