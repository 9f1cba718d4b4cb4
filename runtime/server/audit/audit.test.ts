import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "@safeloop/engine";
import { afterEach, describe, expect, it } from "vitest";
import type { MakeSlice } from "../context.ts";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { readAuditKeys } from "./auditKey.ts";
import { factsText, ownHash } from "./auditRow.ts";
import { checkpointFile } from "./sealer.ts";
import { type AuditVerdict, readCheckpoints, verifyAudit } from "./verifyAudit.ts";

let app: TestApp;
afterEach(async () => app?.close());

it("is hashed over the canonical text of each row, whatever order its facts come in", () => {
  const facts = { subject_type: "file", tenant_id: "t", at: 5, actor_id: "张三", detail: "{\"k\":1}", actor_kind: "person", action: "file.create", ip: null, actor_name: "\u2028\"", subject_id: "f" };
  expect(factsText(facts)).toBe(canonicalJson(facts));
});

const none: readonly MakeSlice[] = [];

/** A log of `n` rows, sealed. */
async function withRows(n: number, driver: Parameters<typeof makeTestApp>[0] = {}): Promise<void> {
  app = await makeTestApp({ slices: none, ...driver });
  await write(n);
  await app.parts.sealer.seal();
}

async function write(n: number): Promise<void> {
  await Promise.all(Array.from({ length: n }, (_, k) => app.store.unit((tx) => app.ctx.audit(tx, app.actor(k % 2 ? "worker" : "safety"), { action: "file.create", subject: { type: "file", id: `t${k}` }, detail: { k } }))));
}

function verifyNow(outside = true): Promise<AuditVerdict> {
  const dataDir = app.ctx.config.dataDir;
  const keys = readAuditKeys(dataDir);
  return verifyAudit({ from: app.store, rowKey: keys.rowKey, publicKey: keys.publicKey, outside: outside ? readCheckpoints(checkpointFile(dataDir)) : [] });
}

const sql = (text: string, ...bindings: unknown[]) => app.store.unit((tx) => tx.run({ sql: text, bindings }));

describe.each(await testDrivers())("the audit chain on %s", (driver) => {
  it("holds when nobody touched it, and says how many rows are not sealed yet", async () => {
    await withRows(40, { driver });
    await write(3);
    expect(await verifyNow()).toEqual({ ok: true, entries: 40, unsealed: 3 });
    expect(await app.parts.sealer.seal()).toBe(3);
    expect(await verifyNow()).toEqual({ ok: true, entries: 43, unsealed: 0 });
  });

  it("seals rows of refused units never, and each row once under two sealers at work", async () => {
    app = await makeTestApp({ slices: none, driver });
    await Promise.allSettled([
      app.store.unit(async (tx) => {
        await app.ctx.audit(tx, app.actor("worker"), { action: "file.create", subject: { type: "file", id: "no" } });
        throw new Error("refused");
      }),
      write(20),
    ]);
    await Promise.all([app.parts.sealer.seal(), app.parts.sealer.seal()]);
    expect(await verifyNow()).toEqual({ ok: true, entries: 20, unsealed: 0 });
  });
});

