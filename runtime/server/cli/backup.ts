import { spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Config } from "../config/config.ts";
import { productVersion } from "../ops/version.ts";
import { databaseFile } from "../startServer.ts";
import { CliFault } from "./cliFault.ts";

/** What a backup folder says of itself. */
export interface Manifest {
  readonly product: "safeloop";
  readonly version: string;
  readonly at: string;
  readonly database: "sqlite" | "postgres";
}

/** The parts of the data folder that belong to a backup besides the database. Attachments are immutable, so they are copied after it. */
export const folders = ["files", "keys", "audit", "calendars"] as const;

export function isEmptyFolder(path: string): boolean {
  return !existsSync(path) || readdirSync(path).length === 0;
}

/** Runs pg_dump or pg_restore; the address goes by environment, not by the list of processes. */
export function runPostgresTool(tool: "pg_dump" | "pg_restore", args: readonly string[], url: string): Promise<void> {
  const { username, password, hostname, port, pathname } = new URL(url);
  const env = { ...process.env, PGHOST: hostname, PGPORT: port || "5432", PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password), PGDATABASE: pathname.slice(1) };
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { env, stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", () => reject(new CliFault(`${tool} was not found; install the PostgreSQL client programs.`)));
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new CliFault(`${tool} ended with ${code}; nothing of the server was changed.`))));
  });
}

async function copyDatabase(config: Config, target: string): Promise<Manifest["database"]> {
  if (config.databaseUrl !== undefined) {
    await runPostgresTool("pg_dump", ["--format=custom", `--file=${join(target, "postgres.dump")}`], config.databaseUrl);
    return "postgres";
  }
  const file = databaseFile(config.dataDir);
  if (!existsSync(file)) throw new CliFault(`There is no database in ${config.dataDir}. Set DATA_DIR to the folder of the server.`);
  const db = new Database(file, { readonly: true });
  try {
    await db.backup(join(target, "safeloop.sqlite"));
  } finally {
    db.close();
  }
  return "sqlite";
}

function syncFolder(path: string): void {
  const fd = openSync(path, "r");
  fsyncSync(fd);
  closeSync(fd);
}

/**
 * Copies a live installation to `target`, which must be empty: database,
 * attachments, audit keys and checkpoints. The manifest is written last; a
 * folder without one is no backup.
 */
export async function backup(config: Config, target: string, now: number): Promise<Manifest> {
  if (!isEmptyFolder(target)) throw new CliFault(`${target} is not empty. Name a new folder for each backup.`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const database = await copyDatabase(config, target);
  for (const name of folders) {
    const from = join(config.dataDir, name);
    if (existsSync(from)) cpSync(from, join(target, name), { recursive: true, filter: (path) => !path.includes("/files/incoming/") });
  }
  const manifest: Manifest = { product: "safeloop", version: productVersion, at: new Date(now).toISOString(), database };
  writeFileSync(join(target, "manifest.json"), JSON.stringify(manifest, null, 2), { mode: 0o600 });
  syncFolder(target);
  return manifest;
}
