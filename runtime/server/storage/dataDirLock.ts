import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Another server works on this data folder. */
export class DataDirInUse extends Error {
  constructor(dataDir: string) {
    super(`DATA_DIR ${dataDir} is in use by another Safeloop. Stop that one, or give this one a folder of its own.`);
    this.name = "DataDirInUse";
  }
}

/**
 * Holds the data folder for this process. The lock is the operating system's
 * on a small SQLite file, so a killed process leaves none behind.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new Database(join(dataDir, "server.lock"), { timeout: 0 });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    db.exec("begin exclusive");
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") throw new DataDirInUse(dataDir);
    throw error;
  }
  return () => db.close();
}
