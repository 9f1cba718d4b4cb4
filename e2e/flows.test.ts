import type { AddressInfo } from "node:net";
import type { FlowDefinition, FormDefinition, InstanceView, TaskView } from "@safeloop/engine";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionCookie } from "../runtime/server/auth/sessions.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { publishTest } from "../runtime/server/testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../runtime/server/testing/testApp.ts";
import { buildWebIfStale } from "../scripts/buildWeb.ts";
import { openBrowser, openPage, phone, type Watched } from "./browser.ts";
import { confirm, openTask } from "./steps.ts";

const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const hour = 3_600_000;

const form = {
  id: "isolation", revision: 0, title: t("盲板抽堵方案", "Blanking plan"),
  schema: { type: "object", properties: { what: { type: "string", "x-id": "what", "x-title": t("管线", "Line") } }, required: ["what"] },
  ui: { sections: [{ id: "s", title: t("内容", "Content"), fields: ["what"] }] }, logic: [], listFields: ["what"],
} as unknown as FormDefinition;

const step = (id: string, zh: string, en: string, person: string, more: object = {}): object => ({
  id, kind: "approval", title: t(zh, en), mode: "firstDecision", completion: "early", dedupe: "none", candidates: [{ kind: "person", person: `p-${person}` }],
  onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" }, ...more,
});

/** Two branches at once: process then safety beside the shift; then the director, who is overdue after eight hours. */
const flow = {
  id: "isolation", revision: 0, title: t("盲板方案审批", "Approval of a blanking plan"), form: { id: "isolation" },
  nodes: [
    { id: "S", kind: "start", title: t("编制方案", "Draw up the plan"), fields: { "*": "edit" } }, { id: "P", kind: "parallel", title: t("同时会签", "At the same time") },
    step("A", "工艺审核", "Process check", "head"), step("B", "安全审核", "Safety check", "safety"), step("C", "班组确认", "Shift confirms", "shift"),
    { id: "J", kind: "join", title: t("会签完成", "All have signed"), of: "P", mode: "all" },
    step("D", "厂长批准", "Director approves", "director", { due: { after: "PT8H", onOver: "escalate" } }),
    { id: "Z", kind: "end", title: t("结束", "End"), outcome: "approved" },
  ],
  edges: [["S", "P"], ["P", "A"], ["A", "B"], ["B", "J"], ["P", "C"], ["C", "J"], ["J", "D"], ["D", "Z"]].map(([from, to], order) => ({ id: `e${order}`, from, to, order })),
  settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "$root" }] },
} as unknown as FlowDefinition;

