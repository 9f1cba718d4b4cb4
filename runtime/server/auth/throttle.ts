import { createHash } from "node:crypto";
import { Refusal } from "@safeloop/engine";
import type { Clock, Store, Tx } from "../context.ts";

export const windowMs = 15 * 60_000;

/** Tries within 15 minutes: few for one name, more for one address (an office shares one). */
export const limits = { login: 5, address: 50 } as const;

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

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
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
