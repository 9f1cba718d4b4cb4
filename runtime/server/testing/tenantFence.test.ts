import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionCookie } from "../auth/sessions.ts";
import type { Route } from "../context.ts";
import { publisherPublicKey, visitArchive } from "../packs/visitPack.testkit.ts";
import { call } from "./asPerson.ts";
import { multipart } from "./multipart.ts";
import { publishTest } from "./publishTest.ts";
import { makeTestApp, type TestApp } from "./testApp.ts";
import { reportFlow, reportForm } from "./testDefinitions.ts";

// Every route that names something by id, asked by the administrator of
// another tenant: the answer for a real id must be the answer for one that
// does not exist. A new route fails here until it is listed.

const definition = (id: string) => ({ definition: { ...reportForm, id } });
const command = { command: "comment", version: 1, comment: "x" };

/** A valid body for each write, so that the id is what decides. Ids of `/:id` are filled in. */
const bodies: { readonly [route: string]: object | undefined } = {
  "DELETE /tokens/:id": undefined,
  "PATCH /org/units/:id": { code: "ZZ" },
  "DELETE /org/units/:id": undefined,
  "PATCH /org/areas/:id": { code: "ZZ" },
  "DELETE /org/areas/:id": undefined,
  "GET /people/:id": undefined,
  "PATCH /people/:id": { name: "x" },
  "POST /people/:id/disable": undefined,
  "POST /people/:id/enable": undefined,
  "POST /people/:id/reset-password": undefined,
  "POST /absences/:id/end": undefined,
  "PUT /rosters/:id": { version: 1, plan: { shifts: [{ id: "day", name: "x", from: "08:00", to: "20:00" }], handoverMin: 0, week: {}, exceptions: [] } },
  "DELETE /rosters/:id": undefined,
  "POST /alarm-silences/:id/end": undefined,
  "GET /files/:id": undefined,
  "GET /submissions/:id": undefined,
  "PATCH /submissions/:id": { data: { what: "x" }, version: 1 },
  "GET /submissions/:id/refusals": undefined,
  "GET /submissions/:id/print.pdf": undefined,
  "POST /instances/:id/commands": command,
  "POST /instances/:id/migration/undo": { reason: "x" },
  "GET /flows/:id/instances": undefined,
  "GET /flows/:id/report": undefined,
  "GET /flows/:id/cases": undefined,
  "PUT /flows/:id/cases/:case": { case: { id: "x", name: "x", template: "x", when: [{ at: "2026-06-01T00:00:00Z", do: "tick" }] } },
  "DELETE /flows/:id/cases/:case": undefined,
  "POST /flows/:id/cases/run": {},
  "POST /flows/:id/migration/preview": { to: 1 },
  "POST /flows/:id/migration/run": { to: 1, instances: [{ id: "x", seq: 1 }], reason: "x" },
  "GET /tasks/:id": undefined,
  "POST /tasks/:id/commands": command,
  "POST /notices/:id/read": undefined,
  "DELETE /webhooks/:id": undefined,
  "GET /webhooks/:id/deliveries": undefined,
  "POST /webhooks/:id/deliveries/:delivery/redeliver": undefined,
  "PATCH /channels/:id": { title: "x" },
  "DELETE /channels/:id": undefined,
  "POST /channels/:id/test": undefined,
  "POST /channels/:id/redeliver": undefined,
  "POST /deliveries/:id/redeliver": undefined,
  "DELETE /me/browsers/:id": undefined,
  "GET /people/:id/email": undefined,
  "PUT /people/:id/email": { email: "x@example.com" },
  "GET /assets/:id": undefined,
  "PATCH /assets/:id": { title: { zh: "x", en: "x" } },
  "DELETE /assets/:id": undefined,
  "POST /packs/:id/install": {},
  "GET /packs/:id/templates/:template": undefined,
  "GET /packs/:id/history": undefined,
  "GET /packs/:id/archive": undefined,
  "GET /packs/:id/elements": undefined,
  "POST /packs/:id/plan": {},
  "POST /packs/:id/upgrade": { planHash: "x" },
  "POST /packs/:id/rollback": { reason: "x" },
  "POST /packs/:id/overlay/revert/plan": { keys: ["x"], seq: 1 },
  "POST /packs/:id/overlay/revert": { keys: ["x"], seq: 1, reason: "x" },
  "DELETE /packs/keys/:id": undefined,
  "GET /tags/:id": undefined,
  "PATCH /tags/:id": { title: { zh: "x", en: "x" } },
  "DELETE /tags/:id": undefined,
  "GET /tags/:id/readings": undefined,
  "GET /alarms/:id": undefined,
  "POST /alarms/:id/commands": { command: "ack", generation: 1 },
  "POST /devices/:id/secret": undefined,
  "DELETE /devices/:id": undefined,
  "GET /rules/:id/explanations": undefined,
  "POST /rules/:id/replay": { from: "2026-05-31T00:00:00Z", to: "2026-06-01T00:00:00Z" },
  "POST /rules/:id/review": {},
  "POST /forms/:id/validate": { data: { what: "x" } },
  "POST /flows/:id/validate": { definition: reportFlow },
  "GET /flows/:id/export": undefined,
  "POST /rules/:id/validate": definition("x"),
  ...Object.fromEntries(
    ["forms", "flows", "rules"].flatMap((kind) => [
      [`GET /${kind}/:id`, undefined], [`GET /${kind}/:id/versions`, undefined], [`GET /${kind}/:id/impact`, undefined], [`POST /${kind}/:id/presence`, {}], [`DELETE /${kind}/:id/draft`, undefined], [`DELETE /${kind}/:id`, undefined],
      [`PUT /${kind}/:id/draft`, definition("ID")], [`POST /${kind}/:id/publish`, { reason: "x" }],
    ]),
  ),
};

