import type { Tx } from "../context.ts";
import { asStorageFault, StorageFault } from "./storageFault.ts";
import { type Executor, runAfterCommit, UnitTx } from "./unitTx.ts";

/** The connection a group commit runs on. `inTransaction` tells whether SQLite still holds the transaction. */
export interface GroupConnection extends Executor {
  exec(sql: string): Promise<void> | void;
  inTransaction(): Promise<boolean> | boolean;
  /** Told after each commit, once its units are answered. */
  committed?(): void;
}

const gatherTurns = 4;

interface Waiting {
  readonly fn: (tx: Tx) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** How a unit ended: told to its caller after the commit. */
interface Ended {
  readonly after: readonly (() => void)[];
  readonly answer: () => void;
  readonly refused?: { readonly error: unknown };
}

export interface GroupCommitOptions {
  readonly batch?: number; // units per transaction, default 64
  readonly stuckAfterMs?: number; // a unit that awaits something else than its tx holds every writer; default 10 s
}

/**
 * One writer: units that arrive together share one transaction and are
 * acknowledged after its commit. A refused unit leaves nothing; a fault of
 * the store refuses the whole batch. A unit may run twice, as everywhere.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #connection: GroupConnection;
  readonly #batch: number;
  readonly #stuckAfterMs: number;
  #pumping: Promise<void> | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #stuck: (() => void) | undefined;
  #closed = false;

  constructor(connection: GroupConnection, options: GroupCommitOptions = {}) {
    this.#connection = connection;
    this.#batch = options.batch ?? 64;
    this.#stuckAfterMs = options.stuckAfterMs ?? 10_000;
  }

  unit<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StorageFault("closed", "the store is closed"));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ fn, resolve: resolve, reject });
      this.#pumping ??= this.#gather().then(() => this.#pump());
    });
  }

  /** Refuses new units and resolves when those already taken have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#pumping) await this.#pumping;
    clearTimeout(this.#watchdog);
  }

  /** Waits while further units keep coming in, a few turns of the event loop at most: requests that arrive together share a commit. */
  async #gather(): Promise<void> {
    let seen = 0;
    for (let turn = 0; turn < gatherTurns && this.#queue.length > seen && seen < this.#batch; turn += 1) {
      seen = this.#queue.length;
      await new Promise<void>((done) => setImmediate(done));
    }
  }

  async #pump(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#commitBatch(this.#queue.splice(0, this.#batch));
    } finally {
      this.#stuck = undefined;
      this.#pumping = undefined;
    }
  }

  async #commitBatch(batch: readonly Waiting[]): Promise<void> {
    const ended = new Map<Waiting, Ended>();
    try {
      await this.#connection.exec("begin immediate");
      if (!(await this.#runTogether(batch, ended))) await this.#runApart(batch, ended);
      await this.#connection.exec("commit");
    } catch (error) {
      await this.#rollBack();
      const fault = asStorageFault(error);
      for (const waiting of batch) waiting.reject(fault);
      return;
    }
    runAfterCommit([...ended.values()].flatMap((one) => one.after));
    for (const { answer } of ended.values()) answer();
    this.#connection.committed?.();
  }

  /**
   * Units seldom fail, and a savepoint costs a copy of each page a unit
   * touches; so a batch runs without them first. When one fails after it has
   * written, the transaction starts anew and false is returned: what failed
   * stays refused, the others run again, apart.
   */
  async #runTogether(batch: readonly Waiting[], ended: Map<Waiting, Ended>): Promise<boolean> {
    for (const waiting of batch) {
      const tx = new UnitTx(this.#connection);
      const one = await this.#runUnit(waiting, tx);
      ended.set(waiting, one);
      if (!one.refused) continue;
      if (!(await this.#connection.inTransaction())) throw asStorageFault(one.refused.error);
      if (!tx.hasWritten) continue;
      await this.#connection.exec("rollback");
      for (const [other, { refused }] of ended) if (!refused) ended.delete(other);
      await this.#connection.exec("begin immediate");
      return false;
    }
    return true;
  }

  /** A savepoint for each unit that has not been refused yet. */
  async #runApart(batch: readonly Waiting[], ended: Map<Waiting, Ended>): Promise<void> {
    for (const waiting of batch) {
      if (ended.has(waiting)) continue;
      await this.#connection.exec("savepoint u");
      const one = await this.#runUnit(waiting, new UnitTx(this.#connection));
      // Disk full, I/O error or no memory: SQLite has rolled back everything, neighbours included.
      if (!(await this.#connection.inTransaction())) throw asStorageFault(one.refused?.error ?? new Error("SQLite threw the transaction away"));
      if (one.refused) await this.#connection.exec("rollback to u");
      await this.#connection.exec("release u");
      ended.set(waiting, one);
    }
  }

  async #runUnit(waiting: Waiting, tx: UnitTx): Promise<Ended> {
    try {
      const value = await this.#within(waiting.fn, tx);
      tx.close();
      return { after: tx.afterCommits, answer: () => waiting.resolve(value) };
    } catch (error) {
      tx.abandon("The unit of work was refused.");
      return { after: [], answer: () => waiting.reject(error), refused: { error } };
    }
  }

  /** The unit's value, or its refusal when it does not end in time. One timer serves all units, since one runs at a time. */
  #within(fn: (tx: Tx) => Promise<unknown>, tx: UnitTx): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#stuck = () => {
        tx.abandon("The unit of work was given up.");
        reject(new StorageFault("stuck", `a unit of work did not end within ${this.#stuckAfterMs} ms; it may await nothing but its tx`));
      };
      this.#watchdog ??= setTimeout(() => this.#stuck?.(), this.#stuckAfterMs).unref();
      this.#watchdog.refresh();
      fn(tx).then(resolve, reject);
    });
  }

  async #rollBack(): Promise<void> {
    try {
      if (await this.#connection.inTransaction()) await this.#connection.exec("rollback");
    } catch {
      // The batch is refused already; the next `begin immediate` reports a connection that stays broken.
    }
  }
}
