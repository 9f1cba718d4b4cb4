import type { FormDefinition, PackHistory, PackPlanView, PackView } from "@safeloop/engine";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { visitArchive, type VisitPack } from "../runtime/server/packs/visitPack.testkit.ts";
import { call } from "../runtime/server/testing/asPerson.ts";
import { axeFindings } from "./axe.ts";
import { phone } from "./browser.ts";
import { Stage } from "./stage.ts";

interface Refused { readonly code: string; readonly issues: readonly { readonly code: string; readonly message: string }[] }

/** A group's pack in a plant: taken in, answered, changed, upgraded and put back, as a hand does it. */
describe("a pack from outside", () => {
  let stage: Stage;
  let page: Page;

  const form = async (): Promise<{ published: FormDefinition; etag: string }> => (await call<{ published: FormDefinition; etag: string }>(stage.app, "designer", "GET", "/forms/visit-log")).body;
  const limit = async (): Promise<number | undefined> => (await form()).published.limits?.["longest"]?.value;
  const pack = async (): Promise<PackView | undefined> => (await call<PackView[]>(stage.app, "admin", "GET", "/packs")).body.find((one) => one.id === "antai-visits");

  /** What the designer sends when somebody changes the form and publishes it. */
  async function publish<T = { revision: number }>(change: (form: FormDefinition) => object): Promise<{ status: number; body: T }> {
    const { published, etag } = await form();
    const saved = await call<{ etag: string }>(stage.app, "designer", "PUT", "/forms/visit-log/draft", { definition: change(published) }, { "if-match": etag });
    return call<T>(stage.app, "designer", "POST", "/forms/visit-log/publish", { reason: "本厂" }, { "if-match": saved.body.etag });
  }
  const withLongest = (value: number) => (one: FormDefinition): object => ({ ...one, limits: { ...one.limits, longest: { ...one.limits?.["longest"], value } } });

  /** Chooses a file in the import dialog and waits for what the server says of it. */
  async function choose(content: VisitPack): Promise<ReturnType<Page["getByRole"]>> {
    await page.goto(`${stage.url}/templates`);
    await page.getByRole("button", { name: "导入" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[type=file]").setInputFiles({ name: "visits.zip", mimeType: "application/zip", buffer: await visitArchive(content) });
    await dialog.locator(".sl-pack-clean, [role=alert]").first().waitFor();
    return dialog;
  }
  const widest = (): Promise<number> => page.evaluate(() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll(".sl-page")].map((one) => one.scrollWidth)));

  beforeAll(async () => {
    stage = await Stage.open({ forms: [], flows: [] }, true);
    page = await stage.page("admin");
  }, 240_000);
  afterAll(() => stage?.close(), 30_000);

  test("with faults is refused with each and its place; nothing can be taken", async () => {
    const dialog = await choose({ inputs: true, longest: 60, hasNote: true, version: "not a version" });
    expect(await dialog.getByRole("list", { name: "逐条问题" }).getByRole("listitem").count()).toBeGreaterThan(0);
    expect(await dialog.getByRole("button", { name: /^导入/ }).last().isEnabled()).toBe(false);
    expect(await pack()).toBeUndefined();
  }, 60_000);

  test("is looked at first: a stranger's signature is shown as one, and a group standard is refused until it is trusted", async () => {
    const dialog = await choose({ standard: true, inputs: true });
    expect(await dialog.innerText()).toMatch(/访客[\s\S]*1\.0\.0[\s\S]*2 个用例全部通过[\s\S]*安泰集团 签名，尚未信任/);
    expect(await pack()).toBeUndefined();
    await dialog.getByRole("button", { name: "导入 1.0.0" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByRole("alert").innerText()).toContain("PACK_UNTRUSTED");
    await dialog.getByRole("checkbox", { name: /信任“安泰集团”/ }).check();
    await dialog.getByRole("button", { name: "导入 1.0.0" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator(".sl-gallery-detail h2", { hasText: "访客登记" }).waitFor();
    expect(await page.locator(".sl-gallery-detail").innerText()).toMatch(/安泰集团 签名，已信任[\s\S]*未装，可装 1\.0\.0[\s\S]*最长时长/);
    expect((await pack())?.installed).toBeNull();
  }, 60_000);

  test("is installed with its parameter: a wrong one is refused at its field", async () => {
    await page.locator(".sl-gallery-detail").getByRole("button", { name: "安装" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toContain("1–60");
    await dialog.getByLabel("最长时长").fill("90");
    await dialog.getByRole("button", { name: "安装" }).click();
    await dialog.locator(".ant-form-item-explain-error, .ant-form-item [role=alert]").first().waitFor();
    expect(await dialog.locator(".ant-form-item").innerText()).toContain("参数“最长时长”的值不合要求");
    await dialog.getByLabel("最长时长").fill("50");
    await dialog.getByRole("button", { name: "安装" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator(".sl-gallery-detail", { hasText: "已装 1.0.0" }).waitFor();
    expect([await limit(), (await pack())?.installed?.answers]).toEqual([50, { longest: 50 }]);
  }, 60_000);

  test("is changed here: what was changed stands beside the value above; a looser limit is refused with its clause", async () => {
    expect((await publish((one) => ({ ...withLongest(40)(one), title: { zh: "厂区访客", en: "Site visits" } }))).status).toBe(200);
    const looser = await publish<Refused>(withLongest(55));
    expect([looser.status, looser.body.issues.map((one) => one.code), looser.body.issues[0]?.message]).toEqual([422, ["LOCK_LOOSER"], expect.stringContaining("3.1")]);
    expect(await limit()).toBe(40);
    await page.goto(`${stage.url}/templates/antai-visits/changes`);
    const row = page.locator(".sl-elements > li", { hasText: "收紧" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/仅可收紧[\s\S]*上级\s+≤ 50 分钟\s+本厂\s+≤ 40 分钟\s+生效\s+≤ 40 分钟/);
    expect(await page.locator(".sl-elements > li", { hasText: "厂区访客" }).first().innerText()).toContain("已改");
  }, 60_000);

  test("shows in the designer what was changed; a change is taken back with what is in force afterwards", async () => {
    await page.goto(`${stage.url}/designer/forms/visit-log`);
    await page.locator(".dz-head .dz-layer-badge", { hasText: "已改" }).waitFor();
    expect(await page.locator(".dz-canvas-field[data-xid=minutes] .dz-layer-badge").innerText()).toContain("锁定");
    expect(await page.locator(".dz-layer-rows > li", { hasText: "longest" }).innerText()).toMatch(/收紧[\s\S]*≤ 50 分钟[\s\S]*本厂[\s\S]*≤ 40 分钟[\s\S]* · 本厂/);
    await page.locator(".dz-layer-rows > li", { hasText: "厂区访客" }).getByRole("link").click();
    await page.locator(".sl-element-chosen", { hasText: "厂区访客" }).getByRole("button", { name: "恢复为上级值 厂区访客 · 名称（英文）" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("名称（英文）：Site visits → Visits").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("textbox").fill("英文名用集团的");
    await dialog.getByRole("button", { name: "恢复为上级值" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator(".sl-timeline li", { hasText: "恢复为上级值（1.0.0）" }).filter({ hasText: "英文名用集团的" }).waitFor();
    expect((await form()).published.title).toEqual({ zh: "厂区访客", en: "Visits" });
  }, 60_000);

  test("is reviewed before it is upgraded: accepting waits until the one conflict is decided", async () => {
    const dialog = await choose({ version: "2.0.0", longest: 45, title: "来访登记", noteTitle: "事由", extra: true });
    await dialog.getByRole("button", { name: "导入 2.0.0" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "查看 1 个升级" }).click();
    await page.getByRole("heading", { name: "升级 1.0.0 → 2.0.0" }).waitFor();
    await page.locator(".sl-review-counters li", { hasText: "1 处要选择" }).waitFor();
    expect(await page.locator(".sl-review-line", { hasText: "自动合并" }).allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining("事由"), expect.stringContaining("车牌")]));
    expect(await page.getByRole("button", { name: "接受升级" }).isEnabled()).toBe(false);
    expect(await page.locator(".sl-sides").innerText()).toMatch(/原来的上级版[\s\S]*访客登记[\s\S]*保留本厂[\s\S]*厂区访客[\s\S]*采用上级[\s\S]*来访登记/);
    expect(await axeFindings(page)).toEqual([]);
    await page.locator("h1").click();
    await page.keyboard.press("ArrowDown");
    await page.locator(".sl-review-line").nth(1).and(page.locator("[aria-current=true]")).waitFor();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("radio", { name: "保留本厂" }).check();
    await page.getByRole("button", { name: "采用此选择，看下一处" }).click();
    await page.locator(".sl-chip", { hasText: "可直接接受" }).waitFor();
    expect(await page.locator(".sl-review-line").first().innerText()).toContain("已选：保留本厂");
    expect((await pack())?.installed?.version).toBe("1.0.0");
  }, 60_000);

  test("shows the plan anew when it moved meanwhile, instead of accepting another one", async () => {
    expect((await publish((one) => ({ ...one, title: { zh: "门岗访客", en: "Gate visits" } }))).status).toBe(200);
    await accept();
    await page.getByRole("alert").filter({ hasText: "之前的选择已清空" }).waitFor();
    expect([(await pack())?.installed?.version, await page.getByRole("button", { name: "接受升级" }).isEnabled()]).toEqual(["1.0.0", false]);
    await page.getByRole("radio", { name: "另写一个值" }).check();
    await page.getByRole("textbox", { name: "另写一个值" }).fill("来访与门岗登记");
    await page.getByRole("button", { name: "采用此选择，看下一处" }).click();
    await page.locator(".sl-chip", { hasText: "可直接接受" }).waitFor();
    await accept();
    await page.waitForURL(/\/changes$/);
    const { published } = await form();
    expect([published.title.zh, await limit(), Object.keys((published.schema as { properties: object }).properties)]).toEqual(["来访与门岗登记", 40, expect.arrayContaining(["plate"])]);
  }, 60_000);

  test("goes back with a reason, and what was left stays listed", async () => {
    await page.locator(".sl-timeline li", { hasText: "升级到 2.0.0" }).filter({ hasText: "现在生效" }).waitFor();
    await page.getByRole("button", { name: "退回" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "退回" }).isEnabled()).toBe(false);
    await dialog.getByRole("textbox").fill("现场不用车牌");
    await dialog.getByRole("button", { name: "退回" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator(".sl-timeline li", { hasText: "退回 1.0.0" }).filter({ hasText: "现场不用车牌" }).waitFor();
    const { items } = (await call<PackHistory>(stage.app, "admin", "GET", "/packs/antai-visits/history")).body;
    expect(items.map((one) => [one.action, one.version, one.inForce])).toEqual([["rollback", "1.0.0", true], ["upgrade", "2.0.0", false], ["edit", "1.0.0", false], ["revert", "1.0.0", false], ["edit", "1.0.0", false], ["install", "1.0.0", false]]);
    expect((await form()).published.title.zh).toBe("门岗访客");
  }, 60_000);

  test("goes on to a subsidiary founded here, which the board shows with what it changed", async () => {
    await page.goto(`${stage.url}/templates/board`);
    await page.getByText("没有下属单位").first().waitFor();
    await page.getByRole("button", { name: "新建下属单位" }).first().click();
    const dialog = page.getByRole("dialog");
    for (const [label, value] of [["中文名称", "安泰二公司"], ["英文名称", "Antai Two"], ["编码", "AT2"], ["管理员姓名", "韩二"], ["管理员登录名", "han.two"]] as const) await dialog.getByLabel(label).fill(value);
    await dialog.getByRole("button", { name: "新建下属单位" }).click();
    await page.locator("textarea.sl-secret").waitFor();
    const link = new URL(await page.locator("textarea.sl-secret").inputValue());
    expect(link.pathname).toBe("/invite");
    expect((await call(stage.app, null, "POST", "/session/link", { token: link.searchParams.get("token"), password: "my own words 5" })).status).toBe(200);
    await page.getByRole("button", { name: "我已保存，关闭" }).click();
    await page.locator("td", { hasText: "安泰二公司" }).waitFor();
    expect((await call(stage.app, "han.two", "POST", "/packs/antai-visits/install", {})).status).toBe(201);
    await page.reload();
    await page.locator(".sl-board-cell", { hasText: "1.0.0" }).first().waitFor();
    expect(await page.locator(".sl-page-header").innerText()).toMatch(/1 个单位/);
  }, 60_000);

  test("asks what a version asks anew before it plans", async () => {
    const path = "/packs/antai-visits";
    const open = (await call<PackPlanView>(stage.app, "admin", "POST", `${path}/plan`, {})).body;
    const decisions = open.conflicts.map(({ code, key }) => ({ code, key, choice: "mine" }));
    const { planHash } = (await call<PackPlanView>(stage.app, "admin", "POST", `${path}/plan`, { decisions })).body;
    expect((await call(stage.app, "admin", "POST", `${path}/upgrade`, { planHash, decisions })).status).toBe(200);
    const dialog = await choose({ version: "3.0.0", inputs: true, title: "来访登记", noteTitle: "事由", extra: true });
    await dialog.getByRole("button", { name: "导入 3.0.0" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.goto(`${stage.url}/templates/antai-visits/upgrade`);
    await page.getByText("3.0.0 版有要填写的参数").waitFor();
    expect(await page.getByRole("button", { name: "接受升级" }).count()).toBe(0);
    await page.getByLabel("最长时长").fill("35");
    await page.getByRole("button", { name: "继续" }).click();
    await page.locator(".sl-review-line", { hasText: "longest" }).first().waitFor();
    expect((await pack())?.installed?.version).toBe("2.0.0");
  }, 60_000);

  test("can be handled on a phone and in English", async () => {
    await page.evaluate(() => localStorage.setItem("safeloop.locale", "en"));
    await page.setViewportSize(phone);
    for (const path of ["/templates?template=visit-log", "/templates/antai-visits/upgrade", "/templates/antai-visits/changes", "/templates/board"]) {
      await page.goto(stage.url + path);
      await page.locator("h1").waitFor();
      await page.locator(".sl-loading").waitFor({ state: "detached" });
      expect([path, await widest()]).toEqual([path, phone.width]);
      expect((await page.locator(".sl-page").innerText()).match(/[a-z]+\.[a-z]+[A-Z]?\w*\b(?!\.)/g)?.filter((word) => /^(review|changes|board|install|sign|act|side|fact|badge|code)\./.test(word)) ?? []).toEqual([]);
    }
  }, 60_000);

  test("had no fault of its own", () => {
    expect(stage.faults()).toEqual([]);
  });

  async function accept(): Promise<void> {
    await page.locator(".sl-page-header").getByRole("button", { name: "接受升级" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "接受升级" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
});
