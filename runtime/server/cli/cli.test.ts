import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeFilesSlice } from "../files/filesSlice.ts";
import { makeOrgSlice } from "../org/orgSlice.ts";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { hasPostgres, makeTestApp, type TestApp, testDatabaseUrl } from "../testing/testApp.ts";
import { startServer } from "../startServer.ts";
import { runCli } from "./runCli.ts";

const canDump = (await hasPostgres()) && spawnSync("pg_dump", ["--version"]).status === 0;
if (!canDump) console.error("\n!!! PostgreSQL or pg_dump is missing: its backup test is SKIPPED.\n");

let app: TestApp;
let work: string;
let printed: string;

beforeEach(async () => {
  app = await makeTestApp({ slices: [makeOrgSlice, makeFilesSlice] });
  work = mkdtempSync(join(tmpdir(), "safeloop-cli-"));
  printed = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => ((printed += String(text)), true));
  return () => spy.mockRestore();
});
afterEach(async () => {
  await app.close();
  rmSync(work, { recursive: true, force: true });
});

const env = (dataDir: string): NodeJS.ProcessEnv => ({ DATA_DIR: dataDir });
const addUnit = (n: number) => call(app, "admin", "POST", "/org/units", { parentId: "site-1", level: "unit", title: { zh: `单元${n}`, en: `unit ${n}` }, code: `U${n}` });
const upload = () => app.inject("worker", { method: "POST", url: "/api/v1/files", ...multipart("notes.txt", Buffer.from("gas test at 07:05")) });

it("backs up a server at work, and the restored copy is whole: rows, attachments, audit chain", async () => {
  expect((await upload()).statusCode).toBe(201);
  for (let n = 0; n < 20; n += 1) await addUnit(n);
  await app.parts.sealer.seal();
  const writing = Promise.all(Array.from({ length: 30 }, (_, n) => addUnit(100 + n)));
  expect(await runCli(["backup", join(work, "b1")], env(app.ctx.config.dataDir))).toBe(0);
  await writing;
  expect(await runCli(["restore", join(work, "b1")], env(join(work, "copy")))).toBe(0);
  const db = new Database(join(work, "copy", "safeloop.sqlite"), { readonly: true });
  const { n } = db.prepare("select count(*) as n from org_units where code like 'U%'").get() as { n: number };
  db.close();
  expect(n).toBeGreaterThanOrEqual(20);
  printed = "";
  expect(await runCli(["doctor"], env(join(work, "copy")))).toBe(0);
  expect(printed).toMatch(/ok +integrity/);
  expect(printed).toMatch(/ok +attachments: 1 files are there/);
  expect(await runCli(["audit", "verify"], env(join(work, "copy")))).toBe(0);
});

it("takes the site's work calendars along, and leaves those of the new place where the backup has none", async () => {
  await runCli(["backup", join(work, "without")], env(app.ctx.config.dataDir));
  const calendars = join(app.ctx.config.dataDir, "calendars");
  mkdirSync(calendars);
  writeFileSync(join(calendars, "ours.json"), "old place");
  await runCli(["backup", join(work, "with")], env(app.ctx.config.dataDir));
  rmSync(calendars, { recursive: true });
  const place = join(work, "new-place");
  mkdirSync(join(place, "calendars"), { recursive: true });
  writeFileSync(join(place, "calendars", "theirs.json"), "new place");
  expect(await runCli(["restore", join(work, "without")], env(place))).toBe(0);
  expect(readdirSync(join(place, "calendars"))).toEqual(["theirs.json"]);
  expect(await runCli(["restore", join(work, "with"), "--force"], env(place))).toBe(0);
  expect(readFileSync(join(place, "calendars", "ours.json"), "utf8")).toBe("old place");
  expect(readdirSync(join(place, "calendars"))).toEqual(["ours.json"]);
});

