import { exportSchema, type FormDefinition, formats } from "@safeloop/engine";
import type { Browser, Locator, Page } from "playwright-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../examples/demo-plant/client.ts";
import { openBrowser, openPage, signIn, type Watched } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";
import { dragTo, peopleOf } from "./steps.ts";

/** The fields of a hot-work ticket: kind, Chinese and English name. */
const hotWork = [
  ["text", "动火部位", "Place of hot work"], ["choices", "动火方式", "Way of hot work"], ["choice", "作业级别", "Grade"], ["boolean", "是否露天作业", "Outdoors"],
  ["integer", "风力", "Wind level"], ["date-time", "计划开始", "Planned start"], ["date-time", "计划结束", "Planned end"], ["person", "作业人", "Worker"],
  ["people", "监护人", "Guardians"], ["paragraph", "作业内容", "Work"], ["photo", "现场照片", "Photos"], ["signature", "作业负责人签名", "Signature"],
] as const;

function emptyForm(id: string): FormDefinition {
  return { id, revision: 0, title: { zh: `动火票 ${id}`, en: `Hot work ${id}` }, schema: { type: "object", properties: {}, required: [] }, ui: { sections: [{ id: "main", title: { zh: "基本信息", en: "Details" }, fields: [], columns: 2 }, { id: "work", title: { zh: "作业信息", en: "Work" }, fields: [], columns: 2 }] }, logic: [] };
}

