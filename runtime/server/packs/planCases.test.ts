import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FormDefinition, PackPlanView, PackView } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { visitArchive, type VisitPack } from "./visitPack.testkit.ts";

/** A newer version is tried with its own cases on what the tenant made of the pack, before anybody may take it. */
describe("an upgrade of a pack with cases", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp();
    await take({ longest: 60 });
    expect((await call(app, "admin", "POST", "/packs/antai-visits/install", {})).status).toBe(201);
    await publish((one) => ({ ...one, logic: [...(one.logic ?? []), { target: "note", effect: "compute", expr: "-" }] as never, limits: { ...one.limits, longest: { ...one.limits?.["longest"], value: 25 } } as never }));
    await take({ version: "2.0.0", longest: 60, asksNote: true });
  });
  afterAll(async () => app.close());

  async function take(pack: VisitPack): Promise<void> {
    const reply = await app.inject("admin", { method: "POST", url: "/api/v1/packs/import", ...multipart("visits.zip", await visitArchive(pack)) });
    expect(reply.statusCode, reply.body).toBe(201);
  }
  async function publish(change: (form: FormDefinition) => FormDefinition): Promise<void> {
    const { body } = await call<{ published: FormDefinition; etag: string }>(app, "designer", "GET", "/forms/visit-log");
    const saved = await call<{ etag: string }>(app, "designer", "PUT", "/forms/visit-log/draft", { definition: change(body.published) }, { "if-match": body.etag });
    const done = await call(app, "designer", "POST", "/forms/visit-log/publish", { reason: "本厂" }, { "if-match": saved.body.etag });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }
  const plan = async (decisions: readonly object[] = []): Promise<PackPlanView> => (await call<PackPlanView>(app, "admin", "POST", "/packs/antai-visits/plan", { decisions })).body;

  test("asks about the own change under which a refusal of the newer version is gone, in words", async () => {
    const { conflicts, cases } = await plan();
    expect(conflicts.map((one) => [one.code, one.key, one.choices, one.why?.map((each) => [each.code, each.params])])).toEqual([
      ["CASE_FAILED", expect.stringContaining("compute"), ["theirs", "edit"], [["PACK_CASE_FAILED", expect.objectContaining({ case: "visit-no-note", step: 1 })]]],
    ]);
    expect(conflicts[0]?.why?.[0]?.message).toContain("visit-no-note");
    expect(cases).toMatchObject({ played: 3, unjudged: 0, apart: 0 });
  });

  test("lists what is refused only here, and with which change", async () => {
    const { cases } = await plan();
    expect(cases.stricter.map((one) => [one.code, one.key, one.title.zh, one.also])).toEqual([["CASE_STRICTER", "visit-agreed", "访客登记", expect.any(Array)], ["CASE_STRICTER", "visit-refused", "访客登记", expect.any(Array)]]);
  });

  test("does not come by itself, and cannot be taken before the change is decided", async () => {
    const { planHash, conflicts } = await plan();
    expect((await call<{ code: string }>(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash })).body.code).toBe("PACK_PLAN_OPEN");
    const decisions = conflicts.map(({ code, key }) => ({ code, key, choice: "theirs" }));
    const decided = await plan(decisions);
    expect([decided.conflicts, decided.decided.map((one) => one.code), decided.parked]).toEqual([[], ["CASE_FAILED"], 1]);
    expect((await call(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: decided.planHash, decisions })).status).toBe(200);
    expect((await call<PackView[]>(app, "admin", "GET", "/packs")).body.find((one) => one.id === "antai-visits")?.installed?.version).toBe("2.0.0");
  });
});