describe("tampering by SQL is named by its first bad row", () => {
  const edits: readonly (readonly [string, string, number])[] = [
    ["an edited detail", "update audit_rows set detail = '{\"k\":99}' where seq = 7", 7],
    ["an edited actor", "update audit_rows set actor_name = '别人' where seq = 12", 12],
    ["an edited time", "update audit_rows set at = at + 1 where seq = 1", 1],
    ["a deleted row", "delete from audit_rows where seq = 9", 9],
    ["a cut tail", "delete from audit_rows where seq > 15", 16],
    ["a row taken out of the chain", "update audit_rows set seq = null where seq = 5", 5],
    ["a forged hash", "update audit_rows set own_hash = 'x' where seq = 3", 3],
    ["a moved tenant", "update audit_rows set tenant_id = 'tenant-b' where seq = 11", 11],
    ["a row that was inserted with its own idea of a hash", "insert into audit_rows (tenant_id, at, actor_id, actor_kind, actor_name, action, subject_type, subject_id, detail, own_hash) values ('tenant-a', 1, 'x', 'person', 'x', 'x', 'x', 'x', '{}', 'x')", 21],
    ["everything deleted", "delete from audit_rows", 1],
  ];
  it.each(edits)("%s", async (_, edit, seq) => {
    await withRows(20);
    await sql(edit);
    expect(await verifyNow()).toMatchObject({ ok: false, firstBadSeq: seq });
  });

  it("two rows that changed places", async () => {
    await withRows(20);
    await sql("update audit_rows set seq = -1 where seq = 4");
    await sql("update audit_rows set seq = 4 where seq = 8");
    await sql("update audit_rows set seq = 8 where seq = -1");
    expect(await verifyNow()).toMatchObject({ ok: false, firstBadSeq: 4 });
  });

  it("a row that was changed before it was sealed", async () => {
    await withRows(20);
    await write(1);
    await sql("update audit_rows set detail = '{}' where seq is null");
    expect(await verifyNow()).toMatchObject({ ok: false, firstBadSeq: 21 });
    await app.parts.sealer.seal();
    expect(await verifyNow()).toMatchObject({ ok: false, firstBadSeq: 21 });
  });

  it("a tail cut together with its recorded head, by the checkpoint", async () => {
    await withRows(20);
    const row = await app.store.first<{ chain_hash: string }>({ sql: "select chain_hash from audit_rows where seq = 10", bindings: [] });
    await sql("delete from audit_rows where seq > 10");
    await sql("update audit_head set seq = 10, hash = ?", row?.chain_hash);
    expect(await verifyNow()).toMatchObject({ ok: false, firstBadSeq: 11 });
  });

  it("a whole chain rewritten with the stolen key, by the checkpoint kept outside", async () => {
    await withRows(20);
    const kept = readCheckpoints(checkpointFile(app.ctx.config.dataDir));
    expect(kept.length).toBe(1);
    // The thief has the row key and rewrites history from row 1 on.
    const key = readAuditKeys(app.ctx.config.dataDir).rowKey;
    await sql("update audit_rows set actor_name = '别人'");
    for (const row of await app.store.all<Parameters<typeof ownHash>[1] & { id: number }>({ sql: "select * from audit_rows", bindings: [] })) await sql("update audit_rows set seq = null, chain_hash = null, own_hash = ? where id = ?", ownHash(key, row), row.id);
    await sql("delete from audit_head");
    await sql("delete from audit_checkpoints");
    rmSync(checkpointFile(app.ctx.config.dataDir));
    await app.parts.sealer.seal();
    expect(await verifyNow(false)).toMatchObject({ ok: true });
    const keys = readAuditKeys(app.ctx.config.dataDir);
    expect(await verifyAudit({ from: app.store, rowKey: keys.rowKey, publicKey: keys.publicKey, outside: kept })).toMatchObject({ ok: false, firstBadSeq: 1 });
  });

  it("a checkpoint that this installation did not sign", async () => {
    await withRows(20);
    await sql("update audit_checkpoints set hash = ?", "0".repeat(64));
    expect((await verifyNow()).ok).toBe(false);
  });
});

it("signs a checkpoint each hour or thousand rows, and appends it to a file", async () => {
  await withRows(5);
  await write(3);
  await app.parts.sealer.seal();
  app.clock.advance(3_600_000);
  await write(1);
  await app.parts.sealer.seal();
  await write(1_001);
  await app.parts.sealer.seal();
  const lines = readFileSync(join(app.ctx.config.dataDir, "audit", "checkpoints.jsonl"), "utf8").trim().split("\n").map((line) => (JSON.parse(line) as { seq: number }).seq);
  expect(lines.slice(0, 2)).toEqual([5, 9]);
  expect(lines.length).toBe(3);
  expect(lines[2]).toBeGreaterThanOrEqual(1_009);
  expect(await verifyNow()).toMatchObject({ ok: true, entries: 1_010 });
});

it("shows a tenant its own rows, newest first, with filters and pages", async () => {
  await withRows(30);
  await app.store.unit((tx) => app.ctx.audit(tx, { ...app.actor("worker"), tenantId: "tenant-b" }, { action: "tag.create", subject: { type: "tag", id: "b" } }));
  interface List {
    readonly items: readonly { readonly seq: number; readonly subject: { id: string }; readonly sealed: boolean }[];
    readonly next: string | null;
  }
  const first = (await call<List>(app, "auditor", "GET", "/audit?limit=20")).body;
  const rest = (await call<List>(app, "auditor", "GET", `/audit?limit=20&cursor=${first.next}`)).body;
  expect([first.items.length, rest.items.length, rest.next]).toEqual([20, 10, null]);
  expect(first.items[0]?.sealed).toBe(true);
  expect([...first.items, ...rest.items].map((one) => one.seq)).toEqual(Array.from({ length: 30 }, (_, n) => 30 - n));
  expect((await call<List>(app, "auditor", "GET", "/audit?actor=p-worker&action=file&subject=t3")).body.items.length).toBe(1);
  expect((await call<List>(app, "auditor", "GET", "/audit?action=f%25le")).body.items.length).toBe(0);
  expect((await call(app, "auditor", "GET", "/audit?cursor=xx")).code).toBe("CURSOR_INVALID");
  expect((await call(app, "worker", "GET", "/audit")).status).toBe(403);
  expect((await call(app, "auditor", "GET", "/audit/verify")).body).toEqual({ ok: true, entries: 30, unsealed: 1 });
});
