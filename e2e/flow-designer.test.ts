import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../examples/demo-plant/client.ts";
import { axeFindings } from "./axe.ts";
import { openBrowser, openPage, signIn, type Watched } from "./browser.ts";
import { type Product, startProduct, storyTold } from "./product.ts";
import { peopleOf } from "./steps.ts";

const wait = { timeout: 30_000 };

/** A7, A9 and A10: two views of one flow, trying it out, and a real run on its drawing. */
describe("the flow editor", () => {
  let product: Product;
  let browser: Browser;
  let designer: Watched;
  let page: Page;
  let client: Client;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    await storyTold(product);
    designer = await openPage(browser);
    ({ page } = designer);
    await signIn(page, product.url, "designer");
    ({ client } = await peopleOf(product.url).as("designer"));
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  const open = async (flow: string, tab = ""): Promise<void> => {
    await page.goto(`${product.url}/designer/flows/${flow}${tab === "" ? "" : `?tab=${tab}`}`);
    await page.locator(".react-flow__node").first().waitFor(wait);
  };
  const play = (name: string): Locator => page.getByRole("toolbar", { name: "模拟控制" }).getByRole("button", { name });
  const log = (): Locator => page.locator(".dz-sim-log li");
  const mark = (node: string): Promise<string | null> => page.locator(`[data-node="${node}"]`).getAttribute("data-mark");

  /** What the whole plant has of tasks and notices; nothing of a simulation may be among them. */
  async function stored(): Promise<readonly unknown[]> {
    const { client: admin } = await peopleOf(product.url).as("admin");
    const of = async (path: string): Promise<number> => (await admin.get<{ items: readonly unknown[] }>(`/api/v1/${path}`)).items.length;
    return [await of("submissions?form=hazard-report-snap&limit=200"), await of("tasks?mine=true&limit=200"), await of("notices?limit=200"), (await client.get<{ hash: string }>("/api/v1/flows/hazard-report-snap")).hash];
  }

  test("A9: a draft is tried out step by step; who would be asked and told is shown, and nothing is stored or sent", async () => {
    const before = await stored();
    await open("hazard-report-snap", "simulate");
    await page.getByText("只是模拟，不会发送任何东西").waitFor(wait);
    await log().first().waitFor(wait);
    const [start] = await page.locator('.sl-flow-card[data-mark="now"]').evaluateAll((found) => found.map((one) => (one as HTMLElement).dataset["node"] ?? ""));
    await play("单步").click();
    await log().filter({ hasText: "将通知" }).first().waitFor(wait);
    await log().filter({ hasText: "等 " }).nth(1).waitFor(wait);
    expect(await mark(start ?? "")).toBe("done");
    expect(await page.locator('.sl-flow-card[data-mark="now"]').count()).toBeGreaterThan(0);
    expect(await page.locator('.sl-flow-branch[data-mark="skipped"]').count()).toBeGreaterThan(0);
    await page.locator('.sl-flow-branch[data-mark="skipped"]', { hasText: /没有走|不成立/ }).first().waitFor(wait);
    await play("退回一步").click();
    await page.locator(`.sl-flow-card[data-node="${start}"][data-mark="now"]`).waitFor(wait);
    expect(await stored()).toEqual(before);
  }, 60_000);

  test("A9: a branch is chosen by changing the data it hangs on, and the clock goes to the next deadline", async () => {
    const normal = page.locator(".sl-flow-branch", { hasText: "紧急" }).first();
    await normal.click();
    const chooser = page.getByRole("region", { name: "让流程走“紧急”" });
    await chooser.getByText("紧急").first().waitFor(wait);
    const change = chooser.getByRole("button", { name: "改数据" });
    if (await change.isEnabled()) await change.click();
    await play("单步").click();
    await page.locator('.sl-flow-branch[data-mark="done"]', { hasText: "紧急" }).waitFor(wait);
    await log().filter({ hasText: "走“紧急”" }).first().waitFor(wait);
    const count = await log().count();
    await play("到下一个时限").click();
    await expect.poll(() => log().count(), wait).toBeGreaterThan(count);
    await page.locator(".dz-sim-banner", { hasText: "已快进" }).waitFor(wait);
  }, 60_000);

  test("A9: it plays by itself to the end and pauses; keys do the same", async () => {
    await page.locator(".dz-sim-banner strong").click();
    await page.keyboard.press("r");
    await expect.poll(() => play("重来").isDisabled(), wait).toBe(true);
    await page.getByText("4×").click();
    await page.locator(".dz-sim-banner strong").click();
    await page.keyboard.press(" ");
    await page.getByRole("heading", { name: /流程结束：/ }).waitFor(wait);
    await play("播放").waitFor(wait);
    await page.keyboard.press("l");
    await page.locator(".dz-sim-log").waitFor({ ...wait, state: "detached" });
    await page.keyboard.press("l");
    await page.locator(".dz-sim-log").waitFor(wait);
  }, 60_000);

  test("A9: a run kept as a case is played against the draft, and says where a change makes it different", async () => {
    await page.getByRole("button", { name: "存为用例" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("上报后由安全员分诊");
    await dialog.getByRole("button", { name: "存为用例" }).click();
    const row = page.locator(".dz-sim-cases li", { hasText: "上报后由安全员分诊" });
    await row.getByText("通过", { exact: true }).waitFor(wait);
    const stays = await client.get<{ items: readonly { id: string; title: string }[] }>("/api/v1/flows/hazard-report-snap/cases");
    expect(stays.items.map((one) => one.title)).toEqual(["上报后由安全员分诊"]);
    // A changed draft: its ends are called otherwise.
    const { published } = await client.get<{ published: { nodes: readonly { kind: string; outcome?: string }[] } }>("/api/v1/flows/hazard-report-snap");
    const changed = { ...published, nodes: published.nodes.map((node) => (node.kind === "end" ? { ...node, outcome: `${node.outcome}-otherwise` } : node)) };
    const ran = await client.post<{ results: readonly { passed: boolean; failures: readonly { what: string }[] }[] }>("/api/v1/flows/hazard-report-snap/cases/run", { flow: changed });
    expect(ran.results.map((one) => [one.passed, one.failures.some(({ what }) => /^state: .*otherwise/.test(what))])).toEqual([[false, true]]);
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);

  test("A7: tree and canvas are two drawings of one definition; a step is moved, copied and undone", async () => {
    const hash = async (): Promise<string> => (await client.get<{ etag: string }>("/api/v1/flows/hazard-report-snap")).etag;
    const before = await hash();
    await open("hazard-report-snap");
    const nodes = async (): Promise<readonly (string | null)[]> => (await page.locator(".react-flow__node").evaluateAll((found) => found.map((one) => one.getAttribute("data-id")))).sort();
    const inTree = await nodes();
    await page.getByText("自由画布").click();
    await page.locator('.dz-flow-canvas[data-view="canvas"] .react-flow__node').first().waitFor(wait);
    expect(await nodes()).toEqual(inTree);
    const card = page.locator(".sl-flow-card").first();
    const box = await card.boundingBox();
    if (!box) throw new Error("no card on the canvas");
    await page.mouse.move(box.x + 60, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 });
    await page.mouse.move(box.x + 100, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await card.boundingBox())?.y ?? 0) - Math.round(box.y), wait).toBeGreaterThan(60);
    await page.getByRole("button", { name: "自动整理" }).click();
    await expect.poll(async () => Math.abs(Math.round((await card.boundingBox())?.y ?? 0) - Math.round(box.y)), wait).toBeLessThan(4);
    await page.getByText("竖向").click();
    expect(await nodes()).toEqual(inTree);
    expect(await hash()).toBe(before);
  }, 60_000);

  test("A7: by keyboard: arrows move the selection, Ctrl D copies, Alt+arrow moves, Del and undo take it back", async () => {
    await open("hazard-report-snap");
    const selected = (): Promise<string | null> => page.locator(".react-flow__node.selected").getAttribute("data-id");
    const titles = (): Promise<readonly string[]> => page.locator(".sl-flow-card strong").allInnerTexts();
    const before = await titles();
    await page.keyboard.press("ArrowDown");
    expect(await selected()).not.toBeNull();
    const fill = await page.locator('.react-flow__node-branch').first().getAttribute("data-id");
    for (let k = 0; k < 6 && (await selected()) !== fill; k++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    expect(await selected()).not.toBe(fill);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+d");
    await expect.poll(async () => (await titles()).length, wait).toBe(before.length + 1);
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await titles()).length, wait).toBe(before.length);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await titles()).toEqual(before);
    await page.locator(".react-flow__node").first().click({ button: "right" });
    await page.getByRole("menuitem", { name: /在后面添加/ }).waitFor(wait);
    await page.keyboard.press("Escape");
  }, 60_000);

  test("A10: a real run lies on the drawing of its revision: numbers, times, what was left out and why", async () => {
    const watched = await openPage(browser);
    await signIn(watched.page, product.url, "safety");
    const { items } = await (await peopleOf(product.url).as("safety")).client.get<{ items: readonly { id: string }[] }>("/api/v1/submissions?form=hazard-report-snap&limit=1");
    await watched.page.goto(`${product.url}/submissions/${items[0]?.id}?tab=flow`);
    const picture = watched.page.locator(".sl-flow-picture");
    await picture.waitFor(wait);
    expect(await picture.locator('.sl-flow-card[data-mark="done"] .sl-flow-mark').first().innerText()).toMatch(/^1/);
    await picture.locator('.sl-flow-branch[data-mark="skipped"]', { hasText: /没有走|不成立/ }).first().waitFor(wait);
    expect(await picture.locator('[data-mark="done"] > .sl-cut').first().innerText()).toMatch(/ · \d\d-\d\d \d\d:\d\d/);
    await watched.page.getByText("列表", { exact: true }).click();
    await watched.page.locator(".sl-flow-list li").first().waitFor(wait);
    expect(await watched.page.evaluate(() => performance.getEntriesByType("resource").some((one) => /xyflow|FlowCanvas|designer/i.test(one.name)))).toBe(false);
    expect(await axeFindings(watched.page)).toEqual([]);
    expect(watched.faults()).toEqual([]);
    await watched.context.close();
  }, 60_000);

  test("no page failed", () => {
    expect(designer.faults()).toEqual([]);
  });
});
