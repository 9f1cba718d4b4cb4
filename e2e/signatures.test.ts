import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phone } from "./browser.ts";
import { approval, end, flowOf, oneFieldForm, start, t } from "./definitions.ts";
import { type Paper, Stage } from "./stage.ts";
import { giveSigned, openTask } from "./steps.ts";

const form = oneFieldForm("blasting", t("爆破方案", "Blasting plan"), t("地点", "Place"));
const flow = flowOf("blasting", t("爆破方案审批", "Approval of a blasting plan"), [start("编制方案", "Draw up the plan"), approval("A", "厂长批准", "Director approves", ["director"], { evidence: { signature: true } }), end()], "S>A A>Z");

/** Whether a signature still is that of what stands there. */
describe("the page of a paper", () => {
  let stage: Stage;
  let paper: Paper;

  /** Somebody with the database in hand changes who decided, behind the product's back. */
  const forge = (name: string): Promise<void> =>
    stage.app.store.unit(async (tx) => {
      const rows = await tx.all<{ seq: number; i: number; entry: string }>({ sql: "select seq, i, entry from instance_history", bindings: [] });
      const signed = rows.find((row) => row.entry.includes('"signature"'));
      await tx.run({ sql: "update instance_history set entry = ? where seq = ? and i = ?", bindings: [JSON.stringify({ ...JSON.parse(signed?.entry ?? "{}"), by: stage.app.personId(name) }), signed?.seq, signed?.i] });
    });
  const intact = async (): Promise<unknown> => (await stage.instance(paper)).history.flatMap((one) => one.signature?.intact ?? []);

  beforeAll(async () => {
    stage = await Stage.open({ forms: [form], flows: [flow] });
    paper = await stage.submit("worker", "blasting", { what: "3 号台阶" });
  }, 240_000);
  afterAll(() => stage?.close(), 30_000);

  test("says quietly of a signature just given that it verifies, and warns of nothing", async () => {
    const signer = await stage.page("director");
    await giveSigned(await openTask(signer, stage.url, "3 号台阶"), "同意");
    const page = await stage.page("worker", phone);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    const line = page.locator(".sl-timeline li", { hasText: "厂长批准 · 同意" });
    expect(await line.locator(".sl-signature").innerText()).toMatch(/签名已核验\s+[0-9a-f]{8}/);
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await intact()).toEqual([true]);
  }, 60_000);

  test("warns first of all when the line was changed behind it, by step and name, in both languages", async () => {
    await forge("deputy");
    expect(await intact()).toEqual([false]);
    const page = await stage.page("worker", phone);
    await page.goto(`${stage.url}/submissions/${paper.id}`);
    const warning = page.getByRole("alert");
    expect(await warning.innerText()).toMatch(/1 个签名核验不通过：厂长批准 · 赵分管。[\s\S]*不能作为凭据/);
    expect(await page.locator(".sl-timeline .sl-signature").innerText()).toContain("签名核验不通过");
    await warning.getByRole("link", { name: "查看审计" }).click();
    await page.locator("td .sl-signature", { hasText: "签名核验不通过" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await page.evaluate(() => localStorage.setItem("safeloop.locale", "en"));
    await page.reload();
    expect(await warning.innerText()).toMatch(/1 signature does not verify: Director approves · 赵分管/);
  }, 60_000);

  test("had no fault of its own", () => {
    expect(stage.faults()).toEqual([]);
  });
});
