import { afterAll, beforeAll, expect, it } from "vitest";
import type { AlertRule } from "@safeloop/engine";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { gasPoint } from "./testPlant.ts";

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: gasPoint("GT-1") });
});
afterAll(() => app.close());

const get = async (url: string) => (await app.inject("admin", { method: "GET", url: `/api/v1${url}` })).json();
const rule = async () => (await get("/rules/combustible-level1")) as { published: AlertRule; etag: string };

async function publish(definition: AlertRule, etag: string): Promise<{ status: number; code?: string; issues?: { code: string }[] }> {
  const draft = await app.inject("admin", { method: "PUT", url: "/api/v1/rules/combustible-level1/draft", payload: { definition }, headers: { "if-match": `"${etag}"` } });
  const saved = draft.json<{ etag: string }>();
  const reply = await app.inject("admin", { method: "POST", url: "/api/v1/rules/combustible-level1/publish", payload: { reason: "本厂收紧" }, headers: { "if-match": `"${saved.etag}"` } });
  return { status: reply.statusCode, ...reply.json<{ code?: string; issues?: { code: string }[] }>() };
}

it("a shipped gas rule may be tightened and takes effect at once; loosened beyond the standard it is refused", async () => {
  const { published, etag } = await rule();
  const with_ = (value: number): AlertRule => ({ ...published, limits: { H1: { ...published.limits["H1"]!, value } } });
  const loose = await publish(with_(40), etag);
  expect([loose.status, loose.issues?.map((one) => one.code)]).toEqual([422, ["RULE_FLOOR_LOOSENED"]]);
  const draft = await get("/rules/combustible-level1");
  expect((await publish(with_(15), draft.etag)).status).toBe(200);
  await app.inject("admin", { method: "POST", url: "/api/v1/readings", payload: [{ tagId: "GT-1", ts: app.clock.now(), value: 16 }] });
  for (let i = 0; i < 8; i += 1) {
    app.clock.advance(500);
    await app.ctx.services.alarms?.tick();
  }
  expect((await get("/alarms?open=true")).items.map((one: { ruleId: string }) => one.ruleId)).toEqual(["combustible-level1"]);
  const back = await rule();
  expect((await publish(with_(25), back.etag)).status).toBe(200); // tightening made no new floor
});

it("a rule with an open alarm is not retired", async () => {
  const reply = await app.inject("admin", { method: "DELETE", url: "/api/v1/rules/combustible-level1" });
  expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([409, "DEF_IN_USE"]);
});

it("the review says what publishing would do to live alarms", async () => {
  const { published } = await rule();
  const reply = await app.inject("admin", { method: "POST", url: "/api/v1/rules/combustible-level1/review", payload: { definition: { ...published, select: { tags: [] } } } });
  expect(reply.json<{ ends: string[] }>().ends).toHaveLength(1);
});