it("holds back what a restored copy would send, until it is released", async () => {
  await runCli(["backup", join(work, "b1")], env(app.ctx.config.dataDir));
  await runCli(["restore", join(work, "b1")], env(join(work, "copy")));
  printed = "";
  await runCli(["doctor"], env(join(work, "copy")));
  expect(printed).toContain("held back since a restore");
  await runCli(["release"], env(join(work, "copy")));
  printed = "";
  await runCli(["doctor"], env(join(work, "copy")));
  expect(printed).toContain("notifications: 0 waiting");
});

it("refuses a folder that holds data unless forced, an incomplete backup, and a used target", async () => {
  await runCli(["backup", join(work, "b1")], env(app.ctx.config.dataDir));
  await runCli(["restore", join(work, "b1")], env(join(work, "copy")));
  await expect(runCli(["restore", join(work, "b1")], env(join(work, "copy")))).rejects.toThrow("is not empty");
  expect(await runCli(["restore", join(work, "b1"), "--force"], env(join(work, "copy")))).toBe(0);
  await expect(runCli(["backup", join(work, "b1")], env(app.ctx.config.dataDir))).rejects.toThrow("is not empty");
  cpSync(join(work, "b1"), join(work, "half"), { recursive: true });
  rmSync(join(work, "half", "manifest.json"));
  await expect(runCli(["restore", join(work, "half")], env(join(work, "other")))).rejects.toThrow("no complete backup");
  expect(readdirSync(work).sort()).not.toContain("other");
});

it("says which entry of the audit chain is bad, and which attachment is gone", async () => {
  const { sha256, id } = (await upload()).json<{ sha256: string; id: string }>();
  for (let n = 0; n < 5; n += 1) await addUnit(n);
  await app.parts.sealer.seal();
  await app.store.unit((tx) => tx.run({ sql: "update audit_rows set action = 'nothing' where seq = 3", bindings: [] }));
  printed = "";
  expect(await runCli(["audit", "verify"], env(app.ctx.config.dataDir))).toBe(1);
  expect(printed).toContain("first bad entry: 3 (the row was changed)");
  writeFileSync(join(app.ctx.config.dataDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256), "");
  printed = "";
  expect(await runCli(["doctor"], env(app.ctx.config.dataDir))).toBe(1);
  expect(printed).toContain(`1 of 1 files are missing or cut, first ${id}`);
});

it.skipIf(!canDump)("does the same on PostgreSQL with its own tools", async () => {
  const name = `safeloop_cli_${process.pid}_${Date.now().toString(36)}`;
  const urlOf = (database: string): string => Object.assign(new URL(testDatabaseUrl), { pathname: `/${database}` }).href;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: testDatabaseUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}_a`);
  await run(`create database ${name}_b`);
  const from = { DATA_DIR: join(work, "pg-a"), DATABASE_URL: urlOf(`${name}_a`) };
  const to = { DATA_DIR: join(work, "pg-b"), DATABASE_URL: urlOf(`${name}_b`) };
  try {
    const server = await startServer({ ...from, PORT: "0", MQTT_LISTEN: "off", LOG_LEVEL: "silent" });
    expect(await runCli(["backup", join(work, "pg")], from)).toBe(0);
    await server.stop();
    expect(await runCli(["restore", join(work, "pg")], to)).toBe(0);
    printed = "";
    expect(await runCli(["doctor"], to)).toBe(0);
    expect(printed).toContain("held back since a restore");
    expect(await runCli(["audit", "verify"], to)).toBe(0);
    await expect(runCli(["restore", join(work, "pg")], { DATA_DIR: join(work, "pg-c") })).rejects.toThrow("set DATABASE_URL");
  } finally {
    await run(`drop database ${name}_a with (force)`);
    await run(`drop database ${name}_b with (force)`);
  }
}, 60_000);

it("prints its commands, and fails on an unknown one", async () => {
  expect([await runCli([], {}), await runCli(["nonsense"], {})]).toEqual([0, 2]);
  expect(printed).toContain("safeloop <command>");
  await expect(runCli(["audit", "verify"], env(join(work, "nothing")))).rejects.toThrow("There is no database");
});
