import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BetterSqliteStore } from "./betterSqliteStore.ts";
import { Checkpointer } from "./checkpointer.ts";
import { SqliteConnection } from "./sqliteConnection.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "safeloop-checkpoint-"));
  file = join(folder, "store.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = "x".repeat(3_000);
const create = { sql: "create table t (id integer primary key, v text)", bindings: [] };
const insert = (id: number) => ({ sql: "insert into t values (?, ?)", bindings: [id, text] });
const turn = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A writer whose own checkpoints are counted. */
function watched(writer: SqliteConnection): { readonly auto: number[]; readonly own: () => number; readonly hooks: ConstructorParameters<typeof Checkpointer>[1] } {
  const auto: number[] = [];
  let own = 0;
  return {
    auto, own: () => own,
    hooks: {
      autoCheckpoint: (frames) => (auto.push(frames), writer.autoCheckpoint(frames)),
      checkpoint: () => ((own += 1), writer.checkpoint()),
    },
  };
}

it("keeps the log short while rows are written without a pause; the writer copies only the rest", async () => {
  const writer = new SqliteConnection(file);
  writer.change(create);
  const { auto, own, hooks } = watched(writer);
  const checkpointer = new Checkpointer(file, hooks, () => undefined);
  for (let commit = 0; commit < 2_000; commit += 1) {
    writer.exec("begin immediate");
    for (let k = 0; k < 20; k += 1) writer.change(insert(commit * 20 + k));
    writer.exec("commit");
    checkpointer.committed();
    if (commit % 10 === 0) await turn(10); // some 40,000 pages in all: 160 MB of log if nobody copied it
  }
  const megabytes = statSync(`${file}-wal`).size / 1_048_576;
  await checkpointer.close();
  writer.close();
  expect(auto).toEqual([16_000]);
  expect(own()).toBeGreaterThan(0);
  expect(megabytes).toBeLessThan(80);
  const db = new Database(file, { readonly: true });
  expect(db.prepare("select count(*) as n, sum(length(v)) as length from t").get()).toEqual({ n: 40_000, length: 120_000_000 });
  db.close();
});

it("leaves it all to the writer when its thread cannot work", async () => {
  const writer = new SqliteConnection(file);
  const { auto, hooks } = watched(writer);
  const faults: string[] = [];
  const checkpointer = new Checkpointer(join(folder, "nowhere", "store.sqlite"), hooks, (error) => faults.push(error.message));
  for (let commit = 0; commit < 500; commit += 1) checkpointer.committed();
  while (auto.length === 0) await turn(10);
  expect(auto).toEqual([4_000]);
  expect(faults).toEqual(["Cannot open database because the directory does not exist"]);
  await checkpointer.close();
  writer.close();
});

it("leaves the file whole behind, with no thread that still holds it", async () => {
  const store = new BetterSqliteStore({ file });
  await store.unit((tx) => tx.run(create));
  for (let commit = 0; commit < 600; commit += 1) await store.unit((tx) => tx.run(insert(commit)));
  await turn(700);
  await store.close();
  expect(() => statSync(`${file}-wal`)).toThrow(/ENOENT/); // the last to close takes the log with it
});
