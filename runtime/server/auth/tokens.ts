import type { Reader, Store } from "../context.ts";
import { fromJson } from "../storage/json.ts";

/** An API token that is not revoked. */
export interface LiveToken {
  readonly id: string;
  readonly tenantId: string;
  readonly orgId: string;
  readonly title: string;
  readonly permissions: ReadonlySet<string>;
  readonly expiresAt: number | null;
}

interface TokenRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly title: string;
  readonly permissions: string;
  readonly expires_at: number | null;
}

const select = "select id, tenant_id, org_id, title, permissions, expires_at from api_tokens where token_hash = ? and revoked_at is null";
const kept = 1_000;

async function read(from: Reader, hash: string): Promise<LiveToken | undefined> {
  const row = await from.first<TokenRow>({ sql: select, bindings: [hash] });
  return row && { id: row.id, tenantId: row.tenant_id, orgId: row.org_id, title: row.title, permissions: new Set(fromJson<string[]>(row.permissions)), expiresAt: row.expires_at };
}

/**
 * Live tokens by the hash of their secret. A SQLite file has one process, so
 * there they are remembered and forgotten the moment one is revoked; on
 * PostgreSQL another process may revoke, so each request asks.
 */
class Tokens {
  readonly #known = new Map<string, LiveToken>();
  #edition = 0;

  constructor(readonly store: Store) {}

  async find(hash: string): Promise<LiveToken | undefined> {
    const known = this.#known.get(hash);
    if (known || this.store.dialect === "postgres") return known ?? read(this.store, hash);
    const edition = this.#edition;
    const found = await read(this.store, hash);
    // What was read before a revocation must not outlive it.
    if (found && edition === this.#edition) this.#remember(hash, found);
    return found;
  }

  forget(): void {
    this.#edition += 1;
    this.#known.clear();
  }

  #remember(hash: string, token: LiveToken): void {
    if (this.#known.size >= kept) this.#known.clear();
    this.#known.set(hash, token);
  }
}

const ofStore = new WeakMap<Store, Tokens>();

/** The tokens of a store: one memory for those who ask and those who revoke. */
export function tokensOf(store: Store): Tokens {
  const known = ofStore.get(store) ?? new Tokens(store);
  ofStore.set(store, known);
  return known;
}
