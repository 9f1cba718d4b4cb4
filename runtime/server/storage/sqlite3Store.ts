import knex, { type Knex } from "knex";
import type { Query, Store, StorePlace, Tx } from "../context.ts";
import { queryBuilder } from "./builder.ts";
import { GroupCommit, type GroupConnection, type GroupCommitOptions } from "./groupCommit.ts";
import { nativeQuery } from "./query.ts";
import type { Synchronous } from "./sqliteConnection.ts";
import { StorageFault } from "./storageFault.ts";

/** What the `sqlite3` package hands out. */
interface RawConnection {
  all(sql: string, bindings: readonly unknown[], done: (error: Error | null, rows: unknown[]) => void): void;
  run(sql: string, bindings: readonly unknown[], done: (this: { changes: number }, error: Error | null) => void): void;
}

function rowsOn(raw: RawConnection, query: Query): Promise<unknown[]> {
  const { sql, bindings } = nativeQuery(query);
  return new Promise((resolve, reject) => raw.all(sql, bindings, (error, rows) => (error ? reject(error) : resolve(rows))));
}

function changeOn(raw: RawConnection, query: Query): Promise<number> {
  const { sql, bindings } = nativeQuery(query);
  if (/\breturning\b/i.test(sql)) return rowsOn(raw, query).then((rows) => rows.length);
  return new Promise((resolve, reject) =>
    raw.run(sql, bindings, function (error) {
      if (error) reject(error);
      else resolve(this.changes);
    }),
  );
}

/** Knex's own way to a connection of the pool; its types leave the client open. */
interface Pool {
  acquireConnection(): Promise<RawConnection>;
  releaseConnection(raw: RawConnection): Promise<void>;
}

function poolOf(db: Knex): Pool {
  return db.client as Pool;
}

/**
 * The driver does not say whether the transaction is still open. `begin` is
 * refused inside one and opens one outside, so asking costs a statement; it
 * is asked only after an error, or after each unit by the savepoint's release.
 */
async function holdsTransaction(raw: RawConnection): Promise<boolean> {
  try {
    await changeOn(raw, { sql: "begin", bindings: [] });
  } catch (error) {
    if (/within a transaction/.test(String(error))) return true;
    throw new StorageFault("io", error);
  }
  await changeOn(raw, { sql: "rollback", bindings: [] });
  return false;
}

function open(file: string, readonly: boolean, synchronous: Synchronous): Knex {
  return knex({
    client: "sqlite3",
    useNullAsDefault: true,
    connection: { filename: file },
    pool: {
      min: 1,
      max: 1,
      afterCreate: (raw: RawConnection & { exec(sql: string, done: (error: Error | null) => void): void }, done: (error: Error | null, raw: unknown) => void) => {
        // Knex always opens read-write, so the reading connection is told to refuse writes.
        const mode = readonly ? "query_only = ON" : "journal_mode = WAL";
        raw.exec(`pragma busy_timeout = 5000; pragma ${mode}; pragma synchronous = ${synchronous}; pragma foreign_keys = ON;`, (error) => done(error, raw));
      },
    },
  });
}

export interface Sqlite3Options extends GroupCommitOptions {
  readonly file: string;
  readonly synchronous?: Synchronous;
}

/**
 * The same port over the `sqlite3` package: Knex opens and configures the
 * connections, the group commit and its savepoints are ours. Kept working by
 * the conformance suite; the throughput goals are those of better-sqlite3.
 */
export class Sqlite3Store implements Store {
  readonly dialect = "sqlite" as const;
  readonly place: StorePlace;
  readonly qb = queryBuilder("sqlite");
  readonly #writer: Knex;
  readonly #reader: Knex;
  readonly #readRaw: RawConnection;
  readonly #writeRaw: RawConnection;
  readonly #commits: GroupCommit;
  #closed = false;

  private constructor(writer: Knex, reader: Knex, writeRaw: RawConnection, readRaw: RawConnection, options: Sqlite3Options) {
    this.place = { kind: "sqlite3", file: options.file };
    this.#writer = writer;
    this.#reader = reader;
    this.#readRaw = readRaw;
    this.#writeRaw = writeRaw;
    const connection: GroupConnection = {
      rows: (query) => rowsOn(writeRaw, query),
      change: (query) => changeOn(writeRaw, query),
      exec: async (sql) => void (await changeOn(writeRaw, { sql, bindings: [] })),
      inTransaction: () => holdsTransaction(writeRaw),
    };
    this.#commits = new GroupCommit(connection, options);
  }

  static async open(options: Sqlite3Options): Promise<Sqlite3Store> {
    const synchronous = options.synchronous ?? "FULL";
    const writer = open(options.file, false, synchronous);
    const writeRaw = await poolOf(writer).acquireConnection();
    const reader = open(options.file, true, synchronous);
    const readRaw = await poolOf(reader).acquireConnection();
    return new Sqlite3Store(writer, reader, writeRaw, readRaw, options);
  }

  async all<R>(query: Query): Promise<R[]> {
    return (await rowsOn(this.#readRaw, query)) as R[];
  }

  async first<R>(query: Query): Promise<R | undefined> {
    return (await rowsOn(this.#readRaw, query))[0] as R | undefined;
  }

  unit<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.unit(unit);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.close();
    // Both were taken out of their pools for good; a pool waits for what it lent.
    await poolOf(this.#reader).releaseConnection(this.#readRaw);
    await poolOf(this.#writer).releaseConnection(this.#writeRaw);
    await Promise.all([this.#reader.destroy(), this.#writer.destroy()]);
  }
}
