import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passwordCost } from "./auth/password.ts";
import { type RunningServer, startServer } from "./startServer.ts";
import { DataDirInUse } from "./storage/dataDirLock.ts";
import { CrashClient } from "./testing/crash/client.ts";
import { freePort } from "./testing/crash/serverProcess.ts";
import { hasPostgres, testDatabaseUrl } from "./testing/testApp.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.error("\n!!! openssl is missing: the TLS test is SKIPPED.\n");

let dataDir: string;
let server: RunningServer | undefined;

beforeEach(() => {
  passwordCost.N = 2 ** 12;
  dataDir = mkdtempSync(join(tmpdir(), "safeloop-start-"));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  await server?.stop();
  server = await startServer({ PORT: String(await freePort()), DATA_DIR: dataDir, MQTT_LISTEN: "off", LOG_LEVEL: "silent", ...env });
  return server;
}

async function canSignIn(login: string, password: string): Promise<boolean> {
  const client = new CrashClient(`http://127.0.0.1:${new URL(server?.url ?? "").port}`);
  try {
    return (await client.send("POST", "/session", { login, password })).status === 200;
  } finally {
    client.close();
  }
}

interface Info {
  readonly demo: boolean;
  readonly firstRun: boolean;
  readonly accounts?: readonly object[];
}

async function info(): Promise<Info> {
  return (await (await fetch(`http://127.0.0.1:${new URL(server?.url ?? "").port}/api/v1/info`)).json()) as Info;
}

describe("an empty data folder", () => {
  it("starts the demo with the fixed account, shown only on loopback, and keeps it over a restart", async () => {
    const first = await start();
    expect(first.accounts.find((one) => one.login === "admin")).toMatchObject({ password: "safeloop-demo" });
    expect([await canSignIn("admin", "safeloop-demo"), await info()]).toMatchObject([true, { demo: true, firstRun: false, accounts: expect.arrayContaining([expect.objectContaining({ login: "admin" })]) }]);
    const second = await start();
    expect([second.demo, second.accounts.length, await canSignIn("admin", "safeloop-demo")]).toEqual([true, first.accounts.length, true]);
  });

  it("gets random passwords where other machines can reach it, in a file for the server's user only", async () => {
    const made = await start({ HOST: "0.0.0.0" });
    const admin = made.accounts.find((one) => one.login === "admin");
    expect(new Set(made.accounts.map((one) => one.password)).size).toBe(made.accounts.length);
    expect([await canSignIn("admin", "safeloop-demo"), await canSignIn("admin", admin?.password ?? ""), (await info()).accounts]).toEqual([false, true, undefined]);
    expect(statSync(join(dataDir, "demo-accounts.json")).mode & 0o077).toBe(0);
    const again = await start({ HOST: "0.0.0.0" });
    expect(again.accounts).toEqual(made.accounts);
  });

  it("made on loopback loses its fixed passwords when it is opened to other machines", async () => {
    await start();
    await start({ HOST: "0.0.0.0" });
    expect(await canSignIn("admin", "safeloop-demo")).toBe(false);
    const loopback = await start();
    expect([await canSignIn("admin", "safeloop-demo"), (await info()).accounts, loopback.accounts.length > 0]).toEqual([false, undefined, true]);
  });

  it("stays empty with SAFELOOP_DEMO=0, and the printed link makes one administrator once", async () => {
    const made = await start({ SAFELOOP_DEMO: "0" });
    expect([made.demo, made.accounts, await info()]).toMatchObject([false, [], { demo: false, firstRun: true }]);
    const token = new URL(made.setupLink ?? "").searchParams.get("token");
    const client = new CrashClient(made.url);
    const body = { token, login: "chief", name: "负责人", password: "tank farm 103!", company: "滨海石化" };
    expect((await client.send("POST", "/first-run", { ...body, password: "weak" })).status).toBe(422);
    const done = await client.send("POST", "/first-run", body);
    expect([done.status, JSON.parse(done.body)]).toMatchObject([201, { person: { login: "chief", roles: [{ role: "admin" }] }, tenant: { title: { zh: "滨海石化" } } }]);
    expect((await client.send("POST", "/first-run", body)).status).toBe(410);
    client.close();
    expect([await canSignIn("chief", "tank farm 103!"), (await start()).setupLink]).toEqual([true, undefined]);
  });

  it("prints a new link at the next start while there is nobody, and the old one works no more", async () => {
    const old = new URL((await start({ SAFELOOP_DEMO: "0" })).setupLink ?? "").searchParams.get("token");
    const made = await start({ SAFELOOP_DEMO: "0" });
    const client = new CrashClient(made.url);
    expect((await client.send("POST", "/first-run", { token: old, login: "chief", name: "x", password: "tank farm 103!" })).status).toBe(410);
    client.close();
  });
});

describe("starting and stopping", () => {
  it("refuses a second server on the same folder, and a bad variable, each in one sentence", async () => {
    await start();
    await expect(startServer({ DATA_DIR: dataDir, PORT: "0", MQTT_LISTEN: "off" })).rejects.toThrow(DataDirInUse);
    await expect(startServer({ DATA_DIR: dataDir, PORT: "eighty" })).rejects.toThrow(/^PORT must be a whole number/);
  });

  it("frees the folder when the port is taken", async () => {
    const other = await start();
    const second = mkdtempSync(join(tmpdir(), "safeloop-start-"));
    await expect(startServer({ DATA_DIR: second, PORT: new URL(other.url).port, MQTT_LISTEN: "off", LOG_LEVEL: "silent" })).rejects.toThrow(/EADDRINUSE/);
    const third = await startServer({ DATA_DIR: second, PORT: "0", MQTT_LISTEN: "off", LOG_LEVEL: "silent" });
    await third.stop();
    rmSync(second, { recursive: true, force: true });
  });

  it("answers requests under way before it ends, open streams notwithstanding", async () => {
    const made = await start();
    const client = new CrashClient(made.url);
    const session = await client.signIn("admin", "safeloop-demo");
    const stream = await fetch(`${made.url}/api/v1/stream`, { headers: { cookie: session } });
    const reader = stream.body?.getReader();
    await reader?.read();
    const writes = Array.from({ length: 8 }, (_, n) => {
      const one = new CrashClient(made.url);
      one.use(session);
      return one.send("POST", "/org/areas", { orgId: "demo-site", code: `Z${n}`, title: { zh: "区", en: "area" }, risk: 4 }).then((reply) => (one.close(), reply.status));
    });
    const statuses = Promise.allSettled(writes);
    await new Promise((resolve) => setImmediate(resolve));
    const began = performance.now();
    await made.stop();
    const ended = performance.now() - began;
    const outcomes = (await statuses).map((one) => (one.status === "fulfilled" ? one.value : "refused connection"));
    expect(outcomes.every((one) => one === 201 || one === 503 || one === "refused connection")).toBe(true);
    expect(ended).toBeLessThan(10_000);
    client.close();
    server = undefined;
    const again = await start();
    const check = new CrashClient(again.url);
    await check.signIn("admin", "safeloop-demo");
    const { areas } = await check.json<{ areas: { code: string }[] }>("GET", "/org");
    check.close();
    for (const [n, outcome] of outcomes.entries()) if (outcome === 201) expect(areas.some((one) => one.code === `Z${n}`)).toBe(true);
  });
});


describe.skipIf(!hasOpenssl)("with a certificate", () => {
  it("speaks https only, marks its cookie Secure and asks browsers to stay on https", async () => {
    const [key, cert] = [join(dataDir, "key.pem"), join(dataDir, "cert.pem")];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost"], { stdio: "ignore" });
    const { url } = await start({ TLS_CERT: cert, TLS_KEY: key });
    expect(url).toMatch(/^https:/);
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      const body = JSON.stringify({ login: "admin", password: "safeloop-demo" });
      request(`${url}/api/v1/session`, { method: "POST", rejectUnauthorized: false, headers: { "content-type": "application/json", "x-safeloop": "1", "content-length": body.length } }, resolve).on("error", reject).end(body);
    });
    reply.resume();
    expect([reply.statusCode, String(reply.headers["set-cookie"]), reply.headers["strict-transport-security"]]).toEqual([200, expect.stringContaining("; Secure"), "max-age=31536000"]);
    await expect(fetch(url.replace("https:", "http:"))).rejects.toThrow();
  });
});

