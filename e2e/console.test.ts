import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Stage } from "./stage.ts";

interface Alarm {
  readonly id: string;
  readonly ruleId: string;
  readonly state: string;
  readonly disposal?: { readonly disposition?: string };
  readonly overlays: { readonly shelved?: { readonly until: string; readonly reason: string } };
}

/** An alarm rule of one step over a list of points. */
const rule = (id: string, tags: readonly string[], priority: string, more: object = {}): object => ({
  id, revision: 0, title: { zh: `可燃气体 ${id}`, en: `Combustible ${id}` }, message: { zh: "{tag} 为 {value}", en: "{tag} is {value}" }, select: { tags }, per: "tag",
  limits: { H: { value: 25, unit: "%[LEL]", op: ">=", sourceStd: "GB/T 50493", edition: "2019", confidence: "read" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, priority, actions: [], ...more,
});
const crowd = Array.from({ length: 12 }, (_, k) => `GT-3${String(k).padStart(2, "0")}`);

/** Everything here is done with keys: the mouse is never moved. */
describe("the alarm console by keyboard", () => {
  let stage: Stage;
  let page: Page;

  const sent = async (method: "POST", url: string, payload: object, login = "admin"): Promise<{ readonly etag: string }> => {
    const reply = await stage.app.inject(login, { method, url, payload });
    if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
    return reply.body === "" ? { etag: "" } : reply.json<{ etag: string }>();
  };
  const publish = async (definition: object): Promise<void> => {
    const { etag } = await sent("POST", "/api/v1/rules", { definition }, "designer");
    const reply = await stage.app.inject("designer", { method: "POST", url: `/api/v1/rules/${(definition as { id: string }).id}/publish`, payload: { reason: "test" }, headers: { "if-match": etag } });
    if (reply.statusCode !== 200) throw new Error(reply.body);
  };
  /** A reading of now, and a second in which it is judged; the page's clock goes along. */
  const reads = async (tagId: string, value: number): Promise<void> => {
    stage.app.clock.advance(1_000);
    await sent("POST", "/api/v1/readings", { tagId, ts: stage.app.clock.now(), value, unit: "%[LEL]", quality: "good" });
    await stage.settle();
  };
  const alarmOf = async (tagId: string): Promise<Alarm | undefined> => (await stage.app.inject("safety", { method: "GET", url: `/api/v1/alarms?tag=${tagId}&limit=5` })).json<{ items: Alarm[] }>().items[0];
  const row = (tagId: string) => page.locator(".sl-alarm-row", { hasText: tagId });
  const state = (tagId: string, word: string) => row(tagId).filter({ has: page.locator(".sl-alarm-state", { hasText: new RegExp(`^${word}$`) }) }).waitFor();
  /** Empty when the alarm that was selected has gone from the list. */
  const selected = (): Promise<string> => page.evaluate(() => document.querySelector(".sl-alarm-row[aria-selected='true'] > b")?.textContent ?? "");
  /** Walks with J until the row is selected. */
  const walkTo = async (tagId: string): Promise<void> => {
    for (let k = 0; k < 40 && (await selected()) !== tagId; k++) {
      const before = await selected();
      await page.keyboard.press(k < 20 ? "j" : "k");
      await page.waitForFunction((was) => document.querySelector(".sl-alarm-row[aria-selected='true'] > b")?.textContent !== was, before, { timeout: 1_500 }).catch(() => undefined);
    }
    expect(await selected()).toBe(tagId);
  };

  beforeAll(async () => {
    stage = await Stage.open({ forms: [], flows: [] });
    for (const [k, id] of ["GT-101", "GT-102", "GT-103", ...crowd].entries()) {
      await sent("POST", "/api/v1/tags", { id, title: { zh: `探测器 ${id}`, en: `Detector ${id}` }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: k % 2 === 0 ? "area-t103" : "area-t104", periodS: 1, staleAfterS: 7200 });
    }
    await publish(rule("latched", ["GT-101"], "P2", { latch: true, sop: { zh: "1. 撤人 2. 关阀 3. 复核", en: "1. Leave 2. Close the valve 3. Check" }, linkedCamera: "CAM-07" }));
    await publish(rule("urgent", ["GT-102"], "P1"));
    await publish(rule("plain", ["GT-103", ...crowd], "P3"));
    await stage.app.ctx.services.alarms?.idle();
    page = await stage.page("shift");
    await page.goto(`${stage.url}/alarms`);
    await page.locator(".sl-console-foot").waitFor();
  }, 240_000);
  afterAll(() => stage?.close(), 30_000);

  test("an alarm's whole life, from raised to closed: acknowledged, disposed of, returned, reset", async () => {
    await reads("GT-101", 52);
    await state("GT-101", "未确认");
    await walkTo("GT-101");
    const panel = page.locator(".sl-alarm-panel");
    expect(await panel.locator(".sl-alarm-steps li").allInnerTexts()).toEqual(["撤人", "关阀", "复核"]);
    await panel.locator(".sl-alarm-camera", { hasText: "CAM-07" }).waitFor();
    expect(await panel.innerText()).toMatch(/CAM-07[^]*撤人[^]*GT-101（52 %LEL）≥ 限值 25 %LEL[^]*已开处置单[^]*确认 \(A\)/);
    await page.keyboard.press("a");
    await state("GT-101", "已确认");
    // Disposal: verdict, cause and action, all of it with Tab, arrows and words.
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.waitForFunction(() => document.activeElement?.matches("input[type=radio]")); // the verdict has the focus
    await page.keyboard.press("Space");
    await tabTo("textarea[aria-label='原因']");
    await page.keyboard.type("法兰垫片老化");
    await tabTo("textarea[aria-label='已采取的措施']");
    await page.keyboard.type("更换垫片");
    await tabTo(".ant-modal-footer .ant-btn-primary");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect((await alarmOf("GT-101"))?.disposal?.disposition).toBe("true");
    // The condition goes: latched, it waits for a reset.
    await reads("GT-101", 2);
    await state("GT-101", "锁存待复位");
    await page.keyboard.press("r");
    await dialog.waitFor();
    await tabTo(".ant-modal-footer .ant-btn-primary");
    await page.keyboard.press("Enter");
    await row("GT-101").waitFor({ state: "detached" });
    expect((await alarmOf("GT-101"))?.state).toBe("normal");
  }, 60_000);

  test("shelving asks for a time and a reason by keyboard; a P1 cannot be shelved, and says so", async () => {
    await reads("GT-103", 40);
    await state("GT-103", "未确认");
    await walkTo("GT-103");
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA"); // the reason has the focus
    await page.keyboard.type("仪表校验，作业票 019");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowRight"); // an hour → four
    await tabTo(".ant-modal-footer .ant-btn-primary");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const shelf = (await alarmOf("GT-103"))?.overlays.shelved;
    expect(shelf?.reason).toBe("仪表校验，作业票 019");
    expect(Math.round((Date.parse(shelf?.until ?? "") - stage.app.clock.now()) / 3_600_000)).toBe(4);
    await reads("GT-102", 60);
    await state("GT-102", "未确认");
    expect(await page.locator("[aria-live=assertive]", { hasText: "P1 紧急报警" }).count()).toBeGreaterThan(0);
    await walkTo("GT-102");
    await page.keyboard.press("s");
    await page.locator(".ant-message", { hasText: /P1[^]*搁置/ }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    const button = page.locator(".sl-alarm-actions").getByRole("button", { name: "搁置" });
    expect([await button.isDisabled(), await button.getAttribute("title")]).toEqual([true, expect.stringMatching(/P1[^]*搁置/)]);
    await page.keyboard.press("m");
    await page.locator(".sl-console-bar .sl-chip", { hasText: /静音 \d+ 秒/ }).waitFor();
  }, 60_000);

  test("a flood is said with its number and what it began with; the selection stays; groups mark their first", async () => {
    expect(await selected()).toBe("GT-102");
    for (const id of crowd) await reads(id, 40);
    await row(crowd.at(-1) ?? "").waitFor();
    const banner = page.locator(".sl-flood", { hasText: "报警泛滥" });
    await banner.waitFor({ timeout: 40_000 });
    expect(await banner.innerText()).toMatch(/近 10 分钟 1\d 条[^]*首发/);
    expect(await selected()).toBe("GT-102");
    await tabTo(".sl-flood button");
    await page.keyboard.press("Enter");
    await page.locator(".sl-alarm-group").first().waitFor();
    const groups = await page.locator("[role=rowgroup]").evaluateAll((all) => all.map((group) => ({ rows: group.querySelectorAll(".sl-alarm-row").length, first: [...group.querySelectorAll(".sl-alarm-row")].filter((one) => one.textContent?.includes("首发")).map((one) => one.querySelector("b")?.textContent) })));
    expect(groups.map((group) => group.first.length)).toEqual(groups.map(() => 1));
    expect(groups.flatMap((group) => group.first).sort()).toEqual(["GT-102", "GT-301"].sort());
    expect(stage.faults()).toEqual([]);
  }, 60_000);

  /** Tab until what has the focus matches. */
  async function tabTo(selector: string): Promise<void> {
    for (let k = 0; k < 60; k++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reached ${selector}`);
  }
});