describe("the form editor", () => {
  let product: Product;
  let browser: Browser;
  let designer: Watched;
  let client: Client;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    ({ client } = await peopleOf(product.url).as("designer"));
    designer = await openPage(browser);
    await designer.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
    await signIn(designer.page, product.url, "designer");
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  const field = (page: Page, xid: string): Locator => page.locator(`.dz-canvas-field[data-xid="${xid}"]`);
  const fields = (page: Page): Locator => page.locator(".dz-canvas-field");
  const stored = async (id: string): Promise<FormDefinition> => {
    const { draft, published } = await client.get<{ draft: FormDefinition | null; published: FormDefinition | null }>(`/api/v1/forms/${id}`);
    const form = draft ?? published;
    if (!form) throw new Error(`${id} is not there`);
    return form;
  };
  const saved = async (page: Page): Promise<void> => { await page.locator(".dz-status", { hasText: /已保存 \d/ }).waitFor(); };
  const opened = async (form: FormDefinition): Promise<Page> => {
    await client.post("/api/v1/forms", { definition: form });
    const { page } = designer;
    await page.goto(`${product.url}/designer/forms/${form.id}`);
    await page.locator(".dz-canvas").waitFor();
    return page;
  };
  const focused = (page: Page): Promise<string> => page.evaluate(() => { const one = document.activeElement; return one === null || one === document.body ? "body" : one.closest(".dz-canvas-field")?.getAttribute("data-xid") ?? one.className; });

  /** What A1 and A2 promise of the form that came out. */
  async function judge(page: Page, id: string): Promise<void> {
    await saved(page);
    const form = await stored(id);
    expect(form.ui.sections.flatMap((section) => section.fields)).toHaveLength(hotWork.length);
    const titles = Object.values(form.schema["properties"] as Record<string, { readonly "x-title": object }>).map((one) => one["x-title"]);
    expect(titles).toEqual(expect.arrayContaining(hotWork.map(([, zh, en]) => ({ zh, en }))));
    expect(form.schema["required"]).toHaveLength(2);
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
    for (const [name, isValid] of formats) ajv.addFormat(name, isValid);
    const plain = exportSchema(form.schema);
    expect(ajv.validateSchema(plain)).toBe(true);
    ajv.compile(plain);
    const seen = designer.faults().length;
    await page.locator(".dz-tabs").getByText("预览").click();
    await page.locator(".dz-device .sf-field", { hasText: "作业负责人签名" }).waitFor();
    expect(await page.locator(".dz-device .sf-field").count()).toBeGreaterThanOrEqual(hotWork.length);
    expect(designer.faults().slice(seen)).toEqual([]);
  }

  test("A1: a hot-work form of twelve fields by mouse only, in twelve drags and property edits", async () => {
    const page = await opened(emptyForm("by-mouse"));
    const palette = page.locator(".dz-palette");
    const scroll = await palette.evaluate((element) => element.scrollTop);
    for (const [at, [kind, zh, en]] of hotWork.entries()) {
      const item = palette.locator(`[data-kind="${kind}"]`);
      await item.scrollIntoViewIfNeeded();
      const before = await palette.evaluate((element) => element.scrollTop);
      const target = at === 0 ? page.locator(".dz-section-tail").first() : fields(page).nth(at - 1);
      await target.evaluate((element) => element.scrollIntoView({ block: "center" }));
      await dragTo(page, item, target, { x: 0.5, y: at === 0 ? 0.5 : 0.8 });
      expect(await palette.evaluate((element) => element.scrollTop)).toBe(before); // it does not run away under the hand
      await fields(page).nth(at).waitFor();
      await page.locator("[data-prop=title-zh]").click({ clickCount: 3 });
      await page.locator("[data-prop=title-zh]").fill(zh);
      await page.locator("[data-prop=title-en]").fill(en);
      if (at < 2) await page.getByRole("switch", { name: "必填" }).click();
    }
    expect(scroll).toBe(0);
    await judge(page, "by-mouse");
  }, 240_000);

  test("A2: the same form by keyboard only, and the focus is never lost", async () => {
    const page = await opened(emptyForm("by-keys"));
    const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
    await page.locator(".dz-canvas").focus(); // where a reader who tabs through the page comes to it
    for (const [at, [kind, zh, en]] of hotWork.entries()) {
      await press("/");
      await page.keyboard.type(kind);
      await page.locator(`.dz-palette [data-kind="${kind}"]`).waitFor();
      await press("ArrowDown");
      while ((await page.evaluate(() => document.activeElement?.getAttribute("data-kind"))) !== kind) await press("ArrowDown");
      await press("Enter");
      await fields(page).nth(at).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("dz-handle"); // it follows the new field
      await press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-prop"))).toBe("title-zh");
      await page.keyboard.insertText(zh);
      await press("Tab", "Control+a");
      await page.keyboard.insertText(en);
      if (at < 2) {
        while ((await page.evaluate(() => document.activeElement?.getAttribute("role"))) !== "switch") await press("Tab");
        await press("Space");
      }
      await press("Escape");
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("dz-handle");
    }
    const last = await focused(page);
    await press("Delete");
    await expect.poll(() => focused(page)).not.toBe(last);
    expect(await focused(page)).not.toBe("body");
    await press("Control+z");
    await fields(page).nth(hotWork.length - 1).waitFor();
    expect(await focused(page)).not.toBe("body");
    await press("Control+d");
    await fields(page).nth(hotWork.length).waitFor();
    await press("Control+z");
    await expect.poll(() => fields(page).count()).toBe(hotWork.length);
    await expect.poll(() => focused(page)).not.toBe("body");
    const lastTwo = await page.locator(".dz-canvas-field").evaluateAll((all) => all.slice(-2).map((one) => one.getAttribute("data-xid") ?? ""));
    await press("End");
    await expect.poll(() => focused(page)).toBe(lastTwo[1]);
    await press("ArrowUp");
    await expect.poll(() => focused(page)).toBe(lastTwo[0]);
    await press("Alt+ArrowDown");
    await expect.poll(() => page.locator(".dz-status").innerText()).toContain("下移“现场照片”");
    await press("Control+z");
    await judge(page, "by-keys");
  }, 240_000);

  test("A3: every step is named with its object; any can be gone back to; undone to the byte and done again to the byte", async () => {
    const page = await opened({ ...emptyForm("by-steps"), schema: { type: "object", properties: { blinds: { type: "integer", "x-id": "blinds", "x-title": { zh: "盲板数", en: "Blinds" } }, wind: { type: "integer", "x-id": "wind", "x-title": { zh: "风力", en: "Wind" } } }, required: [] }, ui: { sections: [{ id: "main", title: { zh: "基本信息", en: "Details" }, fields: ["blinds", "wind"] }, { id: "work", title: { zh: "作业信息", en: "Work" }, fields: [] }] } });
    const first = JSON.stringify(await stored("by-steps"));
    await field(page, "blinds").click();
    await page.getByRole("switch", { name: "必填" }).click();
    await field(page, "wind").click({ button: "right" });
    await page.locator(".dz-field-menu").getByText("移到分节").hover();
    await page.getByRole("menuitem", { name: "作业信息" }).click();
    await page.getByLabel("最大").fill("12");
    await page.getByLabel("最大").press("Tab");
    await page.locator("[data-prop=title-zh]").fill("风级");
    await page.getByRole("button", { name: "历史" }).click();
    const steps = page.locator(".dz-step");
    const titles = (await steps.allInnerTexts()).map((text) => text.split("\n")[0]);
    expect(titles).toEqual(["将“风力”改名为“风级”", expect.stringMatching(/^将“风力”的最大值由 空 改为 12?/), "移动“风力”到“作业信息”", "将“盲板数”改为必填", "打开时"]);
    await saved(page);
    const end = JSON.stringify(await stored("by-steps"));
    await steps.last().click();
    await page.locator('.dz-step[aria-current="step"]', { hasText: "打开时" }).waitFor();
    await expect.poll(async () => JSON.stringify(await stored("by-steps")), { timeout: 10_000 }).toBe(first);
    await steps.first().click();
    await expect.poll(async () => JSON.stringify(await stored("by-steps")), { timeout: 10_000 }).toBe(end);
    await page.keyboard.press("Escape");
    for (let k = 0; k < 4; k++) await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(async () => JSON.stringify(await stored("by-steps")), { timeout: 10_000 }).toBe(first);
    for (let k = 0; k < 4; k++) await page.getByRole("button", { name: "重做" }).click();
    await expect.poll(async () => JSON.stringify(await stored("by-steps")), { timeout: 10_000 }).toBe(end);
  }, 180_000);

  test("A4: fields copied in one form are pasted into another with their rules; what they lack is listed", async () => {
    const text = (zh: string): object => ({ zh, en: zh });
    const source = { ...emptyForm("clip-a"), schema: { type: "object", required: ["wind"], properties: { outdoor: { type: "boolean", "x-id": "outdoor", "x-title": text("露天") }, wind: { type: "integer", "x-id": "wind", "x-title": text("风力") }, plan: { type: "string", "x-id": "plan", "x-title": text("方案") } } }, ui: { sections: [{ id: "main", title: { zh: "基本信息", en: "Details" }, fields: ["outdoor", "wind", "plan"] }] }, logic: [{ target: "wind", effect: "show", when: { "===": [{ var: "outdoor" }, true] } }, { target: "plan", effect: "show", when: { "===": [{ var: "wind" }, 4] } }] } as unknown as FormDefinition;
    const page = await opened(source);
    await field(page, "wind").click();
    await field(page, "plan").click({ modifiers: ["Shift"] });
    await page.locator(".dz-selection-bar", { hasText: "已选 2 个字段" }).waitFor();
    await page.keyboard.press("Control+c");
    const text_ = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(text_)).toMatchObject({ safeloop: "clip", version: 1, kind: "fields", payload: { form: "clip-a", fields: [{ key: "wind" }, { key: "plan" }] } });
    await opened({ ...emptyForm("clip-b"), schema: { type: "object", required: [], properties: { wind: { type: "string", "x-id": "outdoor", "x-title": { zh: "成本中心", en: "Cost centre" } } } }, ui: { sections: [{ id: "main", title: { zh: "基本信息", en: "Details" }, fields: ["outdoor"] }] } });
    await field(page, "outdoor").click();
    await page.keyboard.press("Control+v");
    await fields(page).nth(2).waitFor();
    await saved(page);
    const form = await stored("clip-b");
    const [, first = "", second = ""] = form.ui.sections[0]?.fields ?? [];
    expect(Object.keys(form.schema["properties"] as object)).toEqual(["wind", "wind2", "plan"]);
    expect(form.logic).toEqual([{ target: first, effect: "show", when: { "===": [{ var: "outdoor-lost" }, true] } }, { target: second, effect: "show", when: { "===": [{ var: first }, 4] } }]);
    await page.getByRole("button", { name: "1 个问题" }).click();
    await page.locator(".dz-problems", { hasText: "outdoor-lost" }).waitFor();
    await page.evaluate(() => navigator.clipboard.writeText('{"safeloop":"clip","version":1,"kind":"fields","payload":{"form":"x","fields":[{"key":"k","required":false,"schema":{"x-id":"k","$ref":"https://example.org/x"}}],"logic":[],"outside":{}}}'));
    await field(page, "outdoor").click();
    await page.keyboard.press("Control+v");
    await page.locator(".dz-refusal", { hasText: "没有粘贴" }).waitFor();
    expect(await fields(page).count()).toBe(3);
  }, 180_000);

  test("A6: previewed on a wide screen, a phone and paper beside each other, filled with sample data", async () => {
    const { page } = designer;
    await page.goto(`${product.url}/designer/forms/hazard-report-snap?tab=preview`);
    await page.locator(".dz-device .sf-field").first().waitFor();
    await page.getByRole("button", { name: "填入样例数据" }).click();
    await page.locator(".dz-preview-bar").getByText("并排").click();
    for (const device of ["desktop", "phone"]) await expect.poll(() => page.locator(`.dz-device-${device} textarea`).first().inputValue()).toContain("样例");
    await page.locator(".dz-print-sheet", { hasText: "样例" }).waitFor();
    await page.locator(".dz-device-desktop textarea").first().fill("泵房照明灯不亮");
    await page.locator(".dz-print-sheet", { hasText: "泵房照明灯不亮" }).waitFor();
    await page.getByRole("button", { name: "清空" }).click();
    await expect.poll(() => page.locator(".dz-device-phone textarea").first().inputValue()).toBe("");
  }, 120_000);

  test("JSON and canvas are one form: what can be read is a step, what cannot keeps the last good one and names the line", async () => {
    const page = await opened(emptyForm("by-json"));
    await page.locator(".dz-tabs").getByText("JSON", { exact: true }).click();
    const area = page.getByRole("textbox", { name: "表单 JSON" });
    const text = await area.inputValue();
    await area.fill(text.replace('"作业信息"', '"现场信息"'));
    await page.locator(".dz-status", { hasText: "用 JSON 修改表单" }).waitFor();
    await area.fill(text.replace('"logic": []', '"logic": ['));
    await page.locator(".dz-json-fault", { hasText: /第 \d+ 行/ }).waitFor();
    await page.locator(".dz-tabs").getByText("设计").click();
    await page.locator(".dz-section", { hasText: "现场信息" }).waitFor();
    await page.getByRole("button", { name: "撤销" }).click();
    await page.locator(".dz-section", { hasText: "作业信息" }).waitFor();
  }, 120_000);

  test("no page failed", () => expect(designer.faults()).toEqual([]));
});
