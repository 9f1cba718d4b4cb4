import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, openPage, signIn, type Watched } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";

describe("search and commands", () => {
  let product: Product;
  let browser: Browser;
  let admin: Watched;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    admin = await openPage(browser);
    await signIn(admin.page, product.url, "designer");
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  // The people page uses an option of antd that antd calls old.
  const faults = (): readonly string[] => admin.faults().filter((one) => !one.includes("autoFocusButton"));
  const input = (page: Page): Locator => page.getByRole("combobox", { name: "搜索与命令" });
  const first = (page: Page): Locator => page.locator("#sl-palette [role=option]").first();

  /** Opens the palette by keys, types, and waits until the best answer is the wanted one. */
  async function typed(page: Page, words: string, best: RegExp): Promise<void> {
    await page.keyboard.press("Control+k");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
    await page.keyboard.type(words);
    await first(page).filter({ hasText: best }).waitFor();
  }

  test("finds a person by initials, a template by pinyin and a tag, and opens them by Enter", async () => {
    const { page } = admin;
    await page.goto(`${product.url}/`);
    await page.locator(".sl-search").focus();
    await typed(page, "zzq", /周志强.*人员/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/admin\/people\?person=/);
    await typed(page, "donghuo", /动火.*模板/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/templates\?template=/);
    await typed(page, "ot101", /OT-101.*位号/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tags\//);
    expect(faults()).toEqual([]);
  }, 60_000);

  test("gives the focus back when nothing was chosen", async () => {
    const { page } = admin;
    await page.goto(`${product.url}/`);
    await page.locator(".sl-search").focus();
    await typed(page, "kjj", /快捷键.*命令/);
    await page.keyboard.press("Escape");
    await input(page).waitFor({ state: "hidden" });
    await page.waitForFunction(() => document.activeElement?.classList.contains("sl-search") === true);
  }, 60_000);

  test("finds in the form editor a field and a command of what is open; ? lists its keys", async () => {
    const { page } = admin;
    await page.goto(`${product.url}/designer/forms/hazard-report-snap`);
    await page.locator(".dz-canvas-field").first().waitFor();
    const [xid, title] = await page.evaluate(async () => {
      const { published } = (await (await fetch("/api/v1/forms/hazard-report-snap")).json()) as { published: { schema: { properties: Record<string, { "x-id": string; "x-title": { zh: string } }> }; ui: { sections: { fields: string[] }[] } } };
      const wanted = published.ui.sections.flatMap((section) => section.fields)[1] ?? "";
      return [wanted, Object.values(published.schema.properties).find((one) => one["x-id"] === wanted)?.["x-title"].zh ?? ""] as const;
    });
    expect(title).not.toBe("");
    await typed(page, title, /字段/);
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => document.activeElement?.closest(".dz-canvas-field")?.getAttribute("data-xid") === id, xid);
    await typed(page, "chexiao", /撤销.*没有可撤销的/);
    await page.keyboard.press("Enter"); // blocked: it stays
    await page.keyboard.press("Escape");
    await input(page).waitFor({ state: "hidden" });
    await typed(page, "qhdyl", /切换到预览/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/tab=preview/);
    await page.locator(".dz-device").first().waitFor();
    await typed(page, "kjj", /快捷键/);
    await page.keyboard.press("Escape");
    await input(page).waitFor({ state: "hidden" });
    await page.locator(".dz-tabs").getByText("设计").click();
    await page.locator(".dz-canvas").focus();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "快捷键" });
    await sheet.getByText("表单画布").waitFor();
    await sheet.getByText("创建副本").waitFor();
    expect(faults()).toEqual([]);
  }, 60_000);
});
