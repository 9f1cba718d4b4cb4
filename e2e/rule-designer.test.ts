import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings } from "./axe.ts";
import { openBrowser, openPage, signIn, type Watched } from "./browser.ts";
import { type Product, startProduct, storyTold } from "./product.ts";

/** The editor of rules and the problems of all editors, with the mouse and with keys. */
describe("a rule in the designer", () => {
  let product: Product;
  let browser: Browser;
  let opened: Watched;
  let page: Page;

  const open = async (path: string): Promise<void> => {
    await page.goto(`${product.url}${path}`);
    await page.locator(".dz-head").waitFor();
  };
  const view = (name: string): Promise<void> => page.locator(".dz-rule-main").getByText(name, { exact: true }).click();
  const saved = (): Promise<void> => page.locator(".dz-status", { hasText: /已保存 \d/ }).waitFor();
  const undo = (): Promise<void> => page.getByRole("button", { name: "撤销" }).click();
  const condition = async (): Promise<string> => JSON.stringify(JSON.parse(await page.getByRole("textbox", { name: "JSON", exact: true }).inputValue()));
  /** What the designer sends when somebody has changed a definition and left it. */
  async function changeDraft<D>(path: string, change: (definition: D) => void): Promise<number> {
    const stored = await page.evaluate(async (url) => (await (await fetch(url)).json()) as { published: object; draft: object | null; etag: string }, `/api/v1/${path}`);
    const definition = (stored.draft ?? stored.published) as D;
    change(definition);
    return page.evaluate(async ([url, body, etag]) => (await fetch(url, { method: "PUT", headers: { "content-type": "application/json", "x-safeloop": "1", "idempotency-key": crypto.randomUUID(), "if-match": `"${etag}"` }, body })).status, [`/api/v1/${path}/draft`, JSON.stringify({ definition }), stored.etag] as const);
  }

  beforeAll(async () => {
    product = await startProduct();
    await storyTold(product); // the plant has its points by then
    browser = await openBrowser();
    opened = await openPage(browser);
    ({ page } = opened);
    page.setDefaultTimeout(20_000);
    await signIn(page, product.url, "designer");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  test("a word of the sentence opens what it stands for, with the bound of a legal limit; tree and JSON follow", async () => {
    await open("/designer/rules/combustible-level1");
    await page.getByRole("button", { name: "25 %LEL" }).click();
    const editor = page.getByRole("group", { name: "与什么比较" });
    await editor.getByText("上级 ≥ 25 %LEL，只能更严").waitFor();
    await editor.locator("[data-limit=H1]").fill("20");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "20 %LEL" }).waitFor();
    await view("条件树");
    const root = page.locator(".dz-tree > [role=group]");
    await root.focus();
    await page.keyboard.press("&");
    await page.locator(".dz-tree-group").waitFor();
    await page.keyboard.press("!");
    await view("JSON");
    expect(await condition()).toBe('{"and":[{">=":[{"value":[]},{"limit":["H1"]}]},{"!":[{">=":[{"value":[]},{"limit":["H1"]}]}]}]}');
    await undo();
    expect(await condition()).toBe('{"and":[{">=":[{"value":[]},{"limit":["H1"]}]},{">=":[{"value":[]},{"limit":["H1"]}]}]}');
    await undo();
  }, 60_000);

  test("JSON that breaks says where and leaves the last good condition; typing is one step; what has no words stays whole", async () => {
    const box = page.getByRole("textbox", { name: "JSON", exact: true });
    await box.fill('{\n  ">=": [\n    {"value": []},,\n  ]\n}');
    await page.getByText("第 3 行第 19 列读不懂，仍用上一次的条件").waitFor();
    await view("一句话");
    await page.getByRole("button", { name: "20 %LEL" }).waitFor();
    await view("JSON");
    await box.fill('{"and":[{">":[{"age":[]},300]},{"some":[1,{"x":2}]}]}');
    await box.fill('{"and":[{">":[{"age":[]},600]},{"some":[1,{"x":2}]}]}');
    await view("一句话");
    expect(await page.locator(".dz-rule-sentence").innerText()).toMatch(/无数据时间[\s\S]*>[\s\S]*10 分钟[\s\S]*并且[\s\S]*\{"some":\[1,\{"x":2\}\]\}/);
    await view("条件树");
    await page.getByText("这一段用 JSON 编辑，原样保留").waitFor();
    await undo();
    await view("JSON");
    expect(await condition()).toBe('{">=":[{"value":[]},{"limit":["H1"]}]}');
    await view("一句话");
  }, 60_000);

  test("history says how often, how short and how much was known; little data is no finding; an alarm leads to its data", async () => {
    await page.locator(".dz-props [data-limit=H1]").fill("1");
    await page.keyboard.press("Tab");
    await saved();
    await page.getByRole("button", { name: "重算" }).click();
    const headline = page.locator(".dz-replay-headline");
    await headline.waitFor({ timeout: 60_000 });
    expect(await headline.innerText()).toMatch(/过去 1 小时会触发 [1-9]\d* 次（\d+ 次短于 1 分钟），现行规则 \d+ 次[\s\S]*数据覆盖 \d+\.\d %[\s\S]*覆盖不足 90 %，结论不可靠/);
    await page.locator(".dz-lanes .dz-episode").first().waitFor();
    await page.locator(".dz-episodes").getByRole("button", { name: /的数据$/ }).first().click();
    await page.getByText("正在看其中一段。").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }, 90_000);

  test("a problem names its element and leads to it, in a rule, a form and a flow; errors block publishing", async () => {
    await page.locator(".dz-props [data-limit=H1]").fill("30");
    await page.keyboard.press("Tab");
    await saved();
    await page.getByRole("button", { name: /\d+ 个问题/ }).click();
    const list = page.getByRole("region", { name: "问题" });
    expect(await list.innerText()).toMatch(/限值 ≥ 30 %LEL · [A-Z_]+/);
    expect(await page.getByRole("button", { name: "检查并发布" }).isDisabled()).toBe(true);
    await list.getByRole("button", { name: /跳到 限值/ }).first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-place]")?.getAttribute("data-place"))).toBe("/limits/H1");

    expect(await changeDraft<{ logic: object[] }>("forms/hazard-report-snap", (one) => void one.logic.push({ id: "x-broken", target: "snap-desc", effect: "show", when: { ">": [{ var: "gone" }, 1] } }))).toBe(200);
    await open("/designer/forms/hazard-report-snap");
    await page.getByRole("button", { name: /\d+ 个问题/ }).click();
    expect(await list.innerText()).toMatch(/字段“.+” · FORM_FIELD_UNKNOWN/);
    await list.getByRole("button", { name: /跳到 字段/ }).first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-xid"))).toBe("snap-desc");

    expect(await changeDraft<{ nodes: { kind: string; fields: Record<string, string> }[] }>("flows/hazard-report-snap", (one) => { for (const node of one.nodes.filter(({ kind }) => kind === "fill" || kind === "approval").slice(0, 1)) node.fields["gone"] = "edit"; })).toBe(200);
    await open("/designer/flows/hazard-report-snap");
    await page.getByRole("button", { name: /\d+ 个问题/ }).click();
    expect(await list.innerText()).toMatch(/环节“.+” · FLOW_FIELD_UNKNOWN/);
    await list.getByRole("button", { name: /跳到 环节/ }).first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.querySelector("[data-node]") !== null)).toBe(true);
    expect(opened.faults()).toEqual([]);
  }, 90_000);
});
