import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import pg from "pg";
import { pino } from "pino";
import { type App, buildApp } from "../app.ts";
import { sessionCookie } from "../auth/sessions.ts";
import type { Config } from "../config/config.ts";
import type { Actor, Clock, MakeSlice, Store } from "../context.ts";
import { permissionsOf } from "../people/rolePermissions.ts";
import { openMigratedStore } from "../storage/openStore.ts";
import { replyContract } from "./replyContract.ts";
import { seedTestTenant } from "./testTenant.ts";

export type TestDriver = "better-sqlite3" | "sqlite3" | "postgres";

/** A clock that tests move. */
export class TestClock implements Clock {
  #now: number;

  constructor(now: number = Date.parse("2026-06-01T00:00:00Z")) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  set(ms: number): void {
    this.#now = ms;
  }
}

export interface TestAppOptions {
  readonly driver?: TestDriver;
  readonly clock?: Clock;
  readonly slices?: readonly MakeSlice[]; // default: all
  readonly config?: Partial<Config>;
  readonly log?: boolean;
  readonly webRoot?: string;
}

export interface TestApp extends App {
  readonly clock: TestClock;
  readonly store: Store;
  readonly tenantId: string;
  /** Sends a request as a seeded person (by login), or as nobody. Writes carry the CSRF header. */
  inject(as: string | null, request: InjectOptions): Promise<LightMyRequestResponse>;
  /** The id of a seeded person. */
  personId(login: string): string;
  /** A seeded person as the actor of a service call. */
  actor(login: string): Actor;
  /** Ends background work, closes the store and removes its files or schema. */
  close(): Promise<void>;
}

export const testDatabaseUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/test";

let postgresAnswers: Promise<boolean> | undefined;

/** True when the test PostgreSQL answers; says loudly when it does not. */
export function hasPostgres(): Promise<boolean> {
  postgresAnswers ??= (async () => {
    const client = new pg.Client({ connectionString: testDatabaseUrl, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      console.error(`\n!!! PostgreSQL does not answer at ${testDatabaseUrl} (${String(error)}): its tests are SKIPPED. Set TEST_DATABASE_URL.\n`);
      return false;
    }
  })();
  return postgresAnswers;
}

/** The drivers to run a conformance test on. */
export async function testDrivers(): Promise<readonly TestDriver[]> {
  return ["better-sqlite3", "sqlite3", ...((await hasPostgres()) ? (["postgres"] as const) : [])];
}

export interface TestStore {
  readonly store: Store;
  readonly dataDir: string;
  remove(): Promise<void>;
}

async function runOnPostgres(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

let made = 0;

/** A migrated store of its own: a SQLite file in a new folder, or a schema of its own on PostgreSQL. */
export async function makeTestStore(driver: TestDriver = "better-sqlite3"): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-"));
  const schema = `t${process.pid}_${Date.now().toString(36)}_${made++}`;
  if (driver === "postgres") await runOnPostgres(`create schema ${schema}`);
  const { store } = await openMigratedStore(driver === "postgres" ? { kind: "postgres", url: testDatabaseUrl, schema } : { kind: driver, file: join(dataDir, "safeloop.sqlite") });
  return {
    store,
    dataDir,
    remove: async () => {
      await store.close();
      if (driver === "postgres") await runOnPostgres(`drop schema ${schema} cascade`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function testConfig(dataDir: string, changes: Partial<Config> = {}): Config {
  return { port: 0, host: "127.0.0.1", dataDir, sqliteDriver: "better-sqlite3", trustProxy: false, siteTz: "Asia/Shanghai", maxUploadMb: { photo: 25, video: 200 }, demo: false, ...changes };
}

/** A whole server on a fresh store with the seeded plant of `testTenant.ts`. Background work does not run by itself: call `settle()`. */
export async function makeTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const made = await makeTestStore(options.driver);
  const { store, dataDir } = made;
  const clock = (options.clock ?? new TestClock()) as TestClock;
  const tenant = await seedTestTenant(store, clock.now());
  const app = await buildApp({ config: testConfig(dataDir, options.config), store, clock, logger: pino({ level: options.log ? "info" : "silent" }), ...(options.slices ? { slices: options.slices } : {}), ...(options.webRoot ? { webRoot: options.webRoot } : {}) });
  const cookies = new Map<string, string>();
  const holdToContract = replyContract(app.routes);

  const personId = (login: string): string => {
    const person = app.ctx.tenants().flatMap((id) => app.ctx.directory(id).people).find((one) => one.login === login);
    if (!person) throw new Error(`The test tenant has no ${login}.`);
    return person.id;
  };
  const cookieFor = async (login: string): Promise<string> => {
    const known = cookies.get(login);
    if (known && (await app.parts.sessions.find(known))) return known;
    const id = personId(login);
    const person = app.ctx.tenants().map((tenantId) => app.ctx.directory(tenantId).person(id)).find((one) => one !== undefined);
    const fresh = await store.unit((tx) => app.parts.sessions.create(tx, { id, tenantId: person?.tenantId ?? tenant.tenantId }));
    cookies.set(login, fresh);
    return fresh;
  };

  return {
    ...app,
    clock,
    store,
    tenantId: tenant.tenantId,
    personId,
    actor: (login) => {
      const person = app.ctx.directory(tenant.tenantId).person(personId(login));
      if (!person) throw new Error(`${login} is not of the first tenant.`);
      return { id: person.id, kind: "person", name: person.name, tenantId: person.tenantId, orgId: person.orgId, permissions: permissionsOf(person.roles) };
    },
    inject: async (as, request) => {
      const cookie = as === null ? {} : { cookie: `${sessionCookie}=${await cookieFor(as)}` };
      const reply = await app.http.inject({ ...request, headers: { "x-safeloop": "1", ...cookie, ...request.headers } });
      if (typeof request.url === "string") holdToContract(request.method ?? "GET", request.url, reply.statusCode, reply.body);
      return reply;
    },
    close: async () => {
      await app.stop();
      await made.remove();
    },
  };
}
