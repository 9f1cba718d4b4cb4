import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { heldKey } from "../background.ts";
import type { Config } from "../config/config.ts";
import { databaseFile, storeOptionsOf } from "../startServer.ts";
import { lockDataDir } from "../storage/dataDirLock.ts";
import { writeMeta } from "../storage/meta.ts";
import { openMigratedStore } from "../storage/openStore.ts";
import { folders, isEmptyFolder, type Manifest, runPostgresTool } from "./backup.ts";
import { CliFault } from "./cliFault.ts";

function readManifest(source: string): Manifest {
  const file = join(source, "manifest.json");
  if (!existsSync(file)) throw new CliFault(`${source} is no complete backup: it has no manifest.json.`);
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  if (manifest.product !== "safeloop") throw new CliFault(`${source} is not a Safeloop backup.`);
  return manifest;
}

function clear(dataDir: string): void {
  for (const name of ["safeloop.sqlite", "safeloop.sqlite-wal", "safeloop.sqlite-shm", "files", "keys", "audit", "demo-accounts.json"]) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** Calendars of the new place stay where the backup has none. */
function replaceFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

/** `server.lock` alone does not make a folder used. */
function holdsData(dataDir: string): boolean {
  return existsSync(databaseFile(dataDir)) || ["files", "keys", "audit"].some((name) => !isEmptyFolder(join(dataDir, name)));
}

/**
 * Puts a backup into DATA_DIR (and DATABASE_URL). Refuses a folder that holds
 * data unless forced, and one in use always. The copy sends no notices,
 * webhooks or messages until `release`.
 */
export async function restore(config: Config, source: string, force: boolean): Promise<Manifest> {
  const manifest = readManifest(source);
  if ((manifest.database === "postgres") !== (config.databaseUrl !== undefined)) throw new CliFault(`The backup is of ${manifest.database}; ${manifest.database === "postgres" ? "set" : "unset"} DATABASE_URL for it.`);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(config.dataDir);
  try {
    if (holdsData(config.dataDir) && !force) throw new CliFault(`${config.dataDir} is not empty. Restore into a new folder, or add --force to replace what is there.`);
    clear(config.dataDir);
    for (const name of folders) if (existsSync(join(source, name))) replaceFolder(join(source, name), join(config.dataDir, name));
    if (config.databaseUrl === undefined) cpSync(join(source, "safeloop.sqlite"), databaseFile(config.dataDir));
    else await runPostgresTool("pg_restore", ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname", new URL(config.databaseUrl).pathname.slice(1), join(source, "postgres.dump")], config.databaseUrl);
    await hold(config, true);
  } finally {
    unlock();
  }
  return manifest;
}

async function hold(config: Config, held: boolean): Promise<void> {
  const { store } = await openMigratedStore(storeOptionsOf(config));
  try {
    await store.unit((tx) => writeMeta(tx, heldKey, held ? "1" : "0"));
  } finally {
    await store.close();
  }
}

/** Lets a restored copy send again. A running server notices within ten seconds. */
export function release(config: Config): Promise<void> {
  return hold(config, false);
}
