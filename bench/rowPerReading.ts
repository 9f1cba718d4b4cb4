import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { LoggedReading } from "../runtime/server/readings/loggedReading.ts";

/** The peer everybody has: a table with one row a reading under its key, in a file with the same settings as ours. */
export class RowPerReading {
  readonly #folder = mkdtempSync(join(tmpdir(), "safeloop-rows-"));
  readonly #db = new Database(join(this.#folder, "rows.sqlite"));
  readonly #insert: Database.Statement;
  readonly #hour: Database.Statement;
  readonly #minutes: Database.Statement;

  constructor() {
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "wal_autocheckpoint = 4000"]) this.#db.pragma(pragma);
    this.#db.exec("create table readings (tag integer not null, ts integer not null, v real, q integer not null, primary key (tag, ts)) without rowid");
    this.#insert = this.#db.prepare("insert into readings (tag, ts, v, q) values (?, ?, ?, ?)");
    this.#hour = this.#db.prepare("select ts, v, q from readings where tag = ? and ts >= ? and ts < ? order by ts");
    this.#minutes = this.#db.prepare("select ts / 60000 as minute, min(v) as min, max(v) as max, sum(v) as sum, count(*) as n from readings where tag = ? and ts >= ? and ts < ? group by 1 order by 1");
  }

  append(readings: readonly LoggedReading[]): void {
    this.#db.transaction(() => {
      for (const { tagNo, ts, v, q } of readings) this.#insert.run(tagNo, ts, v, q);
    })();
  }

  hour(tagNo: number, from: number, to: number): unknown[] {
    return this.#hour.all(tagNo, from, to);
  }

  minutes(tagNo: number, from: number, to: number): unknown[] {
    return this.#minutes.all(tagNo, from, to);
  }

  /** Bytes of the file once the log is copied into it. */
  get size(): number {
    this.#db.pragma("wal_checkpoint(TRUNCATE)");
    return statSync(join(this.#folder, "rows.sqlite")).size;
  }

  remove(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
