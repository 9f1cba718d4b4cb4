import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import knex, { type Knex } from "knex";
import { testDatabaseUrl } from "../testing/testApp.ts";
import type { MigrationTarget } from "./migrate.ts";

/** An empty database of its own, to be brought to an earlier step of the schema and upgraded from there. */
export interface OldDatabase {
  readonly db: Knex;
  readonly target: MigrationTarget;
  close(): Promise<void>;
}

/** `driver` is "sqlite" or "postgres"; `name` keeps two test files apart. */
export async function openOldDatabase(driver: string, name: string): Promise<OldDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "safeloop-migrate-"));
  const file = join(folder, "safeloop.sqlite");
  const schema = `${name}_${process.pid}`;
  const isPostgres = driver === "postgres";
  const db = isPostgres ? knex({ client: "pg", connection: { connectionString: testDatabaseUrl, options: `-c search_path=${schema}` } }) : knex({ client: "better-sqlite3", connection: { filename: file }, useNullAsDefault: true });
  if (isPostgres) await db.raw(`create schema ${schema}`);
  return {
    db, target: isPostgres ? { dialect: "postgres", url: testDatabaseUrl, schema } : { dialect: "sqlite", file },
    close: async () => {
      if (isPostgres) await db.raw(`drop schema ${schema} cascade`);
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
