import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** What a flow makes out of a report: linked to it, with its photos. */
const followUpForm = {
  ...inspectionForm, id: "test-follow-up", title: t("整改", "Follow-up"), logic: [], numbering: { pattern: "FU-{seq}" },
  schema: { type: "object", properties: { ...(inspectionForm.schema["properties"] as object), origin: { type: "string", "x-id": "origin", "x-kind": "reference", "x-title": t("来源", "Origin") } }, required: ["what", "severity"] },
} as unknown as FormDefinition;

const originForm = { ...inspectionForm, id: "test-origin", title: t("随手拍", "Snap") } as FormDefinition;

const originFlow = {
  id: "test-origin", revision: 1, title: t("随手拍流程", "Snap flow"), form: { id: "test-origin" },
  nodes: [
    { id: "start", kind: "start", title: t("上报", "Report"), fields: { "*": "edit" } },
    { id: "mark", kind: "act", title: t("记程度", "Mark"), act: { do: "setField", field: "severity", value: "high" } },
    { id: "make", kind: "act", title: t("转整改", "Make follow-up"), act: { do: "createSubmission", form: "test-follow-up", linkField: "origin", data: { what: { var: "what" }, severity: { var: "severity" }, photo: { var: "photo" }, where: { var: "where" } } } },
    { id: "again", kind: "act", title: t("再审", "Review"), act: { do: "startFlow", flow: "test-second" } },
    { id: "end", kind: "end", title: t("结束", "End"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "mark" }, { id: "e2", from: "mark", to: "make" }, { id: "e3", from: "make", to: "again" }, { id: "e4", from: "again", to: "end" }],
  settings: { withdraw: "never", admin: [{ kind: "role", role: "admin", at: "$root" }] },
} as unknown as FlowDefinition;

const secondFlow = { ...reportFlow, id: "test-second", form: { id: "test-origin" } } as FlowDefinition;

describe.each(drivers)("effects of flows on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [inspectionForm, reportForm, followUpForm, originForm], flows: [secondFlow, originFlow] });
    await app.store.unit((tx) => tx.run({ sql: "insert into files (id, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, created_at) values ('f-1', 'tenant-a', 'site-1', 'p-worker', 'leak.jpg', 'image/jpeg', 'photo', 9, 'abc', 1)", bindings: [] }));
  });
  afterAll(async () => app.close());

  const get = async (as: string, url: string) => (await app.inject(as, { method: "GET", url: `/api/v1${url}` })).json();
  const followUps = async () => (await get("safety", "/submissions?form=test-follow-up")).items as { id: string; number: string }[];

  test("a flow fills another form once, linked, with its photos; repeating the effect makes no second one", async () => {
    const sent = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form: "test-origin", data: { what: "泵房渗油", photo: [{ file: "f-1" }], where: { area: "area-t103" } } } });
    expect(sent.statusCode, sent.body).toBe(201);
    expect((await get("worker", `/submissions/${sent.json().id}`)).data.severity).toBe("high");
    await app.settle();
    const made = await followUps();
    expect(made).toHaveLength(1);
    const view = await get("safety", `/submissions/${made[0]?.id}`);
    expect(view).toMatchObject({ data: { what: "泵房渗油", severity: "high", origin: sent.json().id }, by: { name: "张作业" }, draft: false });
    const [file] = view.data.photo as { file: string }[];
    expect(file?.file).not.toBe("f-1");
    expect(view.files).toEqual([expect.objectContaining({ id: file?.file, name: "leak.jpg", sha256: "abc" })]);
    await app.store.unit((tx) => tx.run({ sql: "update outbox set state = 'pending', due_at = 0", bindings: [] }));
    await app.settle();
    expect(await followUps()).toHaveLength(1);
  });

  test("what an API token sends goes the same way, in the token's name", async () => {
    const made = await app.inject("admin", { method: "POST", url: "/api/v1/tokens", payload: { title: "巡检机器人", permissions: ["submission.create", "submission.read"] } });
    const sent = await app.http.inject({ method: "POST", url: "/api/v1/submissions", headers: { authorization: `Bearer ${String(made.json().token)}` }, payload: { form: "test-origin", data: { what: "机器人发现渗油" } } });
    expect(sent.statusCode, sent.body).toBe(201);
    await app.settle();
    const made2 = (await get("admin", `/submissions?form=test-follow-up&q=${encodeURIComponent("机器人")}`)).items;
    expect(made2).toEqual([expect.objectContaining({ by: expect.objectContaining({ name: "巡检机器人" }) })]);
    expect(await app.store.all({ sql: "select kind, last_error from outbox where state <> 'done'", bindings: [] })).toEqual([]);
  });

  test("a second flow runs on the same submission without taking over its state", async () => {
    const record = (await get("worker", `/submissions?form=test-origin&q=${encodeURIComponent("泵房")}`)).items[0];
    expect(record.state).toBe("approved");
    const task = (await get("head", "/tasks")).items.find((one: { submissionId: string }) => one.submissionId === record.id);
    expect(task).toMatchObject({ node: { id: "review" }, number: record.number });
    const done = await app.inject("head", { method: "POST", url: `/api/v1/tasks/${encodeURIComponent(task.id)}/commands`, payload: { command: "approve", version: task.version } });
    expect(done.statusCode, done.body).toBe(200);
    expect((await get("worker", "/submissions?form=test-origin")).items[0].state).toBe("approved");
  });

  test("what cannot be sent as it is becomes the person's draft", async () => {
    await app.store.unit((tx) => app.ctx.effects.enqueue(tx, app.tenantId, [{ kind: "createSubmission", key: `half-${driver}`, form: "test-follow-up", data: { severity: "low" }, by: "p-worker", origin: { type: "submission", id: "none" } }]));
    await app.settle();
    const drafts = (await get("worker", "/submissions?form=test-follow-up&state=draft")).items;
    expect(drafts).toHaveLength(1);
    expect((await get("worker", `/submissions/${drafts[0].id}`)).data).toEqual({ severity: "low" });
  });

  test("a task no flow made is in its holders' inbox until it is closed", async () => {
    const tasks = app.ctx.services.tasks;
    const before = await tasks?.countOpen(app.tenantId, "p-operator");
    const open = (holders: string[]) => app.store.unit(async (tx) => tasks?.open(tx, { id: "disposal-1", tenantId: app.tenantId, orgId: "tank-farm", kind: "disposal", title: t("处置报警", "Dispose"), holders, alarmId: "alarm-9", number: "A-9" }));
    await open(["p-operator"]);
    expect((await get("operator", "/tasks?kind=disposal")).items).toEqual([expect.objectContaining({ id: "disposal-1", kind: "disposal", alarmId: "alarm-9", number: "A-9" })]);
    expect((await app.inject("worker", { method: "GET", url: "/api/v1/tasks/disposal-1" })).statusCode).toBe(404);
    await open(["p-operator", "p-shift"]);
    expect((await get("shift", "/tasks?kind=disposal")).items).toHaveLength(1);
    await app.store.unit(async (tx) => tasks?.close(tx, app.tenantId, "disposal-1", "p-shift"));
    expect(await tasks?.countOpen(app.tenantId, "p-operator")).toBe(before);
    expect((await get("shift", "/tasks?state=done&kind=disposal")).items).toEqual([expect.objectContaining({ state: "done", seat: { person: { id: "p-shift", name: "吴班长" }, state: "approved" } })]);
  });
});
