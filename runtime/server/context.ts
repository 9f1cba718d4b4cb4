import type { Directory, Effect, Issue, JsonObject } from "@safeloop/engine";
import type { Knex } from "knex";
import type { Config } from "./config/config.ts";
import type { Services } from "./services.ts";

/** A query Knex built, or text with `?` bindings built once for a hot path. Booleans bind as 0/1 and dates as ISO text. */
export type Query = Knex.QueryBuilder | { readonly sql: string; readonly bindings: readonly unknown[] };

/** Reads committed data, outside any unit of work. */
export interface Reader {
  all<R>(q: Query): Promise<R[]>;
  first<R>(q: Query): Promise<R | undefined>;
}

/**
 * The only handle a unit of work gets. It is closed when the unit ends: a
 * forgotten `await` throws instead of writing into a neighbour's savepoint.
 */
export interface Tx extends Reader {
  run(q: Query): Promise<number>;
  /** Runs after COMMIT, never when the unit is refused. Caches and live fan-out change only here. */
  afterCommit(fn: () => void): void;
}

/** One writer, group commit on SQLite; an ordinary transaction on PostgreSQL. */
export interface Store extends Reader {
  readonly dialect: "sqlite" | "postgres";
  /** Query builder only: `store.qb("table").where(…)`; never executed by itself. */
  readonly qb: Knex;
  /** Resolves after COMMIT with what `unit` returned; rejects with what it threw, having stored nothing. A unit awaits nothing but `tx`. */
  unit<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Wall clock as an object, so that tests move it. */
export interface Clock {
  now(): number; // epoch ms
}

export interface Actor {
  readonly id: string; // person id, token id, or "system"
  readonly kind: "person" | "token" | "device" | "system";
  readonly name: string;
  readonly tenantId: string;
  readonly orgId: string;
  readonly permissions: ReadonlySet<string>;
  readonly ip?: string;
}

export interface AuditEntry {
  readonly action: string; // "submission.create", "task.approve", …
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail?: JsonObject;
}

/** Writes the audit row in the same transaction; a sealer chains rows after commit. */
export type AuditWriter = (tx: Tx, actor: Actor, entry: AuditEntry) => Promise<void>;

/** Carries effects out after commit, at least once. `enqueue` writes outbox rows in the transaction. */
export interface Effects {
  enqueue(tx: Tx, tenantId: string, effects: readonly Effect[]): Promise<void>;
  /** Registers the handler of one effect kind. In-transaction kinds (`setField`, `interlock`, `disposalTask`) register with `inTransaction`. */
  handle<K extends Effect["kind"]>(kind: K, handler: (effect: Extract<Effect, { kind: K }>, tenantId: string) => Promise<void>): void;
  handleInTransaction<K extends Effect["kind"]>(kind: K, handler: (tx: Tx, effect: Extract<Effect, { kind: K }>, tenantId: string) => Promise<void>): void;
}

/** Durable jobs: a row with lease and due time on SQLite, graphile-worker on PostgreSQL. */
export interface Jobs {
  schedule(tx: Tx, job: { readonly task: string; readonly key: string; readonly dueAt: number; readonly payload: JsonObject; readonly tenantId: string }): Promise<void>;
  cancel(tx: Tx, task: string, key: string): Promise<void>;
  on(task: string, handler: (payload: JsonObject, job: { readonly key: string; readonly dueAt: number; readonly tenantId: string }) => Promise<void>): void;
}

/** Live fan-out to SSE clients; call from `tx.afterCommit`. */
export interface Live {
  publish(event: { readonly type: string; readonly tenantId: string; readonly data: unknown; readonly orgId?: string; readonly people?: readonly string[] }): void;
}

/** What every slice gets. Slices may put their own services on `services` under their noun. */
export interface ServerContext {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: { info(o: object, msg?: string): void; warn(o: object, msg?: string): void; error(o: object, msg?: string): void };
  readonly audit: AuditWriter;
  readonly effects: Effects;
  readonly jobs: Jobs;
  readonly live: Live;
  /** In-memory snapshot of people, org and areas of a tenant; refreshed after commit. */
  directory(tenantId: string): Directory;
  readonly newId: () => string; // UUIDv7
  /** What slices offer each other; starts as `{}` and is filled in while slices are made. */
  readonly services: Services;
}

/** Who may call a route. A route without a policy fails the build. */
export type Policy =
  | { readonly kind: "public" }
  | { readonly kind: "session" } // any signed-in person
  | { readonly kind: "permission"; readonly permission: string };

export interface RouteRequest {
  readonly actor: Actor; // "system" for public routes
  readonly params: { readonly [k: string]: string };
  readonly query: { readonly [k: string]: unknown };
  readonly body: unknown;
  readonly headers: { readonly [k: string]: string | readonly string[] | undefined };
  readonly raw: unknown; // FastifyRequest, for multipart and SSE only
  readonly locale: "zh-CN" | "en";
}

export interface RouteReply {
  readonly status?: number;
  readonly headers?: { readonly [k: string]: string };
  readonly body?: unknown;
}

/** One route as data: the app turns it into Fastify, OpenAPI, policy check and idempotency. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string; // "/api/v1/forms/:id"
  readonly summary: string;
  readonly policy: Policy;
  readonly schema?: { readonly params?: object; readonly query?: object; readonly body?: object; readonly response?: { readonly [status: number]: object } };
  readonly bodyLimit?: number; // bytes; default 1 MiB
  readonly handler: (req: RouteRequest) => Promise<RouteReply>;
  /** For SSE and file streams: takes over the reply. */
  readonly takeOver?: (req: RouteRequest, reply: unknown) => Promise<void>;
}

/** A slice: one noun. Made once at start; may register effect handlers and jobs, and start background work in `start`. */
export interface Slice {
  readonly name: string;
  readonly routes: readonly Route[];
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
export type MakeSlice = (ctx: ServerContext) => Slice;

export type { Issue };
