import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceOf } from "../services.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { installPacks } from "./installPacks.ts";
import { PackLayers } from "./layers/packLayers.ts";
import { loadPacks, PackFault } from "./loadPacks.ts";

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

describe("template packs", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp();
  });
  afterAll(async () => app.close());

  test("the shipped packs are published in a tenant on first use, and the gallery shows them", async () => {
    const gallery = await app.inject("worker", { method: "GET", url: "/api/v1/packs" });
    expect(gallery.statusCode, gallery.body).toBe(200);
    const permits = gallery.json().find((one: { id: string }) => one.id === "safeloop-permits");
    const hot = permits.templates.find((one: { id: string }) => one.id === "permit-hot-work");
    expect(hot.counts.fields).toBeGreaterThan(30);
    expect(hot.counts.checks).toBeGreaterThan(20);
    const forms = await app.inject("worker", { method: "GET", url: "/api/v1/forms" });
    expect(forms.json().items.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining(["hazard-rectification", "hazard-report-snap", "permit-hot-work"]));
    expect(forms.json().items.find((one: { id: string }) => one.id === "hazard-report-snap")).toMatchObject({ source: "pack", packId: "safeloop-hazards", published: { revision: 1 } });
    const rows = await app.store.all({ sql: "select pack_id, version from pack_installs where tenant_id = 'tenant-a'", bindings: [] });
    expect(rows).toContainEqual({ pack_id: "safeloop-permits", version: permits.version });
  });

  /** The shipped packs with another version of the hazards, brought up in a tenant as at a start. */
  async function bringUp(version: string, tenantId: string, change: (folder: string) => void): Promise<void> {
    const copy = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    const folder = join(copy, "safeloop-hazards");
    for (const id of ["safeloop-base", "safeloop-hazards"]) cpSync(join(process.cwd(), "templates", id), join(copy, id), { recursive: true });
    rewrite(join(folder, "pack.json"), (text) => text.replace(/"version": "[^"]+"/, `"version": "${version}", "autoInstall": true`));
    change(folder);
    const packs = loadPacks({ config: { ...app.ctx.config, templatesDir: copy }, log: app.ctx.log });
    await installPacks(app.ctx, new PackLayers(app.ctx, packs, async () => undefined), tenantId);
  }
  const versionIn = async (tenantId: string): Promise<unknown> => (await app.store.first<{ version: string }>({ sql: "select version from pack_installs where tenant_id = ? and pack_id = 'safeloop-hazards'", bindings: [tenantId] }))?.version;
  const titleOf = async (kind: string, id: string): Promise<string> => ((await published(kind, id))["title"] as { zh: string }).zh;
  const retitled = (zh: string) => (text: string): string => text.replace(/"zh": "[^"]+"/, `"zh": "${zh}"`);

  async function publish(kind: string, id: string, definition: object): Promise<number> {
    const there = await app.inject("designer", { method: "GET", url: `/api/v1/${kind}/${id}` });
    const saved = there.statusCode === 404
      ? await app.inject("designer", { method: "POST", url: `/api/v1/${kind}`, payload: { definition } })
      : await app.inject("designer", { method: "PUT", url: `/api/v1/${kind}/${id}/draft`, payload: { definition }, headers: { "if-match": there.json<{ etag: string }>().etag } });
    const done = await app.inject("designer", { method: "POST", url: `/api/v1/${kind}/${id}/publish`, payload: { reason: "ours" }, headers: { "if-match": saved.json<{ etag: string }>().etag } });
    expect(done.statusCode, done.body).toBe(200);
    return done.json<{ revision: number }>().revision;
  }
  const published = async (kind: string, id: string): Promise<{ readonly [member: string]: unknown }> => (await app.inject("designer", { method: "GET", url: `/api/v1/${kind}/${id}` })).json<{ published: { readonly [member: string]: unknown } }>().published;

  test("a newer pack publishes what changed, and what the tenant changed beside it stays", async () => {
    await publish("forms", "hazard-rectification", { ...(await published("forms", "hazard-rectification")), title: { zh: "本厂整改单", en: "Our rectification" } });
    await bringUp("99.0.0", "tenant-a", (folder) => rewrite(join(folder, "forms", "hazard-report-snap.json"), retitled("随手拍 99")));
    expect(await versionIn("tenant-a")).toBe("99.0.0");
    expect([await titleOf("forms", "hazard-report-snap"), await titleOf("forms", "hazard-rectification")]).toEqual(["随手拍 99", "本厂整改单"]);
    const rows = await app.store.all<{ id: string }>({ sql: "select id from definitions where tenant_id = 'tenant-a' and revision > 1 order by id", bindings: [] });
    expect(rows.map((row) => row.id)).toEqual(["hazard-rectification", "hazard-report-snap"]);
  });

  test("what the tenant went back from does not come by itself at the next start", async () => {
    const newer = (folder: string): void => rewrite(join(folder, "forms", "hazard-report-snap.json"), retitled("随手拍 99"));
    const back = await app.inject("admin", { method: "POST", url: "/api/v1/packs/safeloop-hazards/rollback", payload: { reason: "现场不习惯" } });
    expect(back.statusCode, back.body).toBe(200);
    expect(await titleOf("forms", "hazard-report-snap")).not.toBe("随手拍 99");
    await bringUp("99.0.0", "tenant-a", newer);
    expect(await titleOf("forms", "hazard-report-snap")).not.toBe("随手拍 99");
    expect((await app.inject("admin", { method: "POST", url: "/api/v1/packs/safeloop-hazards/rollback", payload: { reason: "再试" } })).statusCode).toBe(200);
  });

  test("a newer pack that changes what the tenant changed waits for a person", async () => {
    await bringUp("99.2.0", "tenant-a", (folder) => rewrite(join(folder, "forms", "hazard-rectification.json"), retitled("整改 99")));
    expect([await versionIn("tenant-a"), await titleOf("forms", "hazard-rectification")]).toEqual(["99.0.0", "本厂整改单"]);
  });

  test("a newer pack that would blind the tenant's own rule over a form is not installed", async () => {
    await publish("rules", "our-repeated", { ...(await published("rules", "hazard-repeated")), id: "our-repeated", revision: 1 });
    const renamed = (text: string): string => text.replaceAll('"unsafe-act"', '"unsafe-deed"');
    await bringUp("99.5.0", "tenant-a", (folder) => [["forms", "hazard-report-snap"], ["rules", "hazard-repeated"]].forEach(([kind = "", file = ""]) => rewrite(join(folder, kind, `${file}.json`), renamed)));
    expect(await versionIn("tenant-a")).toBe("99.0.0");
  });

  test("a newer pack that would break the tenant's own flow is not installed, and what was there stays", async () => {
    await publish("flows", "our-rectification", { ...(await published("flows", "hazard-rectification")), id: "our-rectification", revision: 1 });
    const change = (folder: string): void => ["forms", "flows"].forEach((kind) => rewrite(join(folder, kind, "hazard-rectification.json"), (text) => text.replaceAll('"reviewNote"', '"reviewText"')));
    await bringUp("100.0.0", "tenant-a", change);
    expect(await versionIn("tenant-a")).toBe("99.0.0");
    await bringUp("100.0.0", "tenant-new", change);
    expect(await versionIn("tenant-new")).toBe("100.0.0");
  });

  test("a pack file that cannot be read stops the start with its name", () => {
    const broken = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    cpSync(join(process.cwd(), "templates", "safeloop-hazards"), join(broken, "safeloop-hazards"), { recursive: true });
    writeFileSync(join(broken, "safeloop-hazards", "forms", "hazard-report-snap.json"), "{");
    expect(() => loadPacks({ config: { ...app.ctx.config, templatesDir: broken }, log: app.ctx.log })).toThrow(PackFault);
    expect(() => loadPacks({ config: { ...app.ctx.config, templatesDir: "/no/such/folder" }, log: app.ctx.log })).toThrow("/no/such/folder");
  });

  test("a tenant has its own copies", async () => {
    await serviceOf(app.ctx.services, "definitions").load("tenant-b");
    const rows = await app.store.all({ sql: "select count(*) as n from definitions where tenant_id = 'tenant-b'", bindings: [] });
    expect((rows[0] as { n: number }).n).toBeGreaterThan(10);
  });
});
