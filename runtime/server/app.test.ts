import { afterEach, describe, expect, it } from "vitest";
import type { MakeSlice, Route } from "./context.ts";
import { makeTestApp, type TestApp } from "./testing/testApp.ts";

let app: TestApp;
afterEach(async () => app?.close());

const putMeta = (key: string): { sql: string; bindings: unknown[] } => ({ sql: "insert into meta (key, value) values (?, 'x')", bindings: [key] });

/** A slice with one route of each kind. */
const sample: MakeSlice = (ctx) => ({
  name: "sample",
  routes: [
    { method: "GET", url: "/api/v1/open", summary: "open", policy: { kind: "public" }, handler: async () => ({ body: { ok: true } }) },
    { method: "GET", url: "/api/v1/mine", summary: "mine", policy: { kind: "session" }, handler: async (req) => ({ body: { name: req.actor.name } }) },
    {
      method: "POST",
      url: "/api/v1/things",
      summary: "make",
      policy: { kind: "permission", permission: "org.edit" },
      schema: { body: { type: "object", properties: { key: { type: "string", maxLength: 20 }, n: { type: "integer" } }, required: ["key"], additionalProperties: false }, query: { type: "object", properties: { limit: { type: "integer", maximum: 200 } } } },
      handler: (req) =>
        req.unit(async (tx) => {
          await tx.run(putMeta((req.body as { key: string }).key));
          await ctx.audit(tx, req.actor, { action: "file.create", subject: { type: "file", id: "1" } });
          return { status: 201, headers: { "x-made": "1" }, body: { id: ctx.newId() } };
        }),
    },
    { method: "POST", url: "/api/v1/broken", summary: "broken", policy: { kind: "public" }, handler: async () => { throw new Error("the secret cause"); } },
  ],
});

const post = (app: TestApp, as: string | null, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject(as, { method: "POST", url: "/api/v1/things", headers: { "content-type": "application/json", ...headers }, payload: typeof payload === "string" ? payload : JSON.stringify(payload) });

const count = async (app: TestApp): Promise<number> => (await app.store.all({ sql: "select key from meta", bindings: [] })).length;

describe("a route", () => {
  it("refuses to be built without a policy", async () => {
    const hole = { method: "GET", url: "/api/v1/hole", summary: "", handler: async () => ({}) } as unknown as Route;
    await expect(makeTestApp({ slices: [() => ({ name: "hole", routes: [hole] })] })).rejects.toThrow("GET /api/v1/hole declares no policy.");
  });

  it("lets in whom its policy names, and nobody else", async () => {
    app = await makeTestApp({ slices: [sample] });
    const get = async (as: string | null, url: string) => (await app.inject(as, { url })).statusCode;
    expect([await get(null, "/api/v1/open"), await get(null, "/api/v1/mine"), await get("worker", "/api/v1/mine")]).toEqual([200, 401, 200]);
    expect((await post(app, "worker", { key: "a" })).json()).toMatchObject({ status: 403, code: "FORBIDDEN", params: { permission: "org.edit" } });
    expect((await post(app, "admin", { key: "a" })).statusCode).toBe(201);
  });

  it("answers bad input with every place that is wrong, in the caller's language", async () => {
    app = await makeTestApp({ slices: [sample] });
    const reply = await post(app, "admin", { n: "one", extra: 1 }, { "accept-language": "en" });
    expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(reply.json()).toMatchObject({
      code: "REQUEST_INVALID",
      detail: "The body of the request does not match the contract; nothing was stored. Correct each place listed in issues.",
      issues: [
        { code: "REQUEST_FIELD_MISSING", path: "/key" },
        { code: "REQUEST_FIELD_UNKNOWN", path: "/extra", message: 'The member "extra" is not known here. Remove it or check its spelling.' },
        { code: "REQUEST_FIELD_TYPE", path: "/n", params: { expected: "integer" } },
      ],
    });
    expect((await post(app, "admin", {})).json().detail).toContain("没有保存任何内容");
    expect(await count(app)).toBe(0);
  });

  it("caps the list of issues at 100", async () => {
    app = await makeTestApp({ slices: [sample] });
    const body = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`f${n}`, 1]));
    const reply = (await post(app, "admin", body)).json();
    expect([reply.issues.length, reply.issuesTotal]).toEqual([100, 151]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/json\t; charset=utf-8", " application/json", "application/json; charset=latin1", "application/jsonx", "application/json, text/plain", "APPLICATION/XML", "text/json", "multipart/form-data; boundary=x"])("answers 415 to the content type %j", async (type) => {
    app = await makeTestApp({ slices: [sample] });
    // Node trims header values on the wire; injected ones arrive as they are.
    expect((await post(app, "admin", '{"key":"a"}', { "content-type": type })).statusCode).toBe(415);
    expect(await count(app)).toBe(0);
  });

  it("refuses broken JSON, prototype keys, bad UTF-8 and bodies over the limit", async () => {
    app = await makeTestApp({ slices: [sample] });
    expect((await post(app, "admin", '{"key":')).json()).toMatchObject({ status: 400, code: "REQUEST_JSON" });
    expect((await post(app, "admin", '{"key":"a","__proto__":{"x":1}}')).json()).toMatchObject({ status: 400, code: "REQUEST_JSON" });
    expect((await post(app, "admin", "")).statusCode).toBe(400);
    const bytes = await app.inject("admin", { method: "POST", url: "/api/v1/things", headers: { "content-type": "application/json" }, payload: Buffer.from([0x22, 0xff, 0x22]) });
    expect(bytes.json()).toMatchObject({ code: "REQUEST_JSON", params: { why: "not UTF-8" } });
    expect((await post(app, "admin", { key: "x".repeat(1_100_000) })).json()).toMatchObject({ status: 413, code: "REQUEST_TOO_LARGE" });
  });

  it("tells a fault's reference and never its cause", async () => {
    app = await makeTestApp({ slices: [sample] });
    const reply = await app.inject(null, { method: "POST", url: "/api/v1/broken", headers: { "content-type": "application/json" }, payload: "{}" });
    expect(reply.json()).toMatchObject({ status: 500, code: "INTERNAL", ref: reply.headers["x-request-id"] });
    expect(reply.body).not.toContain("secret cause");
  });

  it("answers an unknown path with a code", async () => {
    app = await makeTestApp({ slices: [sample] });
    expect((await app.inject("admin", { url: "/api/v1/nothing" })).json()).toMatchObject({ status: 404, code: "ROUTE_NOT_FOUND" });
  });
});

