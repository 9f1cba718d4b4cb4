import type { Query, Tx } from "../context.ts";
import { isText } from "./query.ts";

/** Runs statements on the connection that holds the transaction. */
export interface Executor {
  rows(query: Query): Promise<unknown[]> | unknown[];
  change(query: Query): Promise<number> | number;
}

/**
 * The handle of one unit of work, on every store alike:
 * - it is closed when the unit ends, so a forgotten `await` throws instead of
 *   writing into a neighbour's savepoint;
 * - after a failed statement it stays failed, even when the unit caught the
 *   error: SQLite may have thrown the transaction away, and PostgreSQL has.
 */
export class UnitTx implements Tx {
  #closed: string | undefined;
  #failure: { readonly error: unknown } | undefined;
  #pending = 0;
  #hasWritten = false;
  readonly #after: (() => void)[] = [];

  readonly #executor: Executor;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  /** True once a statement other than a plain `select` was sent. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  all<R>(query: Query): Promise<R[]> {
    return this.#guarded(query, () => this.#executor.rows(query) as Promise<R[]> | R[]);
  }

  first<R>(query: Query): Promise<R | undefined> {
    return this.#guarded(query, () => {
      const rows = this.#executor.rows(query) as Promise<R[]> | R[];
      return Array.isArray(rows) ? rows[0] : rows.then((found) => found[0]);
    });
  }

  run(query: Query): Promise<number> {
    return this.#guarded(query, () => this.#executor.change(query));
  }

  afterCommit(fn: () => void): void {
    const refused = this.#refusal();
    if (refused) throw refused;
    this.#after.push(fn);
  }

  /** Ends the handle. Throws the first failed statement, or that a statement was still running. */
  close(): void {
    const pending = this.#pending;
    this.#closed = "The unit of work has ended; an `await` is missing before this statement.";
    if (this.#failure) throw this.#failure.error;
    if (pending > 0) throw new Error(`The unit of work ended while ${pending} of its statements still ran; an \`await\` is missing.`);
  }

  /** Ends the handle because the unit is refused; later statements throw `why`. */
  abandon(why: string): void {
    this.#closed ??= why;
  }

  get afterCommits(): readonly (() => void)[] {
    return this.#after;
  }

  /** Why nothing may be asked of it any more. */
  #refusal(): Error | undefined {
    return this.#closed === undefined ? (this.#failure?.error as Error | undefined) : new Error(this.#closed);
  }

  /** A driver that answers at once is not waited for: a unit has a dozen statements, and each wait is a turn. */
  #guarded<T>(query: Query, act: () => Promise<T> | T): Promise<T> {
    const answer = this.#begun(query, act);
    return answer instanceof Promise ? answer : Promise.resolve(answer);
  }

  #begun<T>(query: Query, act: () => Promise<T> | T): Promise<T> | T {
    const refused = this.#refusal();
    if (refused) return Promise.reject(refused);
    if (!this.#hasWritten) this.#hasWritten = isWrite(query);
    try {
      const answer = act();
      return answer instanceof Promise ? this.#awaited(answer) : answer;
    } catch (error) {
      return Promise.reject(this.#failed(error));
    }
  }

  async #awaited<T>(answer: Promise<T>): Promise<T> {
    this.#pending += 1;
    try {
      return await answer;
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.#pending -= 1;
    }
  }

  #failed(error: unknown): Error {
    this.#failure ??= { error };
    return error as Error;
  }
}

function isWrite(query: Query): boolean {
  return !isText(query) || !query.sql.startsWith("select");
}

/** After-commit work must not undo an acknowledgement: its own failure is thrown outside the unit, where the process reports it. */
export function runAfterCommit(fns: readonly (() => void)[]): void {
  for (const fn of fns) {
    try {
      fn();
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
    }
  }
}
