/**
 * The server under load, in a process of its own: a fresh SQLite file with
 * `synchronous=FULL`, the 60-field form published, an API token. The first
 * argument is the number of units a commit may carry. Prints one JSON line.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { buildApp } from "../runtime/server/app.ts";
import { BetterSqliteStore, migrate } from "../runtime/server/storage/index.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { seedTestTenant } from "../runtime/server/testing/testTenant.ts";
import { sessionCookie } from "../runtime/server/auth/sessions.ts";
import { sixtyFields } from "./sixtyFields.ts";

const batch = Number(process.argv[2] ?? 64);
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
await app.http.listen({ host: "127.0.0.1", port: 0 });
const url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;

async function as(login: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<{ etag: string; token: string }> {
  const person = app.ctx.tenants().flatMap((id) => app.ctx.directory(id).people).find((one) => one.login === login);
  if (!person) throw new Error(`no ${login}`);
  const session = await store.unit((tx) => app.parts.sessions.create(tx, { id: person.id, tenantId: person.tenantId }));
  const response = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json", "x-safeloop": "1", cookie: `${sessionCookie}=${session}`, ...headers }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { etag: string; token: string };
}

const { etag } = await as("designer", "/api/v1/forms", { definition: sixtyFields });
await as("designer", `/api/v1/forms/${sixtyFields.id}/publish`, { reason: "bench" }, { "if-match": etag });
const { token } = await as("admin", "/api/v1/tokens", { title: "bench", permissions: ["form.read", "submission.create", "submission.read", "submission.readAll"] });

process.on("message", (message) => {
  if (message === "count") void store.first<{ n: number }>({ sql: "select count(*) as n from submissions", bindings: [] }).then((row) => process.send?.({ count: Number(row?.n), cpu: process.cpuUsage() }));
  if (message === "stop") void app.stop().then(() => store.close()).then(() => (rmSync(dataDir, { recursive: true, force: true }), process.exit(0)));
});
process.send?.({ url, token });
