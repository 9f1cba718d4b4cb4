import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GroupCommit } from "./groupCommit.ts";
import { SqliteConnection } from "./sqliteConnection.ts";
import { StorageFault } from "./storageFault.ts";

let folder: string;
let connection: SqliteConnection;
let commits: GroupCommit;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "safeloop-group-"));
  connection = new SqliteConnection(join(folder, "t.sqlite"));
  connection.db.exec("create table t (k text primary key, v text)");
  commits = groupOn();
});
afterEach(async () => {
  await commits.close();
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

function groupOn(changes: { readonly exec?: (sql: string) => void; readonly stuckAfterMs?: number } = {}): GroupCommit {
  const exec = (sql: string): void => {
    changes.exec?.(sql);
    connection.exec(sql);
  };
  return new GroupCommit({ rows: (q) => connection.rows(q), change: (q) => connection.change(q), exec, inTransaction: () => connection.db.inTransaction }, changes.stuckAfterMs === undefined ? {} : { stuckAfterMs: changes.stuckAfterMs });
}

const put = (k: string, v = "x") => ({ sql: "insert into t (k, v) values (?, ?)", bindings: [k, v] });
const stored = (): string[] => (connection.rows({ sql: "select k from t order by k", bindings: [] }) as { k: string }[]).map((row) => row.k);
/** A page limit makes SQLite say SQLITE_FULL, which throws the whole transaction away. */
const limitPages = (pages: number): void => void connection.db.pragma(`max_page_count = ${pages}`);
const pages = (): number => connection.db.pragma("page_count", { simple: true }) as number;

it("puts units that arrive together into one transaction", async () => {
  const statements: string[] = [];
  commits = groupOn({ exec: (sql) => void statements.push(sql) });
  await Promise.all(Array.from({ length: 100 }, (_, n) => commits.unit((tx) => tx.run(put(`k${n}`)))));
  expect(statements.filter((one) => one === "commit").length).toBe(2);
  expect(stored().length).toBe(100);
});

it("takes no savepoint while nothing fails, nor for a unit refused before it wrote", async () => {
  const statements: string[] = [];
  commits = groupOn({ exec: (sql) => void statements.push(sql) });
  const results = await Promise.allSettled([
    commits.unit((tx) => tx.run(put("a"))),
    commits.unit(async (tx) => {
      await tx.first({ sql: "select 1 as one", bindings: [] });
      throw new Error("refused");
    }),
    commits.unit((tx) => tx.run(put("b"))),
  ]);
  expect(results.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(statements).toEqual(["begin immediate", "commit"]);
  expect(stored()).toEqual(["a", "b"]);
});

it("runs the others again when a unit fails after it wrote, and runs the failed one once", async () => {
  const ran: string[] = [];
  const unit = (name: string, fails: boolean): Promise<string> =>
    commits.unit(async (tx) => {
      ran.push(name);
      await tx.run(put(name));
      tx.afterCommit(() => ran.push(`told ${name}`));
      if (fails) throw new Error("refused");
      return name;
    });
  const results = await Promise.allSettled([unit("a", false), unit("b", true), unit("c", false)]);
  expect(results.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(ran).toEqual(["a", "b", "a", "c", "told a", "told c"]);
  expect(stored()).toEqual(["a", "c"]);
});

it("refuses every unit of the batch when the disk is full, and stores none of them", async () => {
  limitPages(pages() + 2);
  const results = await Promise.allSettled([
    commits.unit((tx) => tx.run(put("before"))),
    commits.unit((tx) => tx.run(put("big", "y".repeat(100_000)))),
    commits.unit((tx) => tx.run(put("after"))),
  ]);
  expect(results.map((one) => one.status)).toEqual(["rejected", "rejected", "rejected"]);
  for (const one of results) expect((one as PromiseRejectedResult).reason).toMatchObject({ name: "StorageFault", reason: "full" });
  expect(stored()).toEqual([]);
  limitPages(1_000_000);
  await commits.unit((tx) => tx.run(put("later")));
  expect(stored()).toEqual(["later"]);
});

it("refuses the batch also when the unit swallowed the full disk and went on writing", async () => {
  limitPages(pages() + 2);
  const results = await Promise.allSettled([
    commits.unit(async (tx) => {
      await tx.run(put("big", "y".repeat(100_000))).catch(() => undefined);
      await tx.run(put("small")).catch(() => undefined);
      return "done";
    }),
    commits.unit((tx) => tx.run(put("after"))),
  ]);
  expect(results.map((one) => one.status)).toEqual(["rejected", "rejected"]);
  expect(stored()).toEqual([]);
});

it("acknowledges nothing when the commit itself fails", async () => {
  let failing = true;
  commits = groupOn({
    exec: (sql) => {
      if (sql === "commit" && failing) throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
    },
  });
  const ran: string[] = [];
  const unit = commits.unit(async (tx) => {
    tx.afterCommit(() => ran.push("after"));
    await tx.run(put("a"));
  });
  await expect(unit).rejects.toMatchObject({ reason: "io" });
  expect([stored(), ran]).toEqual([[], []]);
  failing = false;
  await commits.unit((tx) => tx.run(put("b")));
  expect(stored()).toEqual(["b"]);
});

it("gives up a unit that awaits something else than its tx, and goes on with the others", async () => {
  commits = groupOn({ stuckAfterMs: 30 });
  const stuck = commits.unit(async (tx) => {
    await tx.run(put("stuck"));
    await new Promise(() => undefined);
  });
  const next = commits.unit((tx) => tx.run(put("next")));
  await expect(stuck).rejects.toBeInstanceOf(StorageFault);
  await next;
  expect(stored()).toEqual(["next"]);
});

it("refuses a unit that ended while one of its statements still ran", async () => {
  const slow = new GroupCommit({
    rows: async (q) => {
      await new Promise((resolve) => setImmediate(resolve));
      return connection.rows(q);
    },
    change: async (q) => {
      await new Promise((resolve) => setImmediate(resolve));
      return connection.change(q);
    },
    exec: (sql) => connection.exec(sql),
    inTransaction: () => connection.db.inTransaction,
  });
  const unit = slow.unit(async (tx) => {
    void tx.run(put("forgotten")).catch(() => undefined);
  });
  await expect(unit).rejects.toThrow(/an `await` is missing/);
  await slow.close();
});

it("keeps exactly the units that were not refused, whatever the mix (law)", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ writes: fc.array(fc.nat(9), { maxLength: 4 }), throws: fc.boolean() }), { maxLength: 90 }), async (plan) => {
      run += 1;
      const kept = new Set<string>();
      // The same decision by hand, one unit after the other.
      for (const { writes, throws } of plan) {
        const keys = writes.map((n) => `r${run}-${n}`);
        const clash = throws || new Set(keys).size < keys.length || keys.some((key) => kept.has(key));
        if (!clash) for (const key of keys) kept.add(key);
      }
      await Promise.allSettled(
        plan.map(({ writes, throws }) =>
          commits.unit(async (tx) => {
            for (const n of writes) await tx.run(put(`r${run}-${n}`));
            if (throws) throw new Error("refused");
          }),
        ),
      );
      expect(stored().filter((key) => key.startsWith(`r${run}-`))).toEqual([...kept].sort());
    }),
    { numRuns: 60 },
  );
});
