import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import knex, { type Knex } from "knex";
import type { Migration } from "./migration.ts";
import { migrations } from "./migrations/index.ts";

/** The database was written by a newer Safeloop; starting on it could lose what it added. */
export class NewerDatabase extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(`This database was written by a newer Safeloop (it has ${unknown.join(", ")}). Start that version, or restore a backup made before the upgrade.`);
    this.name = "NewerDatabase";
  }
}

export type MigrationTarget =
  | { readonly dialect: "sqlite"; readonly file: string; readonly client?: "better-sqlite3" | "sqlite3" }
  | { readonly dialect: "postgres"; readonly url: string; readonly schema?: string };

function connect(target: MigrationTarget): Knex {
  if (target.dialect === "sqlite") {
    return knex({ client: target.client ?? "better-sqlite3", useNullAsDefault: true, connection: { filename: target.file }, pool: { min: 1, max: 1 } });
  }
  return knex({ client: "pg", connection: { connectionString: target.url, ...(target.schema ? { options: `-c search_path=${target.schema}` } : {}) } as Knex.PgConnectionConfig, pool: { min: 0, max: 2 } });
}

function sourceOf(list: readonly Migration[]): Knex.MigrationSource<Migration> {
  return {
    getMigrations: async () => [...list],
    getMigrationName: (migration) => migration.name,
    getMigration: async (migration) => ({ up: (db) => migration.up(db), down: (db) => migration.down(db) }),
  };
}

async function appliedNames(db: Knex): Promise<string[]> {
  if (!(await db.schema.hasTable("knex_migrations"))) return [];
  const rows = (await db("knex_migrations").select("name").orderBy("id")) as { name: string }[];
  return rows.map((row) => row.name);
}

/** Copies the database beside itself, checkpointed first, so that a failed upgrade can be undone by hand. */
async function backUp(db: Knex, file: string, last: string): Promise<string> {
  await db.raw("pragma wal_checkpoint(TRUNCATE)");
  const copy = join(dirname(file), "backups", `before-upgrade-from-${last}.sqlite`);
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(file, copy);
  return copy;
}

/**
 * Brings the schema to this version. Refuses a newer database, backs an
 * existing SQLite file up first, and runs each step in a transaction of its
 * own, so that a crash in between is continued by the next start.
 */
export async function migrate(target: MigrationTarget, list: readonly Migration[] = migrations): Promise<{ applied: readonly string[]; backup?: string }> {
  const existed = target.dialect === "sqlite" && existsSync(target.file);
  const db = connect(target);
  try {
    const before = await appliedNames(db);
    const known = new Set(list.map((migration) => migration.name));
    const unknown = before.filter((name) => !known.has(name));
    if (unknown.length > 0) throw new NewerDatabase(unknown);
    const missing = list.filter((migration) => !before.includes(migration.name));
    if (missing.length === 0) return { applied: [] };
    const backup = existed && before.length > 0 && target.dialect === "sqlite" ? await backUp(db, target.file, before.at(-1) ?? "empty") : undefined;
    // A process killed while migrating leaves Knex's lock row behind; the caller holds the data folder, so it is ours to clear.
    if (before.length > 0) await db.migrate.forceFreeMigrationsLock({ migrationSource: sourceOf(list) });
    // Steps may be written side by side, so a lower number may arrive later: order is by name, gaps are no fault.
    await db.migrate.latest({ migrationSource: sourceOf(list), disableMigrationsListValidation: true });
    return { applied: missing.map((migration) => migration.name), ...(backup ? { backup } : {}) };
  } finally {
    await db.destroy();
  }
}