let app: TestApp;
const ids: { [noun: string]: string } = {};

async function made(path: string, body: object, as = "admin"): Promise<string> {
  const answer = await call<{ id?: string; device?: { id: string } }>(app, as, "POST", path, body);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body.id ?? answer.body.device?.id ?? "";
}

beforeAll(async () => {
  app = await makeTestApp();
  await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
  const title = { zh: "甲", en: "A" };
  const submission = (await call<{ id: string; instance: { id: string } }>(app, "worker", "POST", "/submissions", { form: "test-report", data: { what: "法兰渗漏" } })).body;
  const task = (await call<{ items: { id: string }[] }>(app, "head", "GET", "/tasks?mine=true")).body.items[0];
  await app.settle();
  const notice = await app.store.first<{ id: string }>({ sql: "select id from notices where tenant_id = 'tenant-a' limit 1", bindings: [] });
  const file = (await app.inject("worker", { method: "POST", url: "/api/v1/files", ...multipart("a.txt", Buffer.from("x")) })).json<{ id: string }>();
  const shipped = (await call<{ items: { id: string }[] }>(app, "admin", "GET", "/rules")).body.items[0]?.id ?? "";
  const rule = (await call<{ published: object }>(app, "admin", "GET", `/rules/${shipped}`)).body.published;
  await made("/rules", { definition: { ...rule, id: "rule-of-a", revision: 1 } });
  Object.assign(ids, {
    tokens: await made("/tokens", { title: "t", permissions: ["tag.read"] }),
    absences: await made("/absences", { personId: "p-worker", deputyId: "p-worker2", from: "2026-07-01T00:00:00Z", to: "2026-07-02T00:00:00Z" }),
    rosters: await made("/rosters", { orgId: "site-1", role: "operator", plan: { shifts: [{ id: "day", name: "x", from: "08:00", to: "20:00" }], handoverMin: 0, week: {}, exceptions: [] } }),
    "alarm-silences": await made("/alarm-silences", { area: "area-t104", reason: "x", until: new Date(app.clock.now() + 3_600_000).toISOString() }),
    units: "site-1", areas: "area-t103", people: "p-worker",
    files: file.id, submissions: submission.id, instances: submission.instance.id, tasks: task?.id, notices: notice?.id,
    webhooks: await made("/webhooks", { url: "https://hooks.example.com/a", events: ["alarm.raised"] }),
    channels: (await call<{ channel: { id: string } }>(app, "admin", "POST", "/channels", { kind: "webhook", title: "hook", settings: { url: "https://hooks.example.com/a" } })).body.channel.id,
    browsers: await made("/me/browsers", { endpoint: "https://push.example.com/a", p256dh: "A".repeat(87), auth: "A".repeat(22), browser: "x" }),
    assets: await made("/assets", { id: "asset-a", title, kind: "tank" }),
    tags: await made("/tags", { id: "GT-A", title, measurement: "combustible", unit: "%LEL", area: "area-t103", periodS: 1 }),
    packs: (await app.inject("admin", { method: "POST", url: "/api/v1/packs/import", ...multipart("a.zip", await visitArchive()) })).json<{ id: string }>().id,
    keys: (await call<{ keyId: string }>(app, "admin", "POST", "/packs/keys", { name: "x", publicKey: publisherPublicKey })).body.keyId,
    devices: await made("/devices", { id: "gateway-a", title }),
    forms: "test-report", flows: "test-report", rules: "rule-of-a",
  });
  await app.store.unit(async (tx) => {
    await tx.run({ sql: "insert into outgoing_notices (id, tenant_id, effect_key, topic, message, params, people, at, created_at) values ('notice-a', 'tenant-a', 'k', 't', '{}', '{}', '[]', 0, 0)", bindings: [] });
    const sql = "insert into deliveries (id, tenant_id, notice_id, channel_id, target, urgency, state, fell_over, tries, next_at, created_at) values ('delivery-a', 'tenant-a', 'notice-a', ?, 'group', 5, 'dead', 0, 1, 0, 0)";
    await tx.run({ sql, bindings: [ids["channels"] ?? ""] });
  });
  ids["deliveries"] = "delivery-a";
  await call(app, "admin", "POST", "/readings", { tagId: "GT-A", ts: app.clock.now(), value: 60, unit: "%LEL", quality: "good" });
  for (let n = 0; n < 60 && !ids["alarms"]; n += 1) {
    app.clock.advance(1_000);
    await call(app, "admin", "POST", "/readings", { tagId: "GT-A", ts: app.clock.now(), value: 60, unit: "%LEL", quality: "good" });
    await app.settle();
    ids["alarms"] = (await call<{ items: { id: string }[] }>(app, "admin", "GET", "/alarms")).body.items[0]?.id ?? "";
  }
}, 120_000);
afterAll(() => app.close());

