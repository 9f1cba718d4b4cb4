import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { buildApp, type App } from "../runtime/server/app.ts";
import { sessionCookie } from "../runtime/server/auth/sessions.ts";
import { BetterSqliteStore, migrate } from "../runtime/server/storage/index.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { seedTestTenant } from "../runtime/server/testing/testTenant.ts";

/** A server of a bench: a fresh SQLite file with `synchronous=FULL` and the test plant. */
export interface BenchServer {
  readonly app: App;
  readonly store: BetterSqliteStore;
  readonly file: string;
  readonly url: string;
  /** A session cookie of a person of the plant. */
  session(login: string): Promise<string>;
  post(login: string, path: string, body: unknown, headers?: Record<string, string>): Promise<{ etag: string; token: string }>;
  stop(): Promise<void>;
}

/** Opens one; `batch` is the number of units a commit may carry, `background` whether effects, jobs and the sealer run beside. */
export async function openServer(batch: number, background: boolean): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-bench-"));
  const file = join(dataDir, "safeloop.sqlite");
  await migrate({ dialect: "sqlite", file });
  const store = new BetterSqliteStore({ file, batch, synchronous: "FULL" });
  await seedTestTenant(store, Date.now());
  const app = await buildApp({
    config: { port: 0, host: "127.0.0.1", dataDir, sqliteDriver: "better-sqlite3", trustProxy: false, siteTz: "Asia/Shanghai", maxUploadMb: { photo: 25, video: 200 }, demo: false, templatesDir: makeEmptyTemplates() },
    store,
    logger: pino({ level: "silent" }),
  });
  if (background) await app.start();
  await app.http.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
  const session = async (login: string): Promise<string> => {
    const person = app.ctx.tenants().flatMap((id) => app.ctx.directory(id).people).find((one) => one.login === login);
    if (!person) throw new Error(`no ${login}`);
    return `${sessionCookie}=${await store.unit((tx) => app.parts.sessions.create(tx, { id: person.id, tenantId: person.tenantId }))}`;
  };
  const post = async (login: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<{ etag: string; token: string }> => {
    const response = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json", "x-safeloop": "1", cookie: await session(login), ...headers }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { etag: string; token: string };
  };
  return { app, store, file, url, session, post, stop: async () => (await app.stop(), await store.close(), rmSync(dataDir, { recursive: true, force: true })) };
}

/** Publishes a definition as a designer does. */
export async function publishOn(server: BenchServer, kind: "forms" | "flows" | "rules", definition: { readonly id: string }): Promise<void> {
  const { etag } = await server.post("designer", `/api/v1/${kind}`, { definition });
  await server.post("designer", `/api/v1/${kind}/${definition.id}/publish`, { reason: "bench" }, { "if-match": etag });
}
