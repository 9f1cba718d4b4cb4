import type { Query, Store, StorePlace, Tx } from "../context.ts";
import { queryBuilder } from "./builder.ts";
import { Checkpointer, type CheckpointPace } from "./checkpointer.ts";
import { GroupCommit, type GroupCommitOptions } from "./groupCommit.ts";
import { SqliteConnection, type Synchronous } from "./sqliteConnection.ts";

export interface BetterSqliteOptions extends GroupCommitOptions {
  readonly file: string;
  readonly synchronous?: Synchronous;
  readonly checkpoints?: CheckpointPace;
  /** Told when something that works beside the store has failed; the store itself goes on. */
  readonly onFault?: (error: Error) => void;
}

/** The default store: better-sqlite3 executes directly, Knex only builds. Reads go to a second, read-only connection. */
export class BetterSqliteStore implements Store {
  readonly dialect = "sqlite" as const;
  readonly place: StorePlace;
  readonly qb = queryBuilder("sqlite");
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection;
  readonly #commits: GroupCommit;
  readonly #checkpointer: Checkpointer;

  constructor(options: BetterSqliteOptions) {
    this.place = { kind: "better-sqlite3", file: options.file };
    const synchronous = options.synchronous ?? "FULL";
    this.#writer = new SqliteConnection(options.file, { synchronous });
    this.#reader = new SqliteConnection(options.file, { readonly: true, synchronous });
    const writer = this.#writer;
    this.#checkpointer = new Checkpointer(options.file, { autoCheckpoint: (frames) => writer.autoCheckpoint(frames), checkpoint: () => writer.checkpoint() }, options.onFault ?? (() => undefined), options.checkpoints);
    this.#commits = new GroupCommit(
      { rows: (query) => writer.rows(query), change: (query) => writer.change(query), exec: (sql) => writer.exec(sql), inTransaction: () => writer.db.inTransaction, committed: () => this.#checkpointer.committed() },
      options,
    );
  }

  async all<R>(query: Query): Promise<R[]> {
    return this.#reader.rows(query) as R[];
  }

  async first<R>(query: Query): Promise<R | undefined> {
    return this.#reader.rows(query)[0] as R | undefined;
  }

  unit<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.unit(unit);
  }

  /** Copies the live database to `file`; the copy is consistent and includes everything committed when it ends. */
  async backup(file: string): Promise<void> {
    await this.#reader.db.backup(file);
  }

  async close(): Promise<void> {
    await this.#commits.close();
    await this.#checkpointer.close();
    this.#reader.close();
    this.#writer.close();
  }
}
