import type { Effect, EffectKind } from "@safeloop/engine";
import type { Clock, Effects, ServerContext, Store, Tx } from "../context.ts";
import { fromJson, toJson } from "../storage/json.ts";

type Handler = (effect: Effect, tenantId: string) => Promise<void>;
type TxHandler = (tx: Tx, effect: Effect, tenantId: string) => Promise<void>;

interface OutboxRow {
  readonly id: number;
  readonly tenant_id: string;
  readonly key: string;
  readonly kind: string;
  readonly effect: string;
  readonly tries: number;
}

/** What leaves the installation; held back in a restored copy until somebody releases it. */
const outgoing: ReadonlySet<string> = new Set<EffectKind>(["notify", "webhook", "mqtt"]);

const insert = "insert into outbox (tenant_id, key, kind, effect, state, tries, due_at, created_at, done_at) values (?, ?, ?, ?, ?, 0, ?, ?, ?) on conflict (tenant_id, key) do nothing";
const selectDue = "select id, tenant_id, key, kind, effect, tries from outbox where state = 'pending' and due_at <= ? order by id limit 200";

export const maxTries = 25;
const leaseMs = 30_000;

/** Seconds 1, 2, 4 … up to ten minutes. */
export function backoffMs(tries: number): number {
  return Math.min(1_000 * 2 ** Math.min(tries, 20), 600_000);
}

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServerContext["log"];
  readonly timeoutMs?: number; // of one handler call
}

/**
 * Effects are rows written with the decision that caused them. The worker
 * carries them out at least once: a crash between doing and marking repeats
 * one, so every handler is idempotent by the effect's key.
 */
export class Outbox implements Effects {
  readonly #options: OutboxOptions;
  readonly #handlers = new Map<string, Handler>();
  readonly #txHandlers = new Map<string, TxHandler>();
  readonly #inFlight = new Set<number>();
  #wake: (() => void) | undefined;
  #held = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  handle<K extends EffectKind>(kind: K, handler: (effect: Extract<Effect, { kind: K }>, tenantId: string) => Promise<void>): void {
    if (this.#handlers.has(kind)) throw new Error(`The effect ${kind} has two handlers.`);
    this.#handlers.set(kind, handler as Handler);
  }

  handleInTransaction<K extends EffectKind>(kind: K, handler: (tx: Tx, effect: Extract<Effect, { kind: K }>, tenantId: string) => Promise<void>): void {
    if (this.#txHandlers.has(kind)) throw new Error(`The effect ${kind} has two handlers.`);
    this.#txHandlers.set(kind, handler as TxHandler);
  }

  /** Writes the effects; one whose key is known already is the same effect and is left out. */
  async enqueue(tx: Tx, tenantId: string, effects: readonly Effect[]): Promise<void> {
    const now = this.#options.clock.now();
    let pending = false;
    for (const effect of effects) {
      const inTransaction = this.#txHandlers.get(effect.kind);
      const fresh = await tx.run({ sql: insert, bindings: [tenantId, effect.key, effect.kind, toJson(effect), inTransaction ? "done" : "pending", now, now, inTransaction ? now : null] });
      if (fresh === 0) continue;
      if (inTransaction) await inTransaction(tx, effect, tenantId);
      else pending = true;
    }
    if (pending) tx.afterCommit(() => this.#wake?.());
  }

  /** Keeps notices, webhooks and messages back (a restored copy) or lets them go. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** Calls `wake` after each commit that left work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  /** Carries out what is due now; the number of effects tried. */
  async runDue(): Promise<number> {
    const rows = await this.#options.store.all<OutboxRow>({ sql: selectDue, bindings: [this.#options.clock.now()] });
    const due = rows.filter((row) => !this.#inFlight.has(row.id) && !(this.#held && outgoing.has(row.kind)));
    await Promise.all(due.map((row) => this.#carryOut(row)));
    return due.length;
  }

  /** Dead letters: given up after the last try, kept for the administrator. */
  async deadLetters(): Promise<number> {
    const row = await this.#options.store.first<{ n: number }>({ sql: "select count(*) as n from outbox where state = 'dead'", bindings: [] });
    return row?.n ?? 0;
  }

  async #carryOut(row: OutboxRow): Promise<void> {
    this.#inFlight.add(row.id);
    try {
      if (!(await this.#claim(row))) return;
      await this.#call(row);
      await this.#mark(row, "done", null);
    } catch (error) {
      await this.#failed(row, error).catch((fault: unknown) => this.#options.log.error({ err: fault, key: row.key }, "effect could not be marked as failed; it will be tried again"));
    } finally {
      this.#inFlight.delete(row.id);
    }
  }

  /** On PostgreSQL several processes share the table: moving the due time is the lease. SQLite has one process. */
  async #claim(row: OutboxRow): Promise<boolean> {
    const { store, clock } = this.#options;
    if (store.dialect === "sqlite") return true;
    const now = clock.now();
    return (await store.unit((tx) => tx.run({ sql: "update outbox set due_at = ? where id = ? and state = 'pending' and due_at <= ?", bindings: [now + leaseMs, row.id, now] }))) === 1;
  }

  async #call(row: OutboxRow): Promise<void> {
    const handler = this.#handlers.get(row.kind);
    if (!handler) throw new Error(`no handler for effect ${row.kind}`);
    let timer: NodeJS.Timeout | undefined;
    const limit = this.#options.timeoutMs ?? leaseMs - 5_000;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`effect ${row.kind} took longer than ${limit} ms`)), limit);
      timer.unref();
    });
    await Promise.race([handler(fromJson<Effect & { [k: string]: never }>(row.effect), row.tenant_id), late]).finally(() => clearTimeout(timer));
  }

  async #failed(row: OutboxRow, error: unknown): Promise<void> {
    const tries = row.tries + 1;
    const dead = tries >= maxTries;
    this.#options.log[dead ? "error" : "warn"]({ err: error, kind: row.kind, key: row.key, tries }, dead ? "effect given up (dead letter)" : "effect failed; it will be tried again");
    await this.#mark(row, dead ? "dead" : "pending", error instanceof Error ? error.message.slice(0, 500) : String(error).slice(0, 500));
  }

  async #mark(row: OutboxRow, state: "done" | "pending" | "dead", lastError: string | null): Promise<void> {
    const now = this.#options.clock.now();
    const tries = row.tries + 1;
    const dueAt = state === "pending" ? now + backoffMs(tries) : now;
    await this.#options.store.unit((tx) => tx.run({ sql: "update outbox set state = ?, tries = ?, due_at = ?, done_at = ?, last_error = ? where id = ?", bindings: [state, tries, dueAt, state === "done" ? now : null, lastError, row.id] }));
  }
}