/** Approvals as people live them in the browser, on a clock that the test moves. */
describe("an approval in two branches", () => {
  const clock = new TestClock(Date.now());
  let app: TestApp;
  let browser: Browser;
  let url = "";
  let paper: { readonly id: string; readonly number: string };
  const opened: Watched[] = [];
  const title = "P-106 出口管线";

  const open = async (login: string, viewport?: typeof phone): Promise<Page> => {
    const watched = await openPage(browser, viewport);
    opened.push(watched);
    const session = await app.store.unit((tx) => app.parts.sessions.create(tx, { id: app.personId(login), tenantId: app.tenantId }));
    await watched.context.addCookies([{ name: sessionCookie, value: session, url }]);
    await watched.page.clock.install({ time: clock.now() });
    watched.page.setDefaultTimeout(20_000);
    return watched.page;
  };
  const instance = async (): Promise<InstanceView> => (await app.inject("worker", { method: "GET", url: `/api/v1/submissions/${paper.id}` })).json<{ instance: InstanceView }>().instance;
  const approve = async (login: string): Promise<void> => {
    const { items } = (await app.inject(login, { method: "GET", url: "/api/v1/tasks?mine=true" })).json<{ items: TaskView[] }>();
    const task = items.find((one) => one.submissionId === paper.id);
    const reply = await app.inject(login, { method: "POST", url: `/api/v1/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, payload: { command: "approve", version: task?.version } });
    expect(reply.statusCode, reply.body).toBe(200);
    await app.settle();
  };
  const steps = async (state: string): Promise<string[]> => (await instance()).tasks.filter((one) => one.state === state).map((one) => one.node.title.zh);

  beforeAll(async () => {
    await buildWebIfStale(() => undefined);
    app = await makeTestApp({ clock, webRoot: "dist/web", config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [form], flows: [flow] });
    await app.http.listen({ host: "127.0.0.1", port: 0 });
    url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
    browser = await openBrowser();
    const sent = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form: "isolation", data: { what: title } } });
    expect(sent.statusCode, sent.body).toBe(201);
    paper = sent.json();
    await app.settle();
    await approve("head");
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  }, 30_000);

  test("who returns to a step of his own branch sees first what is done again; the other branch goes on untouched", async () => {
    const before = (await instance()).tasks.find((one) => one.node.id === "C");
    const page = await open("safety");
    const detail = await openTask(page, url, title);
    await detail.getByRole("button", { name: "退回…" }).click();
    const choice = detail.locator("label.sl-choice").filter({ hasText: /^工艺审核/ });
    expect(await choice.innerText()).toMatch(/之后重做：.*安全审核/);
    expect(await choice.innerText()).not.toContain("班组确认");
    const toStart = detail.locator("label.sl-choice").filter({ hasText: /^编制方案/ });
    expect(await toStart.innerText()).toMatch(/进行中的任务作废：.*班组确认（吴班长）/);
    await choice.click();
    await detail.locator("textarea").fill("隔离点画错，请核对");
    await confirm(detail, "退回", true);
    await app.settle();
    expect((await steps("open")).sort()).toEqual(["工艺审核", "班组确认"]);
    const after = (await instance()).tasks.find((one) => one.node.id === "C");
    expect([after?.id, after?.version]).toEqual([before?.id, before?.version]);
  }, 60_000);

  test("the paper shows what is void of the first round, struck through, and where it stands now", async () => {
    const page = await open("worker", phone);
    await page.goto(`${url}/submissions/${paper.id}`);
    const past = page.locator(".sl-timeline-superseded");
    await past.first().waitFor();
    expect((await past.allInnerTexts()).join("\n")).toMatch(/工艺审核 · 同意/);
    const line = page.locator(".sl-timeline");
    expect(await line.innerText()).toMatch(/隔离点画错，请核对/);
    const now = (await page.locator(".sl-timeline-now").allInnerTexts()).join("\n");
    expect(now).toContain("工艺审核");
    expect(now).toContain("班组确认");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  }, 60_000);

  test("a deputy finds the task of who is away, marked with the name, and decides in his place", async () => {
    const from = new Date(clock.now()).toISOString();
    const away = await app.inject("shift", { method: "POST", url: "/api/v1/absences", payload: { deputyId: app.personId("operator"), from, to: new Date(clock.now() + 48 * hour).toISOString(), reason: "休假" } });
    expect(away.statusCode, away.body).toBe(201);
    await app.settle();
    const page = await open("operator");
    await page.goto(`${url}/inbox`);
    expect(await page.locator(".sl-task", { hasText: title }).innerText()).toContain("代 吴班长");
    const detail = await openTask(page, url, title);
    expect(await detail.locator(".sl-seat-note").innerText()).toContain("代 吴班长 办理");
    await confirm(detail, "同意");
    await app.settle();
    expect((await steps("open"))).toEqual(["工艺审核"]);
    const line = (await instance()).history.find((one) => one.command === "approve" && one.node?.id === "C");
    expect([line?.by?.name, line?.detail]).toEqual(["褚操作", { for: app.personId("shift") }]);
  }, 60_000);

  test("a task that is overdue goes to the manager as well, at its hour and not before", async () => {
    await approve("head");
    await approve("safety");
    expect(await steps("open")).toEqual(["厂长批准"]);
    clock.advance(8 * hour - 1);
    await app.settle();
    const early = await open("admin");
    await early.goto(`${url}/inbox`);
    await early.getByText("没有等我处理的事").first().waitFor();
    expect(await early.locator(".sl-task", { hasText: title }).count()).toBe(0);
    clock.advance(1);
    await app.settle();
    const page = await open("admin");
    const detail = await openTask(page, url, title);
    await confirm(detail, "同意");
    await app.settle();
    expect(await instance()).toMatchObject({ status: "ended", outcome: "approved" });
  }, 60_000);

  test("no page had a fault of its own", () => {
    expect(opened.flatMap((one) => one.faults())).toEqual([]);
  });
});