describe("an Idempotency-Key", () => {
  it("gives a repeat the first answer and does the work once", async () => {
    app = await makeTestApp({ slices: [sample] });
    const first = await post(app, "admin", { key: "a" }, { "idempotency-key": "k1" });
    const again = await post(app, "admin", { key: "a" }, { "idempotency-key": "k1" });
    expect([again.statusCode, again.json(), again.headers["x-made"], again.headers["idempotency-replayed"]]).toEqual([201, first.json(), "1", "true"]);
    expect(await count(app)).toBe(1);
  });

  it("holds when the repeats arrive together", async () => {
    app = await makeTestApp({ slices: [sample] });
    const replies = await Promise.all(Array.from({ length: 8 }, () => post(app, "admin", { key: "a" }, { "idempotency-key": "k1" })));
    expect(new Set(replies.map((one) => `${one.statusCode} ${one.body}`)).size).toBe(1);
    expect(await count(app)).toBe(1);
  });

  it("is refused for another request, and does not bind a refused one", async () => {
    app = await makeTestApp({ slices: [sample] });
    expect((await post(app, "admin", { nothing: 1 }, { "idempotency-key": "k1" })).statusCode).toBe(400);
    expect((await post(app, "admin", { key: "a" }, { "idempotency-key": "k1" })).statusCode).toBe(201);
    expect((await post(app, "admin", { key: "b" }, { "idempotency-key": "k1" })).json()).toMatchObject({ status: 422, code: "IDEMPOTENCY_KEY_REUSED" });
    expect((await post(app, "admin", { key: "c" }, { "idempotency-key": "bad key" })).json()).toMatchObject({ code: "IDEMPOTENCY_KEY_INVALID" });
    expect(await count(app)).toBe(1);
  });

  it("belongs to its caller", async () => {
    app = await makeTestApp({ slices: [sample] });
    await post(app, "admin", { key: "a" }, { "idempotency-key": "k1" });
    expect((await post(app, "admin-b", { key: "b" }, { "idempotency-key": "k1" })).statusCode).toBe(201);
    expect(await count(app)).toBe(2);
  });
});

describe("a write from a browser", () => {
  it("is refused without our header, from another origin, or marked cross-site", async () => {
    app = await makeTestApp({ slices: [sample] });
    for (const headers of [{ "x-safeloop": "" }, { origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }]) {
      expect((await post(app, "admin", { key: "a" }, headers)).json()).toMatchObject({ status: 403, code: "CSRF_REFUSED" });
    }
    expect((await post(app, "admin", { key: "a" }, { origin: "http://localhost:80", host: "localhost:80" })).statusCode).toBe(201);
  });

  it("accepts the public origin behind a proxy", async () => {
    app = await makeTestApp({ slices: [sample], config: { publicUrl: "https://safe.example.com" } });
    expect((await post(app, "admin", { key: "a" }, { origin: "https://safe.example.com" })).statusCode).toBe(201);
  });
});
