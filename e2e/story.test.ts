import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { couplingPhoto } from "../examples/demo-plant/photo.ts";
import { openBrowser, openPage, phone, signIn, type Watched } from "./browser.ts";
import { type Product, startProduct, storyTold } from "./product.ts";
import { checkAndPublish, dragTo, dropOn, give, giveSigned, linesBeforeAndDuringDrag, openTask, peopleOf, submitStep } from "./steps.ts";

interface Submission {
  readonly id: string;
  readonly number: string;
}

const report = "P-106 接地线从端子脱落";

/** The product as a plant lives it, in real browsers: leak, alarm, stopped work, hazard loop, and the designer's changes in force. */
describe("the loop closes", () => {
  let product: Product;
  let browser: Browser;
  const opened: Watched[] = [];
  const open = async (login: string, viewport?: { readonly width: number; readonly height: number }): Promise<Watched> => {
    const watched = await openPage(browser, viewport);
    watched.page.setDefaultTimeout(20_000);
    opened.push(watched);
    await signIn(watched.page, product.url, login);
    return watched;
  };
  let shift: Watched;
  let safety: Watched;
  let rectification: Submission;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    await storyTold(product);
    shift = await open("shift");
    safety = await open("safety");
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  test("the shift leader signs in and sees the plant calm and measured", async () => {
    const { page } = shift;
    await page.locator("h1", { hasText: /正常|数据中断，不能判断/ }).waitFor();
    await page.getByText("T-103").first().waitFor();
    expect(await page.locator(".sl-p1").count()).toBe(0);
    await page.getByText("/ 308").first().waitFor(); // every tag is counted; slow instruments that have not spoken yet count as unknown
  }, 90_000);

  test("a leak at T-103 is an alarm on the console a second after the reading", async () => {
    const { page } = shift;
    await page.goto(`${product.url}/alarms`);
    await page.locator(".sl-console, [role=table], [role=grid]").first().waitFor();
    const row = page.locator(".sl-alarm-row", { hasText: "可燃气体一级报警" }).filter({ hasText: "GT-1203" });
    const pressed = Date.now();
    await product.incident("leak at T-103");
    await row.first().waitFor({ timeout: 40_000 });
    const shown = Date.now();
    const { client } = await peopleOf(product.url).as("shift");
    const { items } = await client.get<{ items: readonly { tagId?: string; ruleId: string; raisedAt: string }[] }>("/api/v1/alarms?open=true&limit=200");
    const alarm = items.find((one) => one.ruleId === "combustible-level1" && one.tagId === "GT-1203");
    const lag = shown - Date.parse(alarm?.raisedAt ?? "");
    console.log(`alarm on the console ${((shown - pressed) / 1000).toFixed(1)} s after the press, ${(lag / 1000).toFixed(2)} s after the reading`);
    expect(lag).toBeLessThan(3000); // promised 1 s; the rest is for a busy test machine
  }, 90_000);

  test("the urgent alarm stands on every page until it is acknowledged", async () => {
    await shift.page.goto(product.url);
    const banner = shift.page.locator(".sl-p1");
    await banner.waitFor({ timeout: 30_000 });
    expect(await banner.innerText()).toMatch(/GT-12\d\d|防火堤 A1/);
    await safety.page.goto(`${product.url}/records`);
    await safety.page.locator(".sl-p1").waitFor();
  }, 60_000);

  test("the hot work beside it is suspended, with the reason, on the board and on its page", async () => {
    const { page } = safety;
    await page.goto(`${product.url}/permits`);
    const card = page.locator(".sl-permit-stopped");
    await card.waitFor();
    expect(await card.innerText()).toContain("T-103");
    await card.click();
    const stop = page.locator(".sl-suspended");
    await stop.waitFor();
    expect(await stop.innerText()).toMatch(/系统.*暂停.*GT-12\d\d.*可燃气体/s);
    expect(await page.locator(".sl-chip-stopped, .sl-chip", { hasText: "暂停" }).count()).toBeGreaterThan(0);
  }, 60_000);

  test("a disposal task waits for the shift leader, and the operator acknowledges the alarm", async () => {
    await shift.page.goto(`${product.url}/inbox`);
    await shift.page.locator(".sl-task", { hasText: "GT-1203 可燃气体二级报警" }).click();
    await shift.page.locator(".sl-alarm-panel", { hasText: "GT-1203 可燃气体二级报警" }).getByRole("button", { name: "处置", exact: true }).waitFor();
    const operator = await open("operator");
    await operator.page.goto(`${product.url}/alarms`);
    const row = operator.page.locator(".sl-alarm-row", { hasText: "可燃气体二级报警" }).filter({ hasText: "GT-1203" });
    await row.click();
    await operator.page.locator(".sl-alarm-ack").click();
    await row.filter({ hasText: "已确认" }).waitFor();
    expect(await row.innerText()).toContain("褚敏");
  }, 60_000);

  test("a worker reports a hazard with one thumb, photo and all", async () => {
    const { page } = await open("worker", phone);
    await page.goto(`${product.url}/snap`);
    await page.locator("input[type=file]").setInputFiles({ name: "grounding.png", mimeType: "image/png", buffer: couplingPhoto() });
    await page.getByRole("button", { name: "用这 1 张，下一步" }).click();
    await page.locator("#sc-desc").fill(report);
    await page.locator(".sc-place-head").click();
    await page.locator(".sc-place-form select").selectOption({ label: "泵房" });
    await page.getByRole("radio", { name: "物的不安全状态" }).click();
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.getByText("已送达").first().waitFor();
    await page.getByText(/S1-SN-\d{8}-\d{3}/).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }, 60_000);

  test("the safety officer accepts it, and it becomes a rectification to be graded", async () => {
    const detail = await openTask(safety.page, product.url, report);
    await detail.getByRole("radio", { name: "受理，转整改" }).click();
    await detail.locator("[data-xid=grade]").locator("button, select").first().waitFor();
    await choose(detail.locator("[data-xid=grade]"), "一般隐患");
    await give(detail, "提交");
    await expect.poll(async () => (await rectifications(safety)).length, { timeout: 20_000 }).toBe(1);
    [rectification] = (await rectifications(safety)) as [Submission];
  }, 60_000);

  test("it is graded, assigned, rectified, re-inspected with a signature, and closed", async () => {
    const { page } = safety;
    const grading = await openTask(page, product.url, report);
    await choose(grading.locator("[data-xid=grade]"), "一般隐患");
    for (const [axis, value] of [["L", "3"], ["E", "6"], ["C", "7"]] as const) await grading.locator("[data-xid=lec] label", { hasText: axis }).locator("select").selectOption(value);
    await give(grading, "提交");
    await page.locator(".sl-task", { hasText: report }).filter({ hasText: "指派整改" }).waitFor();

    const people = peopleOf(product.url);
    const [{ client: officer, id: officerId }, { client: leader, id: leaderId }] = [await people.as("safety"), await people.as("leader")];
    const due = new Date(Date.now() + 3 * 86_400_000).toISOString();
    await submitStep(officer, rectification.id, { owner: leaderId, measure: "更换端子并复测接地电阻", fund: 300, due, contingency: "停泵并设围挡", reviewer: officerId });
    await submitStep(leader, rectification.id, { action: "done", after: [{ file: await leader.uploadPhoto("after.png") }], selfCheck: true });

    const review = await openTask(page, product.url, report);
    await giveSigned(review, "同意");
    await page.goto(`${product.url}/submissions/${rectification.id}`);
    await page.locator(".sl-chip", { hasText: /已关闭|已销号/ }).first().waitFor();
    expect(await page.locator(".sl-instance-side").innerText()).toMatch(/复查.*签名/s);
  }, 120_000);

  test("a designer drags a field onto the form, publishes, and the next report asks for it", async () => {
    const { page } = await open("designer");
    await page.goto(`${product.url}/designer/forms/hazard-report-snap`);
    const target = page.locator(".dz-canvas-field[data-xid=snap-desc]");
    await target.waitFor();
    await target.scrollIntoViewIfNeeded();
    await dragTo(page, page.locator(".dz-palette-item[data-kind=text]"), target, { x: 0.5, y: 0.85 });
    const title = page.locator("[data-prop=title-zh]");
    await title.fill("设备位号");
    await page.locator("[data-prop=title-en]").fill("Equipment number");
    await checkAndPublish(page, "便于按设备统计隐患");
    const worker = await open("worker");
    await worker.page.goto(`${product.url}/new/hazard-report-snap`);
    await worker.page.locator(".sf-field", { hasText: "设备位号" }).waitFor();
  }, 120_000);

  test("a designer tightens a limit, and the readings are judged by it", async () => {
    const { page } = opened.at(-2) as Watched;
    await page.goto(`${product.url}/designer/rules/combustible-level1`);
    await page.locator("input[data-limit=H1], [data-limit=H1] input").first().fill("20");
    await page.keyboard.press("Tab");
    await checkAndPublish(page, "本厂收紧到 20 %LEL");
    await shift.page.goto(`${product.url}/tags/GT-1203`);
    const { client } = await peopleOf(product.url).as("shift");
    const { published } = await client.get<{ published: { limits: { H1: { value: number } } } }>("/api/v1/rules/combustible-level1");
    expect(published.limits.H1.value).toBe(20);
    await product.incident("leak at T-101"); // 34 %LEL at the source, between the old and the new limit at its neighbours
    const between = async (): Promise<number> => {
      const { items } = await client.get<{ items: readonly { ruleId: string; limit: { value: number } }[] }>("/api/v1/alarms?open=true&limit=200");
      return items.filter((alarm) => alarm.ruleId === "combustible-level1" && alarm.limit.value === 20).length;
    };
    await expect.poll(between, { timeout: 40_000, interval: 500 }).toBeGreaterThan(0);
  }, 90_000);

  test("a designer drags an approver into the flow, and the next report asks that person first", async () => {
    const { page } = opened.at(-2) as Watched;
    await page.goto(`${product.url}/designer/flows/hazard-report-snap`);
    const line = page.locator(".dz-plus[data-edge=e1]");
    await line.waitFor();
    const [before, during] = await linesBeforeAndDuringDrag(page);
    expect(before).toBeGreaterThan(0);
    expect(during).toBe(before); // with the drag, not a frame later
    await dropOn(page, page.locator(".dz-flow-palette [data-kind=approval]"), line);
    await page.locator("[data-node] strong", { hasText: "审批" }).first().waitFor();
    await pick(page, "找人方式", "指定人员");
    await pick(page, "选择人员", "王建国");
    await page.locator("[data-node]", { hasText: "王建国" }).waitFor();
    await checkAndPublish(page, "上报先经厂长");
    const { page: form } = opened.at(-1) as Watched;
    await form.goto(`${product.url}/new/hazard-report-snap`);
    await form.locator("[data-xid=place] select").first().selectOption({ label: "泵房" });
    await form.locator("[data-xid=snap-desc] textarea").fill("泵房照明灯不亮");
    await form.locator(".sf-field", { hasText: "设备位号" }).locator("input").fill("P-106");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.waitForURL(/\/submissions\//);
    await form.locator(".sl-instance-side", { hasText: "审批" }).waitFor();
    const director = await open("director");
    const detail = await openTask(director.page, product.url, "泵房照明灯不亮");
    expect(await detail.innerText()).toContain("P-106");
  }, 120_000);

  test("no page failed and nothing broke the content policy", () => {
    expect(opened.flatMap((watched) => watched.faults())).toEqual([]);
    expect(opened.length).toBeGreaterThan(5);
  });

  async function rectifications({ page }: Watched): Promise<readonly Submission[]> {
    const reply = await page.request.get(`${product.url}/api/v1/submissions?form=hazard-rectification&limit=10`);
    return ((await reply.json()) as { items: readonly Submission[] }).items;
  }
});

/** Picks from a drop-down of the designer. */
async function pick(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).first().click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: words }).first().click();
}

/** Picks an answer whether it is drawn as segments or as a list. */
async function choose(field: Locator, words: string): Promise<void> {
  const list = field.locator("select");
  if ((await list.count()) > 0) await list.selectOption({ label: words });
  else await field.getByRole("radio", { name: words }).click();
}
