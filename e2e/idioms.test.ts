import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phone } from "./browser.ts";
import { approval, end, flowOf, join, oneFieldForm, parallel, start, t } from "./definitions.ts";
import { ask, maySend, menuLine, pick, refused, send } from "./dialogs.ts";
import { type Paper, Stage } from "./stage.ts";
import { confirm, openTask, taken } from "./steps.ts";

const form = oneFieldForm("lifting", t("吊装方案", "Lifting plan"), t("吊装物", "Load"));

/** Two sign together, then two branches, then the director. */
const flow = flowOf("lifting", t("吊装方案审批", "Approval of a lifting plan"), [
  start("编制方案", "Draw up the plan"), approval("A", "专业审核", "Discipline check", ["head", "safety"], { mode: "all" }), parallel("P", "同时确认", "At the same time"),
  approval("C", "消防确认", "Fire service confirms", ["fire"]), approval("D", "班组确认", "Shift confirms", ["shift"]), join("J", "P", "都已确认", "All have confirmed"), approval("B", "厂长批准", "Director approves", ["director"]), end(),
], "S>A A>P P>C P>D C>J D>J J>B B>Z");

/** What people do with a task beside deciding it, as they see it and as the server then holds it. */
describe("in the browser", () => {
  let stage: Stage;
  const draw = (what: string): Promise<Paper> => stage.submit("worker", "lifting", { what });
  const seats = async (paper: Paper, node: string): Promise<string[]> => (await stage.instance(paper)).tasks.filter((one) => one.node.id === node).map((one) => `${one.seat.person.name} ${one.seat.state}`);
  const did = async (paper: Paper, command: string) => (await stage.instance(paper)).history.findLast((one) => one.command === command);
  const more = (box: Locator): Locator => box.getByRole("button", { name: /^更多/ });

  beforeAll(async () => {
    stage = await Stage.open({ forms: [form], flows: [flow] });
  }, 240_000);
  afterAll(() => stage?.close(), 30_000);

  test("a task cannot be handed to somebody who sits at the step already; handed to another it is his, with the word that came along", async () => {
    const paper = await draw("T-103 换热器");
    const page = await stage.page("head");
    const dialog = await ask(more(await openTask(page, stage.url, "T-103 换热器")), "转办");
    expect(await maySend(dialog, "转办")).toBe(false);
    await pick(dialog, "李安全");
    expect(await refused(dialog, "转办")).toContain("李安全 在这一步已有席位");
    expect(await seats(paper, "A")).toEqual(["周主任 open", "李安全 open"]);
    await pick(dialog, "赵分管");
    await dialog.locator("textarea").fill("吊点在罐区外，归你管");
    await send(dialog, "转办");
    await page.locator(".sl-task", { hasText: "T-103 换热器" }).waitFor({ state: "detached" });
    expect(await seats(paper, "A")).toEqual(["赵分管 open", "李安全 open"]);
    const theirs = await openTask(await stage.page("deputy", phone), stage.url, "T-103 换热器");
    expect(await theirs.locator(".sl-seat-note").innerText()).toMatch(/周主任 的附言\s*吊点在罐区外，归你管/);
    await confirm(theirs, "同意");
    expect(await seats(paper, "A")).toEqual(["赵分管 approved", "李安全 open"]);
  }, 60_000);

  test("who gets a copy may read and comment from then on, and is asked for nothing", async () => {
    const paper = await draw("V-201 塔节");
    expect((await stage.app.inject("leader", { method: "GET", url: `/api/v1/submissions/${paper.id}` })).statusCode).toBe(404);
    const page = await stage.page("worker", phone);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    const dialog = await ask(more(page.locator(".sl-page-header")), "抄送");
    expect(await maySend(dialog, "抄送")).toBe(false);
    await pick(dialog, "冯负责");
    await dialog.locator("textarea").fill("请安排指挥");
    await send(dialog, "抄送");
    await page.locator(".sl-timeline", { hasText: "抄送 冯负责" }).waitFor();
    await stage.settle();
    const theirs = await stage.page("leader", phone);
    await theirs.goto(`${stage.url}/submissions/${paper.id}?tab=talk`);
    await theirs.getByRole("textbox", { name: /写下意见/ }).fill("指挥周二到");
    await taken(theirs, () => theirs.getByRole("button", { name: "发表意见" }).click());
    await theirs.locator(".sl-comments article", { hasText: "指挥周二到" }).waitFor();
    expect(await theirs.locator(".sl-act-bar").count()).toBe(0);
    expect((await did(paper, "comment"))?.by?.name).toBe("冯负责");
    expect(await seats(paper, "A")).toEqual(["周主任 open", "李安全 open"]);
    expect(await stage.taskOf("leader", paper)).toBeUndefined();
  }, 60_000);

  test("only the administrator can jump, with a reason, and not into one of two branches; what was open is void", async () => {
    const paper = await draw("K-301 机壳");
    const mine = await stage.page("worker");
    await mine.goto(`${stage.url}/submissions/${paper.id}`);
    await more(mine.locator(".sl-page-header")).click();
    await menuLine(mine, "抄送").waitFor();
    expect(await menuLine(mine, "跳转").count()).toBe(0);
    const page = await stage.page("admin");
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    const dialog = await ask(more(page.locator(".sl-page-header")), "跳转");
    expect(await dialog.innerText()).toMatch(/跳转会越过流程设定，写入审计/);
    await dialog.locator("select").selectOption({ label: "消防确认" });
    expect(await maySend(dialog, "跳转")).toBe(false);
    await dialog.locator("textarea").fill("厂长当面看过，先批");
    expect(await refused(dialog, "跳转")).toContain("不能跳到 消防确认：它在另一个并行分支里");
    expect(await stage.steps(paper)).toEqual(["专业审核", "专业审核"]);
    await dialog.locator("select").selectOption({ label: "厂长批准" });
    await send(dialog, "跳转");
    const line = page.locator(".sl-timeline");
    await line.locator("li", { hasText: "跳转" }).filter({ hasText: "到“厂长批准”" }).filter({ hasText: "厂长当面看过，先批" }).waitFor();
    expect(await line.locator(".sl-timeline-now").innerText()).toMatch(/厂长批准[\s\S]*王厂长/);
    expect(await stage.steps(paper)).toEqual(["厂长批准"]);
    expect(await did(paper, "jump")).toMatchObject({ by: { name: "管理员" }, outcome: "B", detail: { audit: true } });
    expect(await stage.taskOf("head", paper)).toBeUndefined();
    await mine.reload();
    await mine.getByRole("button", { name: "拿回…" }).click();
    expect(await mine.getByRole("dialog").innerText()).toMatch(/1 项任务作废[\s\S]*厂长批准 · 王厂长/);
  }, 60_000);

  test("a decision is taken back while nobody acted on it: what falls is named first, and the other's vote stays", async () => {
    const paper = await draw("E-105 管束");
    await stage.approve("head", paper);
    const page = await stage.page("safety", phone);
    await confirm(await openTask(page, stage.url, "E-105 管束"), "同意");
    await stage.settle();
    expect((await stage.steps(paper)).sort()).toEqual(["消防确认", "班组确认"]);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    await page.getByRole("button", { name: "拿回…" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toMatch(/“专业审核”重新打开[\s\S]*2 项任务作废[\s\S]*消防确认 · 孙消防[\s\S]*班组确认 · 吴班长/);
    await send(dialog, "拿回决定");
    await page.locator(".sl-act-bar").getByRole("button", { name: "同意" }).waitFor();
    expect(await page.locator(".sl-timeline-now").innerText()).toContain("李安全");
    expect(await seats(paper, "A")).toEqual(["周主任 approved", "李安全 open"]);
    expect(await stage.taskOf("fire", paper)).toBeUndefined();
  }, 60_000);

  test("once somebody acted on it, a decision cannot be taken back: the open page is refused in words, and the button is shut with the reason", async () => {
    const paper = await draw("R-401 封头");
    await stage.approve("head", paper);
    await stage.approve("safety", paper);
    const page = await stage.page("safety");
    await page.goto(`${stage.url}/inbox?tab=done`);
    await page.locator(".sl-task", { hasText: "R-401 封头" }).click();
    await page.getByRole("button", { name: "拿回…" }).click();
    await stage.approve("fire", paper);
    expect(await refused(page.getByRole("dialog"), "拿回决定")).toContain("“专业审核”之后已有人办理，不能再拿回");
    expect(await stage.steps(paper)).toEqual(["班组确认"]);
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    const bar = page.locator(".sl-act-bar", { hasText: "请对方退回" });
    expect(await bar.getByRole("button", { name: "拿回…" }).isDisabled()).toBe(true);
    expect(await did(paper, "takeBack")).toBeUndefined();
  }, 60_000);

  test("a signer who was added is taken out again by who added him, until he has signed", async () => {
    const paper = await draw("P-106 泵体");
    const page = await stage.page("head");
    const detail = await openTask(page, stage.url, "P-106 泵体");
    const dialog = await ask(more(detail), "加签");
    await pick(dialog, "孙消防");
    await pick(dialog, "赵分管");
    await dialog.locator("label.sl-choice", { hasText: "并加签" }).click();
    await send(dialog, "加签");
    await stage.approve("fire", paper);
    expect((await seats(paper, "A")).sort()).toEqual(["周主任 open", "孙消防 approved", "李安全 open", "赵分管 open"]);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    const list = page.locator(".sl-timeline .sl-seats");
    await list.locator("li", { hasText: "孙消防" }).filter({ hasText: "已同意" }).waitFor();
    expect(await list.getByRole("button", { name: /减去 孙消防/ }).count()).toBe(0);
    await list.getByRole("button", { name: "减去 赵分管 的签？" }).click();
    const theirs = await openTask(await stage.page("deputy", phone), stage.url, "P-106 泵体");
    await send(page.getByRole("dialog"), "减签");
    await list.locator("li", { hasText: "赵分管" }).filter({ hasText: "已减签" }).locator(".sl-struck").waitFor();
    await page.locator(".sl-timeline li", { hasText: "减去 赵分管" }).first().waitFor();
    expect((await seats(paper, "A")).sort()).toEqual(["周主任 open", "孙消防 approved", "李安全 open", "赵分管 removed"]);
    expect(await stage.taskOf("deputy", paper)).toBeUndefined();
    await stage.settle();
    await theirs.page().getByText("这个加签已被减去，不再需要签").waitFor();
    expect(await theirs.locator(".sl-act-bar").count()).toBe(0);
  }, 60_000);

  test("who is back early ends the absence, and the deputy no longer acts for him", async () => {
    const paper = await draw("C-502 塔盘");
    const { id } = await stage.absence("head", "leader", 48, "休假");
    const deputy = await stage.page("leader");
    const detail = await openTask(deputy, stage.url, "C-502 塔盘");
    expect(await detail.locator(".sl-seat-note").innerText()).toContain("代 周主任 办理");
    const task = await stage.taskOf("leader", paper);
    stage.app.clock.advance(600_000);
    const page = await stage.page("head", phone);
    await page.goto(`${stage.url}/absences`);
    await page.getByRole("heading", { name: "我外出中，由 冯负责 代理" }).waitFor();
    await page.getByRole("button", { name: "现在结束" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toContain("冯负责 立即不能再代 周主任 办理");
    await dialog.getByRole("button", { name: "现在结束" }).click();
    await page.getByRole("heading", { name: "没有设置外出代理" }).waitFor();
    await page.getByText("以前的 1 次").waitFor();
    await stage.settle();
    await deputy.getByText("没有等我处理的事").first().waitFor();
    await deputy.getByText("这件事已不由我办理").waitFor();
    const late = await stage.app.inject("leader", { method: "POST", url: `/api/v1/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, payload: { command: "approve", version: task?.version } });
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([404, "NOT_FOUND"]);
    const { items } = (await stage.app.inject("head", { method: "GET", url: "/api/v1/absences" })).json<{ items: { id: string; state: string }[] }>();
    expect(items.find((one) => one.id === id)?.state).toBe("past");
    await confirm(await openTask(page, stage.url, "C-502 塔盘"), "同意");
    expect(await did(paper, "approve")).toMatchObject({ by: { name: "周主任" } });
  }, 60_000);

  test("from the overview to the inbox and back, each shows what waits for me, and what is chosen there opens here", async () => {
    await draw("D-601 筒节");
    await draw("D-602 裙座");
    const page = await stage.page("safety");
    await page.goto(stage.url);
    const todo = page.locator(".sl-card", { hasText: "现在要做" }).locator("li");
    const title = (await todo.nth(1).locator(".sl-cut[title]").getAttribute("title")) ?? "";
    await page.locator("nav").getByRole("link", { name: /待办/ }).click();
    await page.locator(".sl-task", { hasText: title }).waitFor();
    await page.locator("nav").getByRole("link", { name: /总览/ }).click();
    await todo.nth(1).getByRole("link").click();
    await page.locator(".sl-detail h2", { hasText: title }).waitFor();
  }, 60_000);

  test("no page had a fault of its own", () => {
    expect(stage.faults()).toEqual([]);
  });
});