describe.skipIf(!(await hasPostgres()))("on PostgreSQL", () => {
  it("starts, seeds the demo, works and starts again", async () => {
    const name = `safeloop_start_${process.pid}_${Date.now().toString(36)}`;
    const run = async (sql: string): Promise<void> => {
      const client = new pg.Client({ connectionString: testDatabaseUrl });
      await client.connect();
      await client.query(sql);
      await client.end();
    };
    await run(`create database ${name}`);
    const url = new URL(testDatabaseUrl);
    url.pathname = `/${name}`;
    try {
      await start({ DATABASE_URL: url.href });
      const client = new CrashClient(server?.url ?? "");
      await client.signIn("admin", "safeloop-demo");
      const area = { orgId: "demo-site", code: "PG1", title: { zh: "区", en: "area" }, risk: 4 };
      const first = await client.send("POST", "/org/areas", area, { "idempotency-key": "once" });
      const again = await client.send("POST", "/org/areas", area, { "idempotency-key": "once" });
      expect([first.status, again.body]).toEqual([201, first.body]);
      client.close();
      expect((await start({ DATABASE_URL: url.href })).demo).toBe(true);
      expect(await canSignIn("admin", "safeloop-demo")).toBe(true);
    } finally {
      await server?.stop();
      server = undefined;
      await run(`drop database if exists ${name} with (force)`);
    }
  }, 60_000);
});
