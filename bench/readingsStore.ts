import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { BlockStore } from "../runtime/server/readings/blockStore.ts";
import type { LoggedReading } from "../runtime/server/readings/loggedReading.ts";
import { ReadingLog } from "../runtime/server/readings/readingLog.ts";
import { RecentReadings } from "../runtime/server/readings/recentReadings.ts";
import { sealReadings } from "../runtime/server/readings/sealReadings.ts";
import { BetterSqliteStore, migrate } from "../runtime/server/storage/index.ts";

/** Our store of readings as the live engine uses it, on a fresh SQLite file with `synchronous=FULL`. */
export class ReadingsStore {
  readonly recent = new RecentReadings();
  readonly blocks: BlockStore;
  readonly #log = new ReadingLog("t1");
  #seq = 0;

  private constructor(
    readonly store: BetterSqliteStore,
    readonly folder: string,
  ) {
    this.blocks = new BlockStore(store, "t1");
  }

  static async open(): Promise<ReadingsStore> {
    const folder = mkdtempSync(join(tmpdir(), "safeloop-readings-"));
    const file = join(folder, "safeloop.sqlite");
    await migrate({ dialect: "sqlite", file });
    return new ReadingsStore(new BetterSqliteStore({ file, synchronous: "FULL" }), folder);
  }

  /** Resolves when the batch is committed. */
  async append(readings: readonly LoggedReading[], at: number): Promise<void> {
    this.#seq += 1;
    await this.store.unit((tx) => this.#log.append(tx, this.#seq, at, readings));
    this.recent.add(readings, at);
  }

  /** Seals what was received before `cut` and takes it out of the log. */
  async seal(cut: number): Promise<void> {
    const sealed = await this.#log.lastBefore(this.store, cut);
    await sealReadings(this.store, this.blocks, this.recent, cut);
    await this.store.unit((tx) => this.#log.prune(tx, sealed + 1));
  }

  /** Bytes of the tables and indexes of sealed blocks in the file, page overhead and free room in pages included; and of the file. Closes the store. */
  async close(): Promise<{ readonly blocks: number; readonly file: number }> {
    await this.store.close();
    const file = join(this.folder, "safeloop.sqlite");
    const db = new Database(file);
    db.pragma("wal_checkpoint(TRUNCATE)");
    const row = db.prepare("select sum(pgsize) as n from dbstat where name in (select name from sqlite_schema where tbl_name = 'reading_blocks')").get() as { n: number };
    db.close();
    return { blocks: row.n, file: statSync(file).size };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
