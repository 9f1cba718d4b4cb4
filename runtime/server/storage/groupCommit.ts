import type { Tx } from "../context.ts";
import { asStorageFault, StorageFault } from "./storageFault.ts";
import { type Executor, runAfterCommit, UnitTx } from "./unitTx.ts";

/** The connection a group commit runs on. `inTransaction` tells whether SQLite still holds the transaction. */
export interface GroupConnection extends Executor {
  exec(sql: string): Promise<void> | void;
  inTransaction(): Promise<boolean> | boolean;
}

const gatherTurns = 4;

interface Waiting {
  readonly fn: (tx: Tx) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions {
  readonly batch?: number; // units per transaction, default 64
  readonly stuckAfterMs?: number; // a unit that awaits something else than its tx holds every writer; default 10 s
}

/**
 * One writer: units that arrive together share one transaction, a savepoint
 * each, and are acknowledged after its commit. A refused unit leaves
 * nothing; a fault of the store refuses the whole batch.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #connection: GroupConnection;
  readonly #batch: number;
  readonly #stuckAfterMs: number;
  #pumping: Promise<void> | undefined;
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
      this.#pumping = undefined;
    }
  }

  async #commitBatch(batch: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    const after: (() => void)[] = [];
    try {
      await this.#connection.exec("begin immediate");
      for (const waiting of batch) await this.#runUnit(waiting, answers, after);
      await this.#connection.exec("commit");
    } catch (error) {
      await this.#rollBack();
      const fault = asStorageFault(error);
      for (const waiting of batch) waiting.reject(fault);
      return;
    }
    runAfterCommit(after);
    for (const answer of answers) answer();
  }

  async #runUnit(waiting: Waiting, answers: (() => void)[], after: (() => void)[]): Promise<void> {
    const tx = new UnitTx(this.#connection);
    await this.#connection.exec("savepoint u");
    try {
      const value = await this.#within(waiting.fn, tx);
      tx.close();
      if (!(await this.#connection.inTransaction())) throw new Error("SQLite threw the transaction away");
      await this.#connection.exec("release u");
      after.push(...tx.afterCommits);
      answers.push(() => waiting.resolve(value));
    } catch (error) {
      tx.abandon("The unit of work was refused.");
      // Disk full, I/O error or no memory: SQLite has rolled back everything, neighbours included.
      if (!(await this.#connection.inTransaction())) throw error;
      await this.#connection.exec("rollback to u");
      await this.#connection.exec("release u");
      answers.push(() => waiting.reject(error));
    }
  }

  #within(fn: (tx: Tx) => Promise<unknown>, tx: UnitTx): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        tx.abandon("The unit of work was given up.");
        reject(new StorageFault("stuck", `a unit of work did not end within ${this.#stuckAfterMs} ms; it may await nothing but its tx`));
      }, this.#stuckAfterMs);
      timer.unref();
      const ended = <A>(answer: (value: A) => void) => (value: A): void => {
        clearTimeout(timer);
        answer(value);
      };
      fn(tx).then(ended(resolve), ended(reject));
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
