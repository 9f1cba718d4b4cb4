import pg from "pg";
import type { Query, Store, StorePlace, Tx } from "../context.ts";
import { queryBuilder } from "./builder.ts";
import { nativeQuery, numberPlaceholders } from "./query.ts";
import { driverCode, faultOf, StorageFault } from "./storageFault.ts";
import { runAfterCommit, UnitTx } from "./unitTx.ts";

const tries = 20;
const freeTries = 3; // after that a unit waits for its turn
const turnLock = 748_391; // advisory lock of those turns
const retried = new Set(["40001", "40P01"]); // serialization failure, deadlock

/** Rows come out as on SQLite: counts and epoch times are numbers, JSON is text, booleans are 0/1. */
const parsers: { readonly [oid: number]: (text: string) => unknown } = {
  16: (text) => (text === "t" ? 1 : 0), // bool
  20: Number, // int8
  1700: Number, // numeric
  114: (text) => text, // json
  3802: (text) => text, // jsonb
  1184: (text) => new Date(text).toISOString(), // timestamptz
};
const types: pg.CustomTypesConfig = { getTypeParser: ((oid: number, format: "text") => parsers[oid] ?? (pg.types.getTypeParser(oid, format) as unknown)) as pg.CustomTypesConfig["getTypeParser"] };

export interface PostgresOptions {
  readonly url: string;
  readonly schema?: string; // search path, for tests; default public
  readonly connections?: number; // default 10
  readonly onPoolError?: (error: Error) => void;
}

function configOf(options: PostgresOptions): pg.PoolConfig {
  return {
    connectionString: options.url,
    max: options.connections ?? 10,
    types,
    connectionTimeoutMillis: 5_000,
    // A unit that awaits something else than its tx must not hold its locks for ever.
    idle_in_transaction_session_timeout: 30_000,
    ...(options.schema ? { options: `-c search_path=${options.schema}` } : {}),
  };
}

function native(query: Query): { text: string; values: unknown[] } {
  const { sql, bindings, built } = nativeQuery(query);
  return { text: built ? sql : numberPlaceholders(sql), values: [...bindings] };
}

/**
 * The store on PostgreSQL: one transaction a unit, SERIALIZABLE so that a
 * unit written as read, decide, write means the same as with one SQLite
 * writer; run again on 40001 and 40P01. A unit may therefore run several times.
 */
export class PostgresStore implements Store {
  readonly dialect = "postgres" as const;
  readonly place: StorePlace;
  readonly qb = queryBuilder("postgres");
  readonly pool: pg.Pool;
  #running = 0;
  #idle: (() => void) | undefined;
  #closed = false;
  #lastInTurn: Promise<void> = Promise.resolve();

  constructor(options: PostgresOptions) {
    this.place = { kind: "postgres", url: options.url, ...(options.schema === undefined ? {} : { schema: options.schema }) };
    this.pool = new pg.Pool(configOf(options));
    // An idle connection that the server ends (restart) is replaced on next use; unheard, the event would end the process.
    const heard = (error: Error): void => options.onPoolError?.(error);
    this.pool.on("error", heard);
    this.pool.on("connect", (client) => client.on("error", heard));
  }

  async all<R>(query: Query): Promise<R[]> {
    try {
      return (await this.pool.query(native(query))).rows as R[];
    } catch (error) {
      throw faultOf(error) ?? error;
    }
  }

  async first<R>(query: Query): Promise<R | undefined> {
    return (await this.all<R>(query))[0];
  }

  async unit<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StorageFault("closed", "the store is closed");
    this.#running += 1;
    try {
      return await this.#retrying(unit);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#idle?.();
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    await this.pool.end();
  }

  async #retrying<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (attempt <= freeTries ? this.#once(unit, false) : this.#inTurn(unit));
      } catch (error) {
        if (!retried.has(driverCode(error)) || attempt >= tries) throw faultOf(error) ?? error;
        // Jitter, so that the losers of one conflict do not meet again.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10 * attempt, 50)));
      }
    }
  }

  /** Units that lost several times go one after the other, in all processes, so that each gets through. */
  async #inTurn<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    const before = this.#lastInTurn;
    let done = (): void => undefined;
    this.#lastInTurn = new Promise<void>((resolve) => (done = resolve));
    await before;
    try {
      return await this.#once(unit, true);
    } finally {
      done();
    }
  }

  async #once<T>(unit: (tx: Tx) => Promise<T>, inTurn: boolean): Promise<T> {
    const client = await this.pool.connect();
    const tx = new UnitTx({
      rows: async (query) => (await client.query<object>(native(query))).rows,
      change: async (query) => (await client.query(native(query))).rowCount ?? 0,
    });
    let broken: Error | undefined;
    try {
      // Before `begin`: waiting inside the transaction would only age its snapshot.
      if (inTurn) await client.query("select pg_advisory_lock($1)", [turnLock]);
      await client.query("begin isolation level serializable");
      const value = await unit(tx);
      tx.close();
      await client.query("commit");
      runAfterCommit(tx.afterCommits);
      return value;
    } catch (error) {
      tx.abandon("The unit of work was refused.");
      await client.query("rollback").catch((fault: Error) => (broken = fault));
      throw error;
    } finally {
      if (inTurn && broken === undefined) await client.query("select pg_advisory_unlock($1)", [turnLock]).catch((fault: Error) => (broken = fault));
      client.release(broken);
    }
  }
}
