import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceOf } from "../services.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { installPacks } from "./installPacks.ts";
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

  test("a newer pack publishes what changed, and leaves alone what the tenant made its own", async () => {
    const copy = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    const pack = loadPacks({ config: app.ctx.config, log: app.ctx.log }).find((one) => one.manifest.id === "safeloop-hazards");
    cpSync(join(process.cwd(), "templates", "safeloop-hazards"), join(copy, "safeloop-hazards"), { recursive: true });
    const file = join(copy, "safeloop-hazards", "pack.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), version: "99.0.0" }));
    const form = join(copy, "safeloop-hazards", "forms", "hazard-report-snap.json");
    writeFileSync(form, JSON.stringify({ ...JSON.parse(readFileSync(form, "utf8")), title: { zh: "随手拍 99", en: "Snap 99" } }));
    const newer = loadPacks({ config: { ...app.ctx.config, templatesDir: copy }, log: app.ctx.log });
    expect(newer[0]?.forms).toHaveLength(pack?.forms.length ?? 0);
    await installPacks(app.ctx, newer, "tenant-a", async () => undefined);
    const rows = await app.store.all<{ id: string; revision: number }>({ sql: "select id, revision from definitions where tenant_id = 'tenant-a' and kind = 'forms' order by id", bindings: [] });
    expect(rows.filter((row) => row.revision === 2).map((row) => row.id)).toEqual(["hazard-report-snap"]);
  });

  test("a newer pack that would blind the tenant's own rule over a form is not installed", async () => {
    const tenantId = "tenant-a";
    const { published, etag } = (await app.inject("designer", { method: "GET", url: "/api/v1/rules/hazard-repeated" })).json<{ published: { id: string }; etag: string }>();
    const saved = await app.inject("designer", { method: "PUT", url: "/api/v1/rules/hazard-repeated/draft", payload: { definition: { ...published, title: { zh: "本厂", en: "Our own" } } }, headers: { "if-match": etag } });
    const done = await app.inject("designer", { method: "POST", url: "/api/v1/rules/hazard-repeated/publish", payload: { reason: "ours" }, headers: { "if-match": saved.json<{ etag: string }>().etag } });
    expect(done.statusCode, done.body).toBe(200);
    const copy = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    cpSync(join(process.cwd(), "templates", "safeloop-hazards"), join(copy, "safeloop-hazards"), { recursive: true });
    rewrite(join(copy, "safeloop-hazards", "pack.json"), (text) => text.replace(/"version": "[^"]+"/, '"version": "99.5.0"'));
    for (const [kind, file] of [["forms", "hazard-report-snap"], ["rules", "hazard-repeated"]] as const) rewrite(join(copy, "safeloop-hazards", kind, `${file}.json`), (text) => text.replaceAll('"unsafe-act"', '"unsafe-deed"'));
    await installPacks(app.ctx, loadPacks({ config: { ...app.ctx.config, templatesDir: copy }, log: app.ctx.log }), tenantId, async () => undefined);
    expect(await app.store.all({ sql: "select version from pack_installs where tenant_id = 'tenant-a' and pack_id = 'safeloop-hazards'", bindings: [] })).toEqual([{ version: "99.0.0" }]);
  });

  test("a newer pack that would break the tenant's own flow is not installed, and what was there stays", async () => {
    const own = (await app.inject("designer", { method: "GET", url: "/api/v1/flows/hazard-rectification" })).json<{ published: { id: string; settings: object }; etag: string }>();
    const saved = await app.inject("designer", { method: "PUT", url: "/api/v1/flows/hazard-rectification/draft", payload: { definition: { ...own.published, title: { zh: "本厂整改", en: "Our own" } } }, headers: { "if-match": own.etag } });
    const published = await app.inject("designer", { method: "POST", url: "/api/v1/flows/hazard-rectification/publish", payload: { reason: "ours" }, headers: { "if-match": saved.json<{ etag: string }>().etag } });
    expect(published.statusCode, published.body).toBe(200);
    const copy = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    cpSync(join(process.cwd(), "templates", "safeloop-hazards"), join(copy, "safeloop-hazards"), { recursive: true });
    rewrite(join(copy, "safeloop-hazards", "pack.json"), (text) => text.replace(/"version": "[^"]+"/, '"version": "100.0.0"'));
    const renamed = (text: string): string => text.replaceAll('"reviewNote"', '"reviewText"');
    for (const kind of ["forms", "flows"]) rewrite(join(copy, "safeloop-hazards", kind, "hazard-rectification.json"), renamed);
    await installPacks(app.ctx, loadPacks({ config: { ...app.ctx.config, templatesDir: copy }, log: app.ctx.log }), "tenant-a", async () => undefined);
    const rows = await app.store.all({ sql: "select version from pack_installs where tenant_id = 'tenant-a' and pack_id = 'safeloop-hazards'", bindings: [] });
    expect(rows).toEqual([{ version: "99.0.0" }]);
    await installPacks(app.ctx, loadPacks({ config: { ...app.ctx.config, templatesDir: copy }, log: app.ctx.log }), "tenant-new", async () => undefined);
    expect(await app.store.all({ sql: "select version from pack_installs where tenant_id = 'tenant-new'", bindings: [] })).toEqual([{ version: "100.0.0" }]);
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
