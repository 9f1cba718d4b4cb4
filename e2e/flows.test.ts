import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phone } from "./browser.ts";
import { approval, end, flowOf, join, oneFieldForm, parallel, start, t } from "./definitions.ts";
import { type Paper, Stage } from "./stage.ts";
import { confirm, openTask } from "./steps.ts";

const hour = 3_600_000;
const form = oneFieldForm("isolation", t("盲板抽堵方案", "Blanking plan"), t("管线", "Line"));

/** Two branches at once: process then safety beside the shift; then the director, who is overdue after eight hours. */
const flow = flowOf("isolation", t("盲板方案审批", "Approval of a blanking plan"), [
  start("编制方案", "Draw up the plan"), parallel("P", "同时会签", "At the same time"),
  approval("A", "工艺审核", "Process check", ["head"]), approval("B", "安全审核", "Safety check", ["safety"]), approval("C", "班组确认", "Shift confirms", ["shift"]),
  join("J", "P", "会签完成", "All have signed"), approval("D", "厂长批准", "Director approves", ["director"], { due: { after: "PT8H", onOver: "escalate" } }), end(),
], "S>P P>A A>B B>J P>C C>J J>D D>Z");

/** Approvals as people live them in the browser, on a clock that the test moves. */
describe("an approval in two branches", () => {
  let stage: Stage;
  let paper: Paper;
  const title = "P-106 出口管线";

  beforeAll(async () => {
    stage = await Stage.open({ forms: [form], flows: [flow] });
    paper = await stage.submit("worker", "isolation", { what: title });
    await stage.approve("head", paper);
  }, 240_000);

  afterAll(() => stage?.close(), 30_000);

  test("who returns to a step of his own branch sees first what is done again; the other branch goes on untouched", async () => {
    const before = (await stage.instance(paper)).tasks.find((one) => one.node.id === "C");
    const page = await stage.page("safety");
    const detail = await openTask(page, stage.url, title);
    await detail.getByRole("button", { name: "退回…" }).click();
    const choice = detail.locator("label.sl-choice").filter({ hasText: /^工艺审核/ });
    expect(await choice.innerText()).toMatch(/之后重做：.*安全审核/);
    expect(await choice.innerText()).not.toContain("班组确认");
    const toStart = detail.locator("label.sl-choice").filter({ hasText: /^编制方案/ });
    expect(await toStart.innerText()).toMatch(/进行中的任务作废：.*班组确认（吴班长）/);
    await choice.click();
    await detail.locator("textarea").fill("隔离点画错，请核对");
    await confirm(detail, "退回", true);
    await stage.settle();
    expect((await stage.steps(paper)).sort()).toEqual(["工艺审核", "班组确认"]);
    const after = (await stage.instance(paper)).tasks.find((one) => one.node.id === "C");
    expect([after?.id, after?.version]).toEqual([before?.id, before?.version]);
  }, 60_000);

  test("the paper shows what is void of the first round, struck through, and where it stands now", async () => {
    const page = await stage.page("worker", phone);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
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
    await stage.absence("shift", "operator", 48, "休假");
    const page = await stage.page("operator");
    await page.goto(`${stage.url}/inbox`);
    expect(await page.locator(".sl-task", { hasText: title }).innerText()).toContain("代 吴班长");
    const detail = await openTask(page, stage.url, title);
    expect(await detail.locator(".sl-seat-note").innerText()).toContain("代 吴班长 办理");
    await confirm(detail, "同意");
    await stage.settle();
    expect(await stage.steps(paper)).toEqual(["工艺审核"]);
    const line = (await stage.instance(paper)).history.find((one) => one.command === "approve" && one.node?.id === "C");
    expect([line?.by?.name, line?.detail]).toEqual(["褚操作", { for: stage.app.personId("shift") }]);
  }, 60_000);

  test("a task that is overdue goes to the manager as well, at its hour and not before", async () => {
    await stage.approve("head", paper);
    await stage.approve("safety", paper);
    expect(await stage.steps(paper)).toEqual(["厂长批准"]);
    stage.app.clock.advance(8 * hour - 1);
    await stage.settle();
    const early = await stage.page("admin");
    await early.goto(`${stage.url}/inbox`);
    await early.getByText("没有等我处理的事").first().waitFor();
    expect(await early.locator(".sl-task", { hasText: title }).count()).toBe(0);
    stage.app.clock.advance(1);
    await stage.settle();
    const page = await stage.page("admin");
    const detail = await openTask(page, stage.url, title);
    await confirm(detail, "同意");
    await stage.settle();
    expect(await stage.instance(paper)).toMatchObject({ status: "ended", outcome: "approved" });
  }, 60_000);

  test("no page had a fault of its own", () => {
    expect(stage.faults()).toEqual([]);
  });
});
