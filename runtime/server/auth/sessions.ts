import type { Clock, Store, Tx } from "../context.ts";
import { newSecret, secretHash } from "./secret.ts";

export const sessionCookie = "sl_session";
export const idleMs = 30 * 60_000;
export const absoluteMs = 12 * 3_600_000;

export interface SessionRow {
  readonly person_id: string;
  readonly tenant_id: string;
  readonly seen_at: number;
  readonly expires_at: number;
  readonly must_change: number;
}

const select = "select s.person_id, s.tenant_id, s.seen_at, s.expires_at, p.must_change from sessions s join people p on p.id = s.person_id where s.id_hash = ? and p.status = 'active'";

/** Server-side sessions: an opaque id in the cookie, its hash in the table. */
export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #touching = new Set<string>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A new id for every sign-in, so that an id planted before it is worth nothing. */
  async create(tx: Tx, person: { readonly id: string; readonly tenantId: string }): Promise<string> {
    const id = newSecret();
    const now = this.#clock.now();
    await tx.run({ sql: "insert into sessions (id_hash, person_id, tenant_id, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?)", bindings: [secretHash(id), person.id, person.tenantId, now, now, now + absoluteMs] });
    return id;
  }

  /** The live session of a cookie value: seen within 30 minutes, begun within 12 hours, person active. */
  async find(id: string): Promise<(SessionRow & { readonly hash: string }) | undefined> {
    const hash = secretHash(id);
    const row = await this.#store.first<SessionRow>({ sql: select, bindings: [hash] });
    const now = this.#clock.now();
    if (!row || now >= row.expires_at || now - row.seen_at >= idleMs) return undefined;
    if (now - row.seen_at >= 60_000) await this.#touch(hash, now);
    return { ...row, hash };
  }

  /** Like `find`, without counting as use: an open stream must not keep an idle session alive. */
  async isLive(hash: string): Promise<boolean> {
    const row = await this.#store.first<SessionRow>({ sql: select, bindings: [hash] });
    const now = this.#clock.now();
    return row !== undefined && now < row.expires_at && now - row.seen_at < idleMs;
  }

  async end(tx: Tx, hash: string): Promise<void> {
    await tx.run({ sql: "delete from sessions where id_hash = ?", bindings: [hash] });
  }

  /** Ends all sessions of a person, but for one. */
  async endAll(tx: Tx, personId: string, except = ""): Promise<void> {
    await tx.run({ sql: "delete from sessions where person_id = ? and id_hash <> ?", bindings: [personId, except] });
  }

  async removeOld(): Promise<void> {
    const now = this.#clock.now();
    await this.#store.unit((tx) => tx.run({ sql: "delete from sessions where expires_at <= ? or seen_at <= ?", bindings: [now, now - idleMs] }));
  }

  /** Moves the idle limit, at most once a minute, and only by one request at a time. */
  async #touch(hash: string, now: number): Promise<void> {
    if (this.#touching.has(hash)) return;
    this.#touching.add(hash);
    try {
      await this.#store.unit((tx) => tx.run({ sql: "update sessions set seen_at = ? where id_hash = ?", bindings: [now, hash] }));
    } finally {
      this.#touching.delete(hash);
    }
  }
}
