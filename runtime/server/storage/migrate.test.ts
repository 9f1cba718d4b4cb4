import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataDirInUse, lockDataDir } from "./dataDirLock.ts";
import { migrate, NewerDatabase } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { migrations } from "./migrations/index.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "safeloop-migrate-"));
  file = join(folder, "safeloop.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const target = () => ({ dialect: "sqlite" as const, file });
const table = (name: string): Migration => ({ name, up: async (db) => void (await db.schema.createTable(`t_${name}`, (t) => t.text("a"))), down: async (db) => void (await db.schema.dropTable(`t_${name}`)) });
const tables = (): string[] => {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare("select name from sqlite_master where type = 'table' and name like 't\\_%' escape '\\' order by name").all() as { name: string }[];
  db.close();
  return rows.map((row) => row.name);
};

it("applies what is missing, once, and says what", async () => {
  expect((await migrate(target(), [table("0001_a")])).applied).toEqual(["0001_a"]);
  expect((await migrate(target(), [table("0001_a"), table("0002_b")])).applied).toEqual(["0002_b"]);
  expect((await migrate(target(), [table("0001_a"), table("0002_b")])).applied).toEqual([]);
  expect(tables()).toEqual(["t_0001_a", "t_0002_b"]);
});

it("backs an existing database up before it changes it, and a new one not", async () => {
  expect((await migrate(target(), [table("0001_a")])).backup).toBeUndefined();
  const { backup } = await migrate(target(), [table("0001_a"), table("0002_b")]);
  expect(backup && existsSync(backup)).toBe(true);
  const db = new Database(backup ?? "", { readonly: true });
  expect(db.prepare("select count(*) as n from sqlite_master where name = 't_0002_b'").get()).toEqual({ n: 0 });
  db.close();
});

it("refuses a database of a newer version and leaves it as it was", async () => {
  await migrate(target(), [table("0001_a"), table("0002_b")]);
  await expect(migrate(target(), [table("0001_a")])).rejects.toThrow(NewerDatabase);
  await expect(migrate(target(), [table("0001_a")])).rejects.toThrow(/0002_b.*Start that version/);
  expect(tables()).toEqual(["t_0001_a", "t_0002_b"]);
});

it("goes on where a failed or killed upgrade stopped", async () => {
  await migrate(target(), [table("0001_a")]);
  const broken: Migration = {
    ...table("0003_c"),
    up: async (db) => {
      await db.schema.createTable("t_half", (t) => t.text("a"));
      throw new Error("power gone");
    },
  };
  await expect(migrate(target(), [table("0001_a"), table("0002_b"), broken])).rejects.toThrow("power gone");
  expect(tables()).not.toContain("t_half");
  // A killed process leaves the migration lock behind.
  const db = new Database(file);
  db.exec("update knex_migrations_lock set is_locked = 1");
  db.close();
  await migrate(target(), [table("0001_a"), table("0002_b"), table("0003_c")]);
  expect(tables()).toEqual(["t_0001_a", "t_0002_b", "t_0003_c"]);
});

it("has numbered names in rising order, each once", () => {
  const names = migrations.map((one) => one.name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(names.every((name) => /^\d{4}_[a-z]\w+$/.test(name))).toBe(true);
});

it("can be taken back step by step to an empty database", async () => {
  await migrate(target());
  const knex = (await import("knex")).default({ client: "better-sqlite3", connection: { filename: file }, useNullAsDefault: true });
  for (const one of [...migrations].reverse()) await one.down(knex);
  const left = (await knex.raw("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'knex_%'")) as unknown[];
  await knex.destroy();
  expect(left).toEqual([]);
});

it("lets one process at a time work on a data folder", () => {
  const unlock = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(DataDirInUse);
  unlock();
  lockDataDir(folder)();
  expect(readdirSync(folder)).toContain("server.lock");
});
