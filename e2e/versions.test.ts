import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../runtime/server/testing/asPerson.ts";
import { axeFindings } from "./axe.ts";
import { approval, end, flowOf, oneFieldForm, start, t } from "./definitions.ts";
import { type Paper, Stage } from "./stage.ts";

const blind = "blind-check";
/** A form as a plant has it: two sections, a count of blinds nobody has to fill in. */
const form = ((): FormDefinition => {
  const bare = oneFieldForm(blind, t("盲板检查", "Blind check"), t("部位", "Place"));
  const schema = { ...bare.schema, properties: { ...(bare.schema["properties"] as object), blinds: { type: "integer", "x-id": "blinds", "x-kind": "integer", "x-title": t("盲板数", "Blinds") } } };
  return { ...bare, schema, ui: { sections: [{ id: "s", title: t("作业信息", "Work"), fields: ["what", "blinds"] }] } } as unknown as FormDefinition;
})();
const flow = flowOf(blind, t("盲板检查审批", "Blind check approval"), [start("发起", "Start"), approval("A", "安全负责人审批", "Safety approves", ["safety"]), end()], "S>A A>Z");

describe("versions of a definition, and two people at one", () => {
  let stage: Stage;
  let page: Page;
  let paper: Paper;

  const stored = async <D = FormDefinition>(kind: string, id: string): Promise<{ published: D & { revision: number }; draft: D | null; etag: string }> => (await call<{ published: D & { revision: number }; draft: D | null; etag: string }>(stage.app, "designer", "GET", `/${kind}/${id}`)).body;
  /** What the designer sends when a person changes and publishes it. */
  async function publish(login: string, kind: string, id: string, change: (definition: never) => object, reason: string): Promise<void> {
    const { published, etag } = await stored<object>(kind, id);
    const saved = await call<{ etag: string }>(stage.app, login, "PUT", `/${kind}/${id}/draft`, { definition: change(published as never) }, { "if-match": etag });
    const done = await call(stage.app, login, "POST", `/${kind}/${id}/publish`, { reason }, { "if-match": saved.body.etag });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }
  const open = async (of: Page, path: string): Promise<void> => {
    await of.goto(`${stage.url}/designer/${path}`);
    await of.locator(".dz-head").waitFor();
  };
  const changes = (of: Page): Locator => of.locator(".dz-change-words");
  const saved = (of: Page): Promise<void> => of.locator(".dz-status", { hasText: /已保存 \d|所有改动已保存/ }).waitFor();
  /** Types another Chinese name of the chosen field, as a hand does. */
  async function rename(of: Page, field: string, name: string): Promise<void> {
    await of.locator(".dz-canvas-field", { hasText: field }).click();
    await of.locator(".dz-props").getByRole("textbox", { name: "中文名" }).fill(name);
  }

  beforeAll(async () => {
    stage = await Stage.open({ forms: [form], flows: [flow] });
    page = await stage.page("designer");
    paper = await stage.submit("worker", blind, { what: "T-101", blinds: 2 });
    await publish("designer", "forms", blind, (one: FormDefinition) => ({ ...one, schema: { ...one.schema, required: ["what", "blinds"] } }), "安委会要求盲板必填");
  }, 240_000);
  afterAll(() => stage?.close(), 30_000);

  test("A13: what changed stands in sentences, old and new, with the JSON of the one that is chosen", async () => {
    await open(page, `forms/${blind}?tab=versions`);
    await page.locator(".dz-version.is-live", { hasText: "安委会要求盲板必填" }).waitFor();
    expect(await page.locator(".dz-version").count()).toBe(3);
    expect(await page.locator(".dz-version-main").innerText()).toContain("草稿 与 v2 一样");
    expect(await page.getByRole("button", { name: "发布 v3" }).isEnabled()).toBe(false);
    await page.getByRole("button", { name: "把 v1 放在左边" }).click();
    await page.getByRole("button", { name: "把 v2 放在右边" }).click();
    await page.getByRole("heading", { name: "v2 与 v1 相比：1 处变化" }).waitFor();
    expect(await changes(page).allInnerTexts()).toEqual(["将“盲板数”改为必填"]);
    expect(await page.locator(".dz-values").innerText()).toMatch(/否|无/);
    const json = await page.locator(".dz-json-diff").innerText();
    expect(json).toContain("\"blinds\"");
    expect(await page.locator(".dz-json-line.is-new").count()).toBeGreaterThan(0);
  }, 90_000);

  test("the draft is compared as it is edited, and undo takes the line away", async () => {
    await open(page, `forms/${blind}`);
    await rename(page, "盲板数", "盲板块数");
    await saved(page);
    await page.locator(".dz-tabs").getByText("版本").click();
    await page.getByRole("heading", { name: "草稿 与 v2 相比：1 处变化" }).waitFor();
    expect(await changes(page).allInnerTexts()).toEqual(["字段“盲板数”改名为“盲板块数”"]);
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByText("草稿 与 v2 一样").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }, 90_000);

  test("A13: an old version is restored as a new one; what runs stays where it began", async () => {
    await page.getByRole("button", { name: "把 v1 放在左边" }).click();
    await page.getByRole("button", { name: "把 v1 恢复成新版本…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "发布成 v3" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator(".dz-version.is-live", { hasText: "v3" }).waitFor();
    const { published } = await stored("forms", blind);
    expect([published.revision, published.schema["required"]]).toEqual([3, ["what"]]);
    const versions = (await call<{ revision: number }[]>(stage.app, "designer", "GET", `/forms/${blind}/versions`)).body;
    expect(versions.map((one) => one.revision)).toEqual([3, 2, 1]);
    const submission = (await call<{ form: { revision: number } }>(stage.app, "worker", "GET", `/submissions/${paper.id}`)).body;
    expect(submission.form.revision).toBe(1);
    await page.locator(".dz-impact", { hasText: "保持在自己的版本（v1 1 张）" }).waitFor();
    expect(await page.locator(".dz-impact").first().innerText()).toContain("盲板检查审批");
  }, 90_000);

  test("A13: publishing a flow says what runs and what would become of it on the new version", async () => {
    await publish("designer", "flows", blind, (one: FlowDefinition) => ({ ...one, title: t("盲板审批", "Blind approval") }), "改名");
    const { published, etag } = await stored<FlowDefinition>("flows", blind);
    const nodes = published.nodes.map((node) => (node.id === "A" ? { ...node, candidates: [{ kind: "person", person: "p-director" }] } : node));
    await call(stage.app, "designer", "PUT", `/flows/${blind}/draft`, { definition: { ...published, nodes } }, { "if-match": etag });
    await open(page, `flows/${blind}?tab=versions`);
    await changes(page).first().waitFor();
    expect(await changes(page).first().innerText()).toMatch(/^环节“安全负责人审批”的审批人由 指定 .+ 改为 指定 .+$/);
    await page.locator(".dz-impact", { hasText: "进行中的 1 张" }).waitFor();
    expect(await page.locator(".dz-impact").first().innerText()).toMatch(/保持在自己的版本（v1 1 张）[\s\S]*改用新版：\d 张不变，\d 张可自动，\d 张要对应，\d 张不行/);
    await page.getByRole("button", { name: "检查并发布" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/处变化/).waitFor();
    expect(await dialog.innerText()).toMatch(/安全负责人审批[\s\S]*进行中的 1 张/);
    await dialog.getByRole("button", { name: /取\s*消/ }).click();
  }, 90_000);

  test("A26: both see each other; one publishes, the other hears it within 2 s, merges, publishes, and both changes are in", async () => {
    const other = await stage.page("admin");
    await open(page, `forms/${blind}`);
    await open(other, `forms/${blind}`);
    await page.locator(".dz-present").waitFor();
    await other.locator(".dz-present").waitFor();

    await rename(other, "部位", "检查部位");
    await saved(other);
    await page.locator(".dz-theirs", { hasText: "保存了草稿" }).waitFor({ timeout: 2_000 });
    await rename(page, "盲板数", "盲板块数");
    await page.locator(".dz-theirs", { hasText: "您有 1 处改动还没有并进去" }).waitFor();

    await other.getByRole("button", { name: "检查并发布" }).click();
    const publishing = other.getByRole("dialog");
    await publishing.locator("textarea").fill("说清是哪里");
    await publishing.getByRole("button", { name: "发布 v4" }).click();
    await publishing.waitFor({ state: "hidden" });
    const banner = page.locator(".dz-theirs", { hasText: /已于 [\d:]+ 发布 v4/ });
    await banner.waitFor({ timeout: 2_000 });
    await banner.getByRole("button", { name: "查看差异" }).click();
    expect(await banner.locator(".dz-theirs-diff").innerText()).toBe("字段“部位”改名为“检查部位”");

    await banner.getByRole("button", { name: "合并" }).click();
    const merging = page.getByRole("dialog");
    await merging.getByText("双方没有改同一处").waitFor();
    await merging.getByRole("button", { name: "合并", exact: true }).click();
    await merging.waitFor({ state: "hidden" });
    await banner.waitFor({ state: "hidden" });
    await saved(page);
    const titles = async (): Promise<string[]> => page.locator(".dz-canvas-field").allInnerTexts();
    expect((await titles()).join()).toMatch(/检查部位[\s\S]*盲板块数/);

    // One step: undo takes the merge back and nothing of what the other published; then it stands to be merged again.
    await page.getByRole("button", { name: "撤销" }).click();
    await page.locator(".dz-theirs").waitFor();
    expect((await titles()).join()).not.toContain("检查部位");
    expect((await stored("forms", blind)).published.revision).toBe(4);
    await page.getByRole("button", { name: "重做" }).click();
    await page.locator(".dz-theirs").waitFor({ state: "hidden" });

    await page.getByRole("button", { name: "检查并发布" }).click();
    const mine = page.getByRole("dialog");
    await mine.locator("textarea").fill("名称说清");
    await mine.getByRole("button", { name: "发布 v5" }).click();
    await mine.waitFor({ state: "hidden" });
    const { published } = await stored("forms", blind);
    expect(published.revision).toBe(5);
    expect(JSON.stringify(published)).toMatch(/检查部位[\s\S]*盲板块数/);
    await other.context().close();
  }, 120_000);

  test("A26: what both changed is decided by hand, and nothing is stored before", async () => {
    const other = await stage.page("admin");
    await open(page, `forms/${blind}`);
    await open(other, `forms/${blind}`);
    await rename(other, "盲板块数", "乙的名称");
    await saved(other);
    await page.locator(".dz-theirs").waitFor({ timeout: 2_000 });
    await rename(page, "盲板块数", "甲的名称");
    await page.locator(".dz-theirs").getByRole("button", { name: "合并" }).click();
    const merging = page.getByRole("dialog");
    await merging.getByText("1 处双方都改了").waitFor();
    expect(await merging.getByRole("button", { name: "还有 1 处没有选" }).isEnabled()).toBe(false);
    expect(JSON.stringify((await stored("forms", blind)).draft)).toContain("乙的名称");
    await merging.getByRole("radio", { name: /用我的/ }).check();
    await merging.getByRole("button", { name: "合并", exact: true }).click();
    await merging.waitFor({ state: "hidden" });
    await saved(page);
    expect(JSON.stringify((await stored("forms", blind)).draft)).toContain("甲的名称");
    await other.locator(".dz-theirs", { hasText: "保存了草稿" }).waitFor({ timeout: 5_000 });
    await other.context().close();
  }, 90_000);

  test("no page failed", () => {
    expect(stage.faults()).toEqual([]);
  });
});
