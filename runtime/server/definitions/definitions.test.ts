import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { DefinitionMemory } from "./definitionMemory.ts";
import { serviceOf, type PublishedEvent } from "../services.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

const deepMark = "@deep@";

/** JSON text in which the mark became a value nested 10,000 deep; `JSON.stringify` itself cannot write one. */
function deepText(payload: object): string {
  const depth = 10_000;
  return JSON.stringify(payload).replaceAll(`"${deepMark}"`, `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
}

function nestedLogic(depth: number): unknown {
  let value: unknown = true;
  for (let i = 0; i < depth; i += 1) value = { "!": [value] };
  return value;
}

const what = { type: "string", "x-id": "what", "x-title": { zh: "内容", en: "What" } };
const withWhat = (schema: object): object => ({ ...inspectionForm, id: "hostile", listFields: [], logic: [], ui: { sections: [] }, schema: { type: "object", properties: { what: { ...what, ...schema } } } });

/** Definitions no draft may hold, each with the code that refuses it. */
const hostileForms: readonly (readonly [string, object, string])[] = [
  ["nesting 10,000 deep", { ...inspectionForm, id: "hostile", schema: deepMark }, "DEF_TOO_DEEP"],
  ["a key `constructor`", { ...inspectionForm, id: "hostile", tables: { constructor: {} } }, "DEF_KEY_FORBIDDEN"],
  ["a key `prototype`", { ...inspectionForm, id: "hostile", limits: { prototype: {} } }, "DEF_KEY_FORBIDDEN"],
  ["a remote $ref", withWhat({ $ref: "http://169.254.169.254/latest/meta-data" }), "FORM_REF_REMOTE"],
  ["a file $ref", withWhat({ $ref: "file:///etc/passwd" }), "FORM_REF_REMOTE"],
  ["a pattern with look-behind", withWhat({ pattern: "(?<=a)b" }), "FORM_PATTERN_BAD"],
  ["an unknown operator", { ...inspectionForm, id: "hostile", logic: [{ target: "what", effect: "show", when: { method: [{ var: "what" }, "constructor"] } }] }, "LOGIC_OPERATOR_UNKNOWN"],
  ["logic 1,000 deep", { ...inspectionForm, id: "hostile", logic: [{ target: "what", effect: "show", when: nestedLogic(1_000) }] }, "DEF_TOO_DEEP"],
  ["no id", { ...inspectionForm, id: "../x" }, "DEF_SHAPE"],
];

describe.each(drivers)("definitions on %s", (driver) => {
  let app: TestApp;
  const events: PublishedEvent[] = [];
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    serviceOf(app.ctx.services, "definitions").onPublished((event) => events.push(event));
  });
  afterAll(async () => app.close());

  const post = (url: string, payload: object, as = "designer", headers: Record<string, string> = {}) => app.inject(as, { method: "POST", url: `/api/v1${url}`, payload: deepText(payload), headers: { "content-type": "application/json", ...headers } });
  const put = (url: string, payload: object, as: string, headers: Record<string, string>) => app.inject(as, { method: "PUT", url: `/api/v1${url}`, payload: deepText(payload), headers: { "content-type": "application/json", ...headers } });
  const get = (url: string, as = "designer") => app.inject(as, { method: "GET", url: `/api/v1${url}` });
  const remove = (url: string, as = "designer") => app.inject(as, { method: "DELETE", url: `/api/v1${url}` });

  test("a form is drafted, published as revision 1 and read by workers without its draft", async () => {
    const made = await post("/forms", { definition: inspectionForm });
    expect(made.statusCode, made.body).toBe(201);
    expect(made.json().issues).toEqual([]);
    const published = await post("/forms/test-inspection/publish", { reason: "first" }, "designer", { "if-match": made.json().etag });
    expect(published.statusCode, published.body).toBe(200);
    expect(published.json()).toMatchObject({ revision: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const detail = await get("/forms/test-inspection", "worker");
    expect(detail.json()).toMatchObject({ id: "test-inspection", draft: null, hash: published.json().hash, published: { title: { zh: "巡检记录" } } });
    expect(events.at(-1)).toMatchObject({ kind: "forms", id: "test-inspection", published: { revision: 1 } });
  });

  test("the published definition is one object in memory, so a warm request compiles nothing", async () => {
    const definitions = serviceOf(app.ctx.services, "definitions");
    const first = definitions.published(app.tenantId, "forms", "test-inspection");
    await get("/forms/test-inspection");
    expect(definitions.published(app.tenantId, "forms", "test-inspection")?.definition).toBe(first?.definition);
    expect((await definitions.byHash(app.tenantId, "forms", first?.hash ?? ""))?.definition).toBe(first?.definition);
  });

  test("a second revision leaves the first readable for ever, each named by its hash", async () => {
    const draft = await put("/forms/test-inspection/draft", { definition: { ...inspectionForm, title: { zh: "巡检记录二", en: "Inspection 2" } } }, "designer", { "if-match": (await get("/forms/test-inspection")).json().etag });
    expect(draft.statusCode, draft.body).toBe(200);
    const published = await post("/forms/test-inspection/publish", { reason: "new title" }, "designer", { "if-match": draft.json().etag });
    expect(published.json().revision).toBe(2);
    expect((await get("/forms/test-inspection?revision=1")).json().published.title.zh).toBe("巡检记录");
    expect((await get("/forms/test-inspection?revision=3")).statusCode).toBe(404);
    const versions = (await get("/forms/test-inspection/versions")).json();
    expect(versions.map((one: { revision: number }) => one.revision)).toEqual([2, 1]);
    expect(versions[0]).toMatchObject({ reason: "new title", by: { name: "蒋设计" } });
  });

  test("two editors: the one whose etag is old gets 412 and nothing of his is stored", async () => {
    const etag = (await get("/forms/test-inspection")).json().etag;
    const first = await put("/forms/test-inspection/draft", { definition: inspectionForm }, "designer", { "if-match": etag });
    expect(first.statusCode, first.body).toBe(200);
    const second = await put("/forms/test-inspection/draft", { definition: { ...inspectionForm, title: { zh: "乙", en: "B" } } }, "safety", { "if-match": etag });
    expect(second.statusCode).toBe(412);
    expect(second.json()).toMatchObject({ code: "DEF_STALE", params: { by: "蒋设计" } });
    expect((await put("/forms/test-inspection/draft", { definition: inspectionForm }, "designer", {})).statusCode).toBe(428);
    expect((await get("/forms/test-inspection")).json().draft.title.zh).toBe("巡检记录");
    expect((await remove("/forms/test-inspection/draft")).statusCode).toBe(204);
    expect((await get("/forms/test-inspection")).json().draft).toBeNull();
    expect((await post("/forms/test-inspection/publish", { reason: "none" }, "designer", { "if-match": "x" })).json().code).toBe("DEF_NO_DRAFT");
  });

  test("unfinished work may be saved, but is not published", async () => {
    const unfinished = { ...inspectionForm, id: "unfinished", logic: [{ target: "nobody", effect: "show", when: true }] };
    const made = await post("/forms", { definition: unfinished });
    expect(made.statusCode, made.body).toBe(201);
    expect(made.json().issues[0]).toMatchObject({ code: "FORM_TARGET_UNKNOWN", message: expect.stringContaining("nobody") });
    const published = await post("/forms/unfinished/publish", { reason: "try" }, "designer", { "if-match": made.json().etag });
    expect(published.statusCode).toBe(422);
    expect(published.json()).toMatchObject({ code: "DEF_INVALID", issues: [{ code: "FORM_TARGET_UNKNOWN" }] });
    expect((await get("/forms/unfinished", "worker")).statusCode).toBe(404);
  });

  test.each(hostileForms)("%s is refused within a second on create, update and check", async (_name, definition, code) => {
    const begun = performance.now();
    const created = await post("/forms", { definition });
    expect(created.statusCode, created.body).toBe(422);
    expect(created.json().issues.map((one: { code: string }) => one.code)).toContain(code);
    const updated = await put("/forms/test-inspection/draft", { definition: { ...definition, id: "test-inspection" } }, "designer", { "if-match": (await get("/forms/test-inspection")).json().etag });
    if (code !== "DEF_SHAPE") expect(updated.statusCode, updated.body).toBe(422);
    const checked = await post("/forms/check", { definition });
    expect(checked.json().issues.map((one: { code: string }) => one.code)).toContain(code);
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("`__proto__` in a body is refused by the parser, and 10,000 levels with an idempotency key as well", async () => {
    const raw = await app.inject("designer", { method: "POST", url: "/api/v1/forms", headers: { "content-type": "application/json" }, payload: `{"definition":{"id":"p","__proto__":{"polluted":1}}}` });
    expect(raw.statusCode).toBe(400);
    const deep = await post("/forms", { definition: { ...inspectionForm, id: "deep", schema: deepMark } }, "designer", { "idempotency-key": `deep-${driver}` });
    expect(deep.json().code, deep.body).toBe("REQUEST_INVALID");
    expect((await get("/forms/test-inspection")).statusCode).toBe(200);
  });

  test("a flow that runs in a circle by itself is refused", async () => {
    const loop = {
      ...reportFlow, id: "loop", form: { id: "test-inspection" },
      nodes: [...reportFlow.nodes.filter((node) => node.id !== "review"), { id: "a", kind: "exclusive", title: { zh: "甲", en: "A" } }, { id: "b", kind: "exclusive", title: { zh: "乙", en: "B" } }],
      edges: [{ id: "e1", from: "start", to: "a" }, { id: "e2", from: "a", to: "b", default: true }, { id: "e3", from: "b", to: "a", default: true }, { id: "e4", from: "b", to: "end", when: true }],
    };
    const begun = performance.now();
    const made = await post("/flows", { definition: loop });
    const issues = made.json().issues as { code: string; severity: string }[];
    expect(issues.some((one) => one.severity === "error" && one.code.startsWith("FLOW_")), made.body).toBe(true);
    if (made.statusCode === 201) expect((await post("/flows/loop/publish", { reason: "x" }, "designer", { "if-match": made.json().etag })).statusCode).toBe(422);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("a flow must name a published form, and its form is not retired while the flow is", async () => {
    const early = await post("/flows", { definition: reportFlow });
    expect(early.json().issues).toContainEqual(expect.objectContaining({ code: "DEF_REFERENCE" }));
    const form = await post("/forms", { definition: reportForm });
    await post("/forms/test-report/publish", { reason: "x" }, "designer", { "if-match": form.json().etag });
    const published = await post("/flows/test-report/publish", { reason: "x" }, "designer", { "if-match": early.json().etag });
    expect(published.statusCode, published.body).toBe(200);
    const refused = await remove("/forms/test-report");
    expect(refused.json()).toMatchObject({ code: "DEF_IN_USE", params: { users: ["flow test-report"] } });
    expect((await remove("/flows/test-report")).statusCode).toBe(204);
    expect((await remove("/forms/test-report")).statusCode).toBe(204);
    expect((await get("/forms/test-report")).statusCode).toBe(404);
    expect((await post("/forms", { definition: reportForm })).statusCode).toBe(201);
  });

  test("lists page by id and workers may not edit", async () => {
    const first = await get("/forms?limit=1");
    expect(first.json().items).toHaveLength(1);
    const second = await get(`/forms?limit=1&cursor=${first.json().next}`);
    expect(second.json().items[0].id > first.json().items[0].id).toBe(true);
    expect((await get("/forms?cursor=zzz")).json().code).toBe("CURSOR_INVALID");
    expect((await post("/forms", { definition: inspectionForm }, "worker")).statusCode).toBe(403);
    expect((await post("/forms", { definition: inspectionForm })).json().code).toBe("DEF_EXISTS");
  });

  test("what another process published or retired is taken over", async () => {
    const memory = new DefinitionMemory(app.ctx.store, async () => undefined);
    await memory.load(app.tenantId);
    const heard: PublishedEvent[] = [];
    memory.onPublished((event) => heard.push(event));
    await memory.refresh();
    expect(heard).toEqual([]);
    const etag = (await get("/forms/test-inspection")).json().etag;
    const draft = await put("/forms/test-inspection/draft", { definition: { ...inspectionForm, title: { zh: "别处发布", en: "Elsewhere" } } }, "designer", { "if-match": etag });
    await post("/forms/test-inspection/publish", { reason: "elsewhere" }, "designer", { "if-match": draft.json().etag });
    await memory.refresh();
    expect(memory.published(app.tenantId, "forms", "test-inspection")?.definition.title.zh).toBe("别处发布");
    expect(heard.map((one) => `${one.id} ${one.published?.revision ?? "gone"}`)).toEqual(["test-inspection 3"]);
  });

  test("another tenant's definitions answer like missing ones", async () => {
    const strange = await get("/forms/test-inspection", "admin-b");
    const missing = await get("/forms/no-such-form", "admin-b");
    expect(strange.statusCode).toBe(404);
    expect(strange.body).toBe(missing.body);
    for (const [method, url] of [["GET", "/versions"], ["POST", "/publish"], ["PUT", "/draft"], ["DELETE", "/draft"], ["DELETE", ""], ["POST", "/validate"]] as const) {
      const payload = url === "/publish" ? { reason: "x" } : url === "/draft" ? { definition: inspectionForm } : url === "/validate" ? { data: {} } : undefined;
      const one = await app.inject("admin-b", { method, url: `/api/v1/forms/test-inspection${url}`, ...(payload ? { payload } : {}) });
      expect(one.statusCode, `${method} ${url} ${one.body}`).toBe(404);
    }
  });

  test("members a caller must not set are refused", async () => {
    const made = await post("/forms", { definition: inspectionForm, tenantId: "tenant-b" });
    expect(made.json()).toMatchObject({ code: "REQUEST_INVALID", issues: [{ code: "REQUEST_FIELD_UNKNOWN" }] });
  });
});
