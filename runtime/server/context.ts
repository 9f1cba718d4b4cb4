import type { Area, AuditAction, AuditSubject, Directory, Effect, Elapsed, JsonObject, OrgUnit, Person } from "@safeloop/engine";
import type { Knex } from "knex";
import type { Calendars } from "./calendars/calendars.ts";
import type { Config } from "./config/config.ts";
import type { Services } from "./services.ts";
import type { WorkerThread } from "./worker/workerThread.ts";

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
/** Where the data of a store are: enough to open it once more, in another thread. */
export type StorePlace =
  | { readonly kind: "better-sqlite3" | "sqlite3"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string; readonly schema?: string };

export interface Store extends Reader {
  readonly dialect: "sqlite" | "postgres";
  readonly place: StorePlace;
  /** Query builder only: `store.qb("table").where(…)`; never executed by itself. */
  readonly qb: Knex;
  /** Resolves after COMMIT with what `unit` returned; rejects with what it threw, having stored nothing. A unit awaits nothing but `tx`. */
  unit<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Wall clock as an object, so that tests move it. */
export interface Clock {
  now(): number; // epoch ms
  /** Where it stands against the time that really passed; a clock without it is never set. */
  state?(): ClockState;
}

export interface ClockState {
  readonly boot: string; // the run of the machine, or of this process where the system does not name it
  readonly setMs: number; // how far the clock has been set since then, all settings together; back is negative
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
  readonly action: AuditAction; // "submission.create", "task.approve", …
  readonly subject: { readonly type: AuditSubject; readonly id: string };
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

/** A job whose time has come. `shiftMs`: how far the clock has been set since it was written. */
export interface DueJob {
  readonly key: string;
  readonly dueAt: number;
  readonly shiftMs: number;
  readonly tenantId: string;
}

/** Durable jobs: a row with lease and due time on SQLite, graphile-worker on PostgreSQL. */
export interface Jobs {
  /** `elapsed`: `dueAt` stands for a length of time from now, and follows the clock when that is set. */
  schedule(tx: Tx, job: { readonly task: string; readonly key: string; readonly dueAt: number; readonly elapsed?: Elapsed; readonly payload: JsonObject; readonly tenantId: string }): Promise<void>;
  cancel(tx: Tx, task: string, key: string): Promise<void>;
  on(task: string, handler: (payload: JsonObject, job: DueJob) => Promise<void>): void;
}

/** Live fan-out to SSE clients; call from `tx.afterCommit`. */
export interface Live {
  publish(event: { readonly type: string; readonly tenantId: string; readonly data: unknown; readonly orgId?: string; readonly people?: readonly string[]; readonly permission?: string }): void;
}

/** The directory of one tenant, with the lists that only the server needs. */
export interface TenantDirectory extends Directory {
  readonly people: readonly Person[];
  readonly units: readonly OrgUnit[];
  readonly areas: readonly Area[];
  /** The unit and everything below it; empty for an unknown id. */
  below(orgId: string): ReadonlySet<string>;
  /** Everyone for whom the person stands in at this instant (epoch ms), also through deputies who are away themselves. */
  principalsOf(personId: string, at: number): readonly string[];
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
  /** Computes what takes long beside this thread, so that no alarm waits for it. */
  readonly worker: WorkerThread;
  /** Work calendars of the installation, read at start. */
  readonly calendars: Calendars;
  /** In-memory snapshot of people, org and areas of a tenant; refreshed after commit. */
  directory(tenantId: string): TenantDirectory;
  /** Call in the unit after changing people, roles, units or areas: the new snapshot is read there and swapped in after the commit. */
  directoryChanged(tx: Tx, tenantId: string): Promise<void>;
  /** Tenants of this installation. */
  tenants(): readonly string[];
  /** Ids of the org units at which the actor holds the permission; a role reaches down the tree, never sideways. */
  reach(actor: Actor, permission: string): ReadonlySet<string>;
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
  readonly sessionHash?: string; // of a signed-in person
  readonly minimal: boolean; // the caller wants no body
  /**
   * The unit of work of a write: like `store.unit`, and the reply is stored in
   * the same transaction under the caller's Idempotency-Key, so that a repeat
   * gets the first answer. Do slow work (hashing, resolving) before it; reads
   * that a decision rests on go inside.
   */
  readonly unit: (fn: (tx: Tx) => Promise<RouteReply>) => Promise<RouteReply>;
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
  /** Content types of the body; default JSON only. "text/csv" arrives as a string; "multipart/form-data" is read from `raw`. */
  readonly consumes?: readonly ("application/json" | "text/csv" | "multipart/form-data")[];
  /** A caller who sends `Prefer: return=minimal` (RFC 7240) gets 204 and no body; the handler asks `req.minimal`. */
  readonly minimal?: true;
  /** Off where the reply holds a secret that must not lie in the table of replies. */
  readonly idempotency?: "off";
  readonly handler?: (req: RouteRequest) => Promise<RouteReply>;
  /** For SSE and file streams: takes over the reply. */
  readonly takeOver?: (req: RouteRequest, reply: unknown) => Promise<void>;
}

/** A slice: one noun. Made once at start; may register effect handlers and jobs, and start background work in `start`. */
export interface Slice {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Reads what the slice keeps in memory, after every slice is made and before any request. */
  load?(): Promise<void>;
  start?(): Promise<void>;
  stop?(): Promise<void>;
  /** Fills a fresh demo tenant; runs once, in the order of `slices.ts`, before the server listens. */
  seedDemo?(tenantId: string): Promise<void>;
}
export type MakeSlice = (ctx: ServerContext) => Slice;
