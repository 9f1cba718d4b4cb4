import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestChecker } from "../http/requestSchema.ts";
import { pagePolicy } from "../http/securityHeaders.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";

let app: TestApp;
let web: string;

beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), "safeloop-web-"));
  mkdirSync(join(web, "assets"));
  for (const name of ["web", "capture", "designer"]) writeFileSync(join(web, `${name}.html`), `<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>${name}</title>`);
  writeFileSync(join(web, "assets", "main-Ab12Cd34.js"), `console.log(${JSON.stringify("x".repeat(2_000))})`);
  writeFileSync(join(web, "sw.js"), "self");
  writeFileSync(join(tmpdir(), "safeloop-secret.txt"), "secret");
  app = await makeTestApp({ webRoot: web });
});
afterAll(async () => {
  await app.close();
  rmSync(web, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.http.inject({ url, headers });

describe("operations", () => {
  it("says that it runs, that it is ready, and what it counts", async () => {
    expect((await get("/healthz")).json()).toEqual({ ok: true });
    expect((await get("/readyz")).json()).toEqual({ ready: true });
    const metrics = await get("/metrics");
    expect(metrics.headers["content-type"]).toContain("text/plain");
    for (const name of ["safeloop_http_request_seconds_bucket", "safeloop_outbox_dead 0", "safeloop_audit_unsealed", "process_resident_memory_bytes"]) expect(metrics.body).toContain(name);
  });

  it("describes every route in OpenAPI 3.1 with its policy", async () => {
    const api = (await get("/openapi.json")).json<{ openapi: string; paths: Record<string, Record<string, { "x-policy": string; parameters: { name: string; in: string }[]; responses: object }>> }>();
    expect(api.openapi).toBe("3.1.0");
    for (const route of app.routes) {
      const operation = api.paths[route.url.replace(/:(\w+)/g, "{$1}")]?.[route.method.toLowerCase()];
      expect(operation, `${route.method} ${route.url}`).toBeDefined();
      expect(operation?.["x-policy"]).toBe(route.policy.kind === "permission" ? route.policy.permission : route.policy.kind);
      for (const [, name] of route.url.matchAll(/:(\w+)/g)) expect(operation?.parameters.some((one) => one.in === "path" && one.name === name), `${route.url} ${name}`).toBe(true);
    }
  });

  it("shows the routes and error codes as pages without scripts", async () => {
    const page = await get("/docs");
    expect(page.body).toContain("/api/v1/session");
    expect(page.body).not.toContain("<script");
    expect((await get("/docs/errors")).body).toContain('id="LOGIN_FAILED"');
  });

  it("declares a policy on every route, and lets nobody in where one must sign in", async () => {
    for (const route of app.routes) {
      expect(["public", "session", "permission"]).toContain(route.policy.kind);
      if (route.policy.kind === "public" || route.url.includes("*")) continue;
      const reply = await app.http.inject({ method: route.method, url: route.url.replace(/:\w+/g, "x"), headers: { "x-safeloop": "1" } });
      expect([route.method, route.url, reply.statusCode]).toEqual([route.method, route.url, 401]);
    }
  });

  it("can judge a request to every route that declares a shape", () => {
    const judged = app.routes.filter((route) => route.schema?.body || route.schema?.query || route.schema?.params);
    expect(judged.length).toBeGreaterThan(50);
    for (const route of judged) {
      const issues = requestChecker(route)({ params: { stray: 1 }, query: { stray: 1 }, body: 1 });
      if (route.schema?.body) expect([route.method, route.url, issues.some((one) => !one.path.startsWith("/query"))]).toEqual([route.method, route.url, true]);
    }
  });

  it("is not fooled by odd paths", async () => {
    for (const url of ["/api/v1/people/", "/API/v1/people", "/api/v1//people", "/api/v1/people;x", "/api/v1/people%2f..%2finfo", "/api/v1/people.", "/api/v1/people%20", "//api/v1/people"]) {
      expect([url, [401, 404].includes((await get(url)).statusCode)]).toEqual([url, true]);
    }
    expect((await get("/api/v1/people?/webhooks/trigger")).statusCode).toBe(401);
  });
});

describe("pages", () => {
  it("come with a fresh nonce, in the header and in the page, and nothing unsafe", async () => {
    const [one, two] = [await get("/"), await get("/")];
    const nonce = /content="([^"]+)"/.exec(one.body)?.[1] ?? "";
    expect(one.headers["content-security-policy"]).toBe(pagePolicy(nonce));
    expect(two.body).not.toContain(nonce);
    expect(String(one.headers["content-security-policy"])).not.toMatch(/unsafe/);
    expect(one.headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin", "cache-control": "no-store" });
  });

  it("are chosen by path, and unknown files are not pages", async () => {
    const title = async (url: string) => /<title>(\w+)/.exec((await get(url)).body)?.[1];
    expect(await Promise.all(["/", "/tasks/1", "/snap", "/snap/x", "/snapshots", "/design", "/design/forms/a", "/capture.html"].map(title))).toEqual(["web", "web", "capture", "capture", "web", "designer", "designer", "capture"]);
    for (const url of ["/assets/none.js", "/api/nothing", "/..%2fsafeloop-secret.txt", "/../safeloop-secret.txt", "/assets/..%2f..%2fetc/passwd.txt"]) expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });

  it("are served small, and hashed files for ever", async () => {
    const script = await get("/assets/main-Ab12Cd34.js", { "accept-encoding": "gzip" });
    expect(script.headers).toMatchObject({ "content-encoding": "gzip", "cache-control": "public, max-age=31536000, immutable", "content-type": "text/javascript; charset=utf-8" });
    expect(script.rawPayload.length).toBeLessThan(500);
    expect((await get("/sw.js")).headers["cache-control"]).toBe("no-cache");
  });
});
