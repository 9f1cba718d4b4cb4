import Database from "better-sqlite3";
import type { Query } from "../context.ts";
import { nativeQuery } from "./query.ts";

/** How far a commit reaches before it is acknowledged. Only FULL survives a power cut. */
export type Synchronous = "FULL" | "NORMAL";

const kept = 500; // prepared statements per connection; far more than the hot paths use

/** One better-sqlite3 connection with its prepared statements. */
export class SqliteConnection {
  readonly db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string, options: { readonly readonly?: boolean; readonly synchronous?: Synchronous } = {}) {
    this.db = new Database(file, options.readonly ? { readonly: true } : {});
    if (!options.readonly) this.db.pragma("journal_mode = WAL");
    this.db.pragma(`synchronous = ${options.synchronous ?? "FULL"}`);
    this.db.pragma("foreign_keys = ON");
    this.db.pragma("busy_timeout = 5000");
    // 64 MB of pages: with a million ended flows the indexes a decision touches no longer fit in the 16 of the default.
    this.db.pragma("cache_size = -65536");
    // Savepoints keep their undo pages in memory instead of a temporary file.
    this.db.pragma("temp_store = MEMORY");
    // A checkpoint each 16 MB of log instead of 4: it copies each page once more and syncs twice.
    if (!options.readonly) this.autoCheckpoint(4_000);
  }

  rows(query: Query): unknown[] {
    const { sql, bindings } = nativeQuery(query);
    const statement = this.#prepared(sql);
    if (statement.reader) return statement.all(...bindings);
    statement.run(...bindings);
    return [];
  }

  change(query: Query): number {
    const { sql, bindings } = nativeQuery(query);
    const statement = this.#prepared(sql);
    return statement.reader ? statement.all(...bindings).length : statement.run(...bindings).changes;
  }

  exec(sql: string): void {
    this.#prepared(sql).run();
  }

  /** From how many frames of log on a commit checkpoints by itself. */
  autoCheckpoint(frames: number): void {
    this.db.pragma(`wal_autocheckpoint = ${frames}`);
  }

  /** Copies what the log still holds into the database, as far as no reader needs it there. */
  checkpoint(): void {
    this.db.pragma("wal_checkpoint(PASSIVE)");
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    const oldest = this.#statements.size >= kept ? this.#statements.keys().next().value : undefined;
    if (oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }
}