const withId = (): readonly Route[] => app.routes.filter((route) => route.url.includes(":id"));
const nameOf = (route: Route): string => `${route.method} ${route.url.replace("/api/v1", "")}`;
const nounOf = (route: Route): string => /\/([\w-]+)\/:id/.exec(route.url)?.[1] ?? "";

async function ask(route: Route, id: string): Promise<{ status: number; body: string }> {
  const body = bodies[nameOf(route)];
  const payload = body && JSON.parse(JSON.stringify(body).replace('"ID"', JSON.stringify(id))) as object;
  const session = await app.store.unit((tx) => app.parts.sessions.create(tx, { id: "p-admin-b", tenantId: "tenant-b" }));
  const reply = await app.http.inject({ method: route.method, url: route.url.replace(":id", encodeURIComponent(id)).replace(":delivery", "d").replace(":template", "visit-log"), headers: { "x-safeloop": "1", "if-match": '"x"', cookie: `${sessionCookie}=${session}` }, ...(payload ? { payload } : {}) });
  return { status: reply.statusCode, body: reply.body.replaceAll(id, "<id>").replaceAll(encodeURIComponent(id), "<id>") };
}

describe("another tenant", () => {
  it("has something real to be kept from, for every noun", () => {
    expect(Object.entries(ids).filter(([, id]) => !id).map(([noun]) => noun)).toEqual([]);
    expect([...new Set(withId().map(nounOf))].filter((noun) => !(noun in ids))).toEqual([]);
  });

  it("is asked on every route that names an id", () => {
    expect(withId().map(nameOf).filter((name) => !(name in bodies))).toEqual([]);
  });

  it("gets the answer of an id that does not exist", async () => {
    const nothing = "00000000-0000-7000-8000-000000000000";
    const wrong: string[] = [];
    for (const route of withId()) {
      const [real, none] = [await ask(route, ids[nounOf(route)] ?? ""), await ask(route, nothing)];
      // A refusal of the body would say nothing about the id.
      if (real.status !== none.status || real.body !== none.body || real.status === 400) wrong.push(`${nameOf(route)}: ${real.status} ${real.body.slice(0, 160)} / ${none.status} ${none.body.slice(0, 160)}`);
    }
    expect(wrong).toEqual([]);
  });

  it("leaves everything as it was", async () => {
    for (const [noun, path] of [["submissions", "/submissions"], ["tasks", "/tasks"], ["alarms", "/alarms"], ["tags", "/tags"], ["assets", "/assets"], ["forms", "/forms"], ["flows", "/flows"], ["rules", "/rules"], ["people", "/people"]] as const) {
      const as = noun === "tasks" ? "head" : "admin";
      expect([noun, (await call(app, as, "GET", `${path}/${encodeURIComponent(ids[noun] ?? "")}`)).status]).toEqual([noun, 200]);
    }
    expect((await call(app, "worker", "GET", `/files/${ids["files"]}`)).status).toBe(200);
  });
});
