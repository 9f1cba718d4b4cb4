import type { DefImpact, DefinitionEvent, FormDefinition, Presence } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../testing/asPerson.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";

describe("designing together", () => {
  let app: TestApp;
  const clock = new TestClock(Date.parse("2026-07-14T08:00:00+08:00"));
  const told: { permission?: string; data: DefinitionEvent }[] = [];
  const here = async (login: string, body: object = {}): Promise<Presence> => (await call<Presence>(app, login, "POST", `/forms/${reportForm.id}/presence`, body)).body;
  const names = (presence: Presence): string[] => presence.people.map((one) => one.name);
  const impact = async (kind: string, id: string): Promise<DefImpact> => (await call<DefImpact>(app, "designer", "GET", `/${kind}/${id}/impact`)).body;
  const stored = async (): Promise<{ published: FormDefinition; etag: string }> => (await call<{ published: FormDefinition; etag: string }>(app, "designer", "GET", `/forms/${reportForm.id}`)).body;

  beforeAll(async () => {
    app = await makeTestApp({ clock });
    await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
    app.parts.live.listen((event) => event.type === "definition" && told.push(event as never));
  });
  afterAll(() => app?.close());

  test("each hears who else has it open, never themselves; who leaves or says nothing for 30 s is gone", async () => {
    expect(names(await here("designer"))).toEqual([]);
    expect(names(await here("admin"))).toEqual(["蒋设计"]);
    expect(told.map(({ permission, data }) => [permission, data.what, data.by.name])).toEqual([["form.edit", "present", "蒋设计"], ["form.edit", "present", "管理员"]]);
    clock.advance(29_000);
    expect(names(await here("designer"))).toEqual(["管理员"]);
    clock.advance(2_000);
    expect(names(await here("designer"))).toEqual([]);
    await here("admin");
    await here("admin", { leave: true });
    expect(names(await here("designer"))).toEqual([]);
  });

  test("only those who may edit it are asked or told", async () => {
    expect((await call(app, "worker", "POST", `/forms/${reportForm.id}/presence`, {})).status).toBe(403);
    expect((await call(app, "worker", "GET", `/forms/${reportForm.id}/impact`)).status).toBe(403);
  });

  test("a saved draft and a publication are told after the commit, with the etag that stands then", async () => {
    told.length = 0;
    const { published, etag } = await stored();
    const saved = (await call<{ etag: string }>(app, "admin", "PUT", `/forms/${reportForm.id}/draft`, { definition: { ...published, title: { zh: "新名", en: "New" } } }, { "if-match": etag })).body;
    expect((await here("designer")).last).toMatchObject({ what: "saved", by: { name: "管理员" } });
    await call(app, "admin", "POST", `/forms/${reportForm.id}/publish`, { reason: "改名" }, { "if-match": saved.etag });
    expect(told.map(({ data }) => [data.what, data.etag, data.revision])).toEqual([["saved", saved.etag, undefined], ["published", (await stored()).etag, 2]]);
    expect(await here("designer")).toMatchObject({ etag: (await stored()).etag, last: { what: "published", revision: 2 } });
  });

  test("a refused save is told to nobody", async () => {
    told.length = 0;
    const { published } = await stored();
    expect((await call(app, "admin", "PUT", `/forms/${reportForm.id}/draft`, { definition: published }, { "if-match": "old" })).status).toBe(412);
    expect(told).toEqual([]);
  });

  test("the impact counts what runs on which revision, and who refers to it", async () => {
    await call(app, "worker", "POST", "/submissions", { form: reportForm.id, data: { what: "法兰渗漏" } });
    expect(await impact("forms", reportForm.id)).toMatchObject({ users: [{ kind: "flows", id: reportFlow.id, how: "form" }], pack: null, running: { total: 1, revisions: [{ revision: 2, running: 1 }] }, verdicts: null });
    const { published, etag } = (await call<{ published: { title: object }; etag: string }>(app, "designer", "GET", `/flows/${reportFlow.id}`)).body;
    await call(app, "designer", "PUT", `/flows/${reportFlow.id}/draft`, { definition: { ...published, title: { zh: "改名", en: "Renamed" } } }, { "if-match": etag });
    expect(await impact("flows", reportFlow.id)).toMatchObject({ running: { total: 1, revisions: [{ revision: 1, running: 1 }] }, verdicts: { judged: 1, automatic: 1, refuse: 0 } });
  });

  test("of a rule of a pack it names the pack, its tags and open alarms", async () => {
    const [rule] = (await call<{ items: { id: string; packId?: string }[] }>(app, "admin", "GET", "/rules")).body.items;
    expect(await impact("rules", rule?.id ?? "")).toMatchObject({ pack: { id: rule?.packId, subsidiaries: 0 }, alarms: { open: 0, ends: 0 }, running: { total: 0, revisions: [] } });
  });
});
