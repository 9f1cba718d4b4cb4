import { createHash } from "node:crypto";
import { Refusal } from "@safeloop/engine";
import type { Clock, Store, Tx } from "../context.ts";

export const windowMs = 15 * 60_000;

/** Tries within 15 minutes: few for one name, more for one address (an office shares one). */
export const limits = { login: 5, address: 50 } as const;

/** Tries of one name that may wait for their turn. */
const longestQueue = 50;

interface FailureRow {
  readonly failures: number;
  readonly window_start: number;
  readonly blocked_until: number;
}

const upsert = `insert into login_failures (subject, failures, window_start, blocked_until) values (?, ?, ?, ?)
  on conflict (subject) do update set failures = excluded.failures, window_start = excluded.window_start, blocked_until = excluded.blocked_until`;

function subjectOf(kind: keyof typeof limits, value: string): string {
  return `${kind}:${createHash("sha256").update(value).digest("hex")}`;
}

/**
 * Counts a try before the password is looked at, so that a thousand tries
 * sent together are counted too. Unknown names are counted like known ones.
 */
export class Throttle {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #turns = new Map<string, { length: number; readonly ended: Promise<unknown> }>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Lets the tries of one name look at the password one after the other, so
   * that several right ones sent together do not count as guesses.
   */
  async inTurn<T>(login: string, attempt: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(login);
    if (before && before.length >= longestQueue) throw new Refusal("RATE_LIMITED", { retryAfterS: 10 });
    const mine = { length: (before?.length ?? 0) + 1, ended: (before?.ended ?? Promise.resolve()).then(attempt) };
    const turn = { length: mine.length, ended: mine.ended.catch(() => undefined) };
    this.#turns.set(login, turn);
    try {
      return await mine.ended;
    } finally {
      turn.length -= 1;
      if (this.#turns.get(login) === turn) this.#turns.delete(login);
    }
  }

  /** Takes one try; refuses with the seconds to wait when there is none. Gives the tries left if this one fails. */
  take(login: string, address: string): Promise<number> {
    return this.#store.unit(async (tx) => {
      await this.#takeOne(tx, "address", address);
      return this.#takeOne(tx, "login", login);
    });
  }

  /** A right password forgets the failures of its name and gives the address its try back. */
  async succeeded(tx: Tx, login: string, address: string): Promise<void> {
    await tx.run({ sql: "delete from login_failures where subject = ?", bindings: [subjectOf("login", login)] });
    await tx.run({ sql: "update login_failures set failures = failures - 1, blocked_until = 0 where subject = ? and failures > 0", bindings: [subjectOf("address", address)] });
  }

  async removeOld(): Promise<void> {
    await this.#store.unit((tx) => tx.run({ sql: "delete from login_failures where window_start < ?", bindings: [this.#clock.now() - windowMs] }));
  }

  async #takeOne(tx: Tx, kind: keyof typeof limits, value: string): Promise<number> {
    const subject = subjectOf(kind, value);
    const now = this.#clock.now();
    const row = await tx.first<FailureRow>({ sql: "select failures, window_start, blocked_until from login_failures where subject = ?", bindings: [subject] });
    if (row && row.blocked_until > now) throw new Refusal("LOGIN_THROTTLED", { retryAfterS: Math.ceil((row.blocked_until - now) / 1_000) });
    const fresh = !row || now - row.window_start >= windowMs || row.blocked_until !== 0;
    const failures = (fresh ? 0 : row.failures) + 1;
    const start = fresh ? now : row.window_start;
    await tx.run({ sql: upsert, bindings: [subject, failures, start, failures >= limits[kind] ? now + windowMs : 0] });
    return limits[kind] - failures;
  }
}
