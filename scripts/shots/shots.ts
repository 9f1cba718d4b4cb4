import type { FormDefinition } from "@safeloop/engine";
import type { Page } from "playwright-core";
import { People } from "../../examples/demo-plant/people.ts";
import { couplingPhoto } from "../../examples/demo-plant/photo.ts";
import { verifyPath } from "../../e2e/printedCode.ts";
import { visitArchive, type VisitPack } from "../../runtime/server/packs/visitPack.testkit.ts";

/** One picture: where, as whom, in which language and size, and what is done before it is taken. */
export interface Shot {
  readonly name: string;
  /** Absent: not signed in. */
  readonly login?: string;
  readonly path: string | ((url: string) => Promise<string>);
  readonly locale?: "zh-CN" | "en";
  readonly isPhone?: boolean;
  /** The whole page, not only the first screen of it. */
  readonly isWhole?: boolean;
  /** Taken before the leak. */
  readonly isCalm?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}

interface Row {
  readonly id: string;
}

async function newestOf(url: string, form: string): Promise<string> {
  const people = new People(url, () => "safeloop-demo");
  const { client } = await people.as("safety");
  const { items } = await client.get<{ items: readonly Row[] }>(`/api/v1/submissions?form=${form}&limit=1`);
  const first = items[0];
  if (!first) throw new Error(`the demo has no ${form}`);
  return `/submissions/${first.id}`;
}

const instance = (form: string) => (url: string) => newestOf(url, form);

/** The page a printed permit's code leads to; one that came with a changed digit. */
async function printed(url: string): Promise<string> {
  const { client } = await new People(url, () => "safeloop-demo").as("safety");
  return verifyPath(client, (await newestOf(url, "permit-hot-work")).replace("/submissions/", ""));
}
const forged = async (url: string): Promise<string> => (await printed(url)).replace(/.$/, (digit) => (digit === "A" ? "B" : "A"));
const firstRow = async (page: Page): Promise<void> => page.locator(".sl-task, .sl-alarm-row").first().click();

/** Three channels, once; what is sent to them stays unsent, since the addresses lead nowhere. */
async function withChannels(url: string): Promise<string> {
  const { client } = await new People(url, () => "safeloop-demo").as("admin");
  const { items } = await client.get<{ items: readonly Row[] }>("/api/v1/channels");
  if (items.length > 0) return "/admin/channels";
  await client.post("/api/v1/channels", { kind: "dingtalk", title: "罐区值班群", settings: {}, secrets: { url: "https://robot.example.com/send?access_token=demo", secret: "SECdemo" } });
  await client.post("/api/v1/channels", { kind: "email", title: "公司邮件", settings: { host: "smtp.example.com", port: 465, security: "tls", from: "safeloop@example.com" } });
  await client.post("/api/v1/channels", { kind: "siren", title: "罐区警报器", settings: { url: "https://siren.example.com/sound" } });
  return "/admin/channels";
}

/** Sends a test over the first channel and waits for the answer. */
async function tested(page: Page): Promise<void> {
  await page.locator(".sl-channels .ant-btn").first().click();
  await page.locator(".sl-channel-answer").first().waitFor({ timeout: 30_000 });
}

/** Picks the photo from the gallery and goes to the second step. */
async function photographed(page: Page): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name: "coupling.png", mimeType: "image/png", buffer: couplingPhoto() });
  await page.locator(".sc-thumbs img").waitFor();
  await page.locator(".sc-primary").click();
  await page.locator("#sc-desc").fill("P-103 联轴器护罩松动，有一颗螺栓脱落");
}

/** A roster of the tank farm, made on the first call. */
async function rostered(url: string): Promise<string> {
  const { client } = await new People(url, () => "safeloop-demo").as("admin");
  const { items: units } = await client.get<{ items: readonly unknown[] }>("/api/v1/rosters");
  if (units.length > 0) return "/admin/rosters";
  const people = (await client.get<{ items: readonly { readonly id: string; readonly orgId: string; readonly roles: readonly { readonly role: string; readonly orgId: string }[] }[] }>("/api/v1/people?limit=200")).items;
  const operators = people.filter((one) => one.roles.some((held) => held.role === "operator"));
  const orgId = operators[0]?.roles.find((held) => held.role === "operator")?.orgId ?? "";
  const day = (n: number): string[] => (n > 4 ? [] : [operators[n % operators.length]?.id ?? ""]);
  const week = Array.from({ length: 7 }, (_, n) => day(n));
  const plan = { shifts: [{ id: "s1", name: "白班", from: "08:00", to: "20:00" }, { id: "s2", name: "夜班", from: "20:00", to: "08:00" }], handoverMin: 15, week: { s1: week, s2: Array.from({ length: 7 }, () => [people[0]?.id ?? ""]) }, exceptions: [] };
  await client.post("/api/v1/rosters", { orgId, role: "operator", plan });
  return "/admin/rosters";
}

/** Opens the silences and begins a new one. */
async function silencing(page: Page): Promise<void> {
  await firstRow(page);
  await page.getByRole("button", { name: "静默" }).first().click();
  await page.getByRole("button", { name: "新建静默" }).click();
  await page.locator(".ant-modal textarea").fill("探头标定，作业票 019");
}

/** A publisher's pack in the import dialog, looked at and not yet taken. */
async function importing(page: Page): Promise<void> {
  await page.getByRole("button", { name: "导入" }).click();
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles({ name: "visits.zip", mimeType: "application/zip", buffer: await visitArchive({ inputs: true }) });
  await page.locator(".sl-pack-clean").waitFor();
}

/** The same pack installed, renamed here and offered anew, once: two versions meet an own change. */
async function upgrading(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  const headers = { "x-safeloop": "1", origin };
  const send = async (path: string, data: object): Promise<void> => void (await page.request.post(`${origin}/api/v1${path}`, { headers, data }));
  const take = async (pack: VisitPack): Promise<void> => void (await page.request.post(`${origin}/api/v1/packs/import`, { headers, multipart: { file: { name: "visits.zip", mimeType: "application/zip", buffer: await visitArchive(pack) } } }));
  await take({ inputs: true });
  await send("/packs/antai-visits/install", { answers: { longest: 50 } });
  const form = (await (await page.request.get(`${origin}/api/v1/forms/visit-log`)).json()) as { readonly published: FormDefinition; readonly etag: string };
  if (form.published.revision === 1) {
    const badge = { "x-id": "LBADGE", "x-title": { zh: "证件号", en: "Badge" }, "x-kind": "text", type: "string", maxLength: 40 };
    const schema = { ...form.published.schema, properties: { ...(form.published.schema as { readonly properties: object }).properties, badge } };
    const ui = { sections: form.published.ui.sections.map((section) => ({ ...section, fields: [...section.fields, "LBADGE"] })) };
    const definition = { ...form.published, schema, ui, title: { zh: "厂区访客", en: "Site visits" }, limits: { ...form.published.limits, longest: { ...form.published.limits?.["longest"], value: 40 } } };
    const saved = await page.request.put(`${origin}/api/v1/forms/visit-log/draft`, { headers: { ...headers, "if-match": form.etag }, data: { definition } });
    await page.request.post(`${origin}/api/v1/forms/visit-log/publish`, { headers: { ...headers, "if-match": ((await saved.json()) as { readonly etag: string }).etag }, data: { reason: "本厂" } });
  }
  await take({ version: "2.0.0", longest: 45, title: "来访登记", noteTitle: "事由", extra: true });
  await page.reload();
}

/** What is not in the pack any more after taking an own change back, as the person sees it before. */
async function takingBack(page: Page): Promise<void> {
  await upgrading(page);
  await page.locator(".sl-element-group > header .ant-btn").first().click();
  await page.locator(".sl-revert-list").first().waitFor();
}

/** The designer on a form of the pack that was changed here. */
const layered = (select?: string) => async (page: Page): Promise<void> => {
  await upgrading(page);
  await page.goto(`${new URL(page.url()).origin}/designer/forms/visit-log`);
  await page.locator(".dz-layer-badge").first().waitFor();
  if (select !== undefined) await page.locator(`.dz-canvas-field[data-xid=${select}]`).click();
};

const changed = async (page: Page): Promise<void> => { await upgrading(page); await page.locator(".sl-elements").first().waitFor(); };
const reviewing = async (page: Page): Promise<void> => { await upgrading(page); await page.locator(".sl-review-line").first().waitFor(); };

/** Every screen a visitor sees first, in the order of screens.md. */
export const shots: readonly Shot[] = [
  { name: "01-sign-in", path: "/sign-in", isCalm: true },
  { name: "02-start-calm", login: "shift", path: "/", isCalm: true },
  { name: "02-start", login: "shift", path: "/" },
  { name: "02-start-worker", login: "worker", path: "/" },
  { name: "02-start-wall", login: "director", path: "/?wall=1" },
  { name: "03-inbox", login: "safety", path: "/inbox", act: firstRow },
  { name: "03-inbox-shift", login: "shift", path: "/inbox", act: firstRow },
  { name: "04-instance-permit", login: "safety", path: instance("permit-hot-work") },
  { name: "04-instance-hazard", login: "safety", path: instance("hazard-report-snap") },
  { name: "05-permit-form", login: "worker", path: "/new/permit-hot-work" },
  { name: "05-new", login: "worker", path: "/new" },
  { name: "06-snap", login: "worker", path: "/snap", isPhone: true },
  { name: "06-snap-describe", login: "worker", path: "/snap", isPhone: true, act: photographed },
  { name: "07-alarms", login: "shift", path: "/alarms", act: firstRow },
  { name: "07-silences", login: "shift", path: "/alarms", act: silencing },
  { name: "07-performance", login: "shift", path: "/alarms/performance?span=day" },
  { name: "08-tags", login: "shift", path: "/tags" },
  { name: "08-tag-trend", login: "shift", path: "/tags/GT-1203?range=1h" },
  { name: "09-permits", login: "safety", path: "/permits" },
  { name: "10-forms", login: "designer", path: "/designer/forms" },
  { name: "10-form-editor", login: "designer", path: "/designer/forms/hazard-report-snap", act: async (page) => page.locator("[data-xid], .dz-field").nth(2).click() },
  { name: "10-form-preview", login: "designer", path: "/designer/forms/hazard-report-snap?tab=preview" },
  { name: "11-flow-editor", login: "designer", path: "/designer/flows/permit-hot-work", act: async (page) => page.locator("[data-node]").nth(1).click() },
  { name: "12-rule-editor", login: "designer", path: "/designer/rules/combustible-level1?tag=GT-1203", act: async (page) => { await page.getByRole("button", { name: "重算" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "12-rule-form", login: "designer", path: "/designer/rules/hazard-repeated", act: async (page) => { await page.getByRole("button", { name: "重算" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "12-rule-form-tree", login: "designer", path: "/designer/rules/gas-test-over-limit", act: async (page) => page.getByText("条件树").click() },
  { name: "13-gallery", login: "designer", path: "/templates" },
  { name: "13-try", login: "designer", path: "/templates/safeloop-permits/try/permit-confined-space" },
  { name: "13-import", login: "admin", path: "/templates", act: importing },
  { name: "13b-upgrade-review", login: "admin", path: "/templates/antai-visits/upgrade", act: reviewing },
  { name: "13-gallery-upgrade", login: "admin", path: "/templates?template=visit-log", act: upgrading },
  { name: "13-changes", login: "admin", path: "/templates/antai-visits/changes", act: changed },
  { name: "13-taking-back", login: "admin", path: "/templates/antai-visits/changes", act: takingBack },
  { name: "10-layers-form", login: "admin", path: "/templates/antai-visits/changes", act: layered() },
  { name: "10-layers-field", login: "admin", path: "/templates/antai-visits/changes", act: layered("LBADGE") },
  { name: "10-layers-permit", login: "designer", path: "/designer/forms/permit-hot-work", act: async (page) => page.locator(".dz-canvas-field").nth(3).click() },
  { name: "11-layers-flow", login: "designer", path: "/designer/flows/permit-hot-work", act: async (page) => page.locator("[data-node=safety-level1]").click() },
  { name: "12-layers-rule", login: "designer", path: "/designer/rules/combustible-level1" },
  { name: "en-layers-field", login: "admin", path: "/templates/antai-visits/changes", locale: "en", act: layered("minutes") },
  { name: "en-taking-back", login: "admin", path: "/templates/antai-visits/changes", locale: "en", act: takingBack },
  { name: "390-taking-back", login: "admin", path: "/templates/antai-visits/changes", isPhone: true, act: takingBack },
  { name: "390-layers-field", login: "admin", path: "/templates/antai-visits/changes", isPhone: true, act: layered("LBADGE") },
  { name: "13-board", login: "admin", path: "/templates/board" },
  { name: "14-versions", login: "designer", path: "/designer/rules/combustible-level1?tab=versions" },
  { name: "15-people", login: "admin", path: "/admin/people" },
  { name: "15-rosters", login: "admin", path: rostered },
  { name: "15-rosters-phone", login: "admin", path: rostered, isPhone: true },
  { name: "15-roster-form", login: "admin", path: rostered, act: async (page) => page.getByRole("button", { name: "修改" }).first().click() },
  { name: "15-rosters-en", login: "admin", path: rostered, locale: "en" },
  { name: "15-audit", login: "admin", path: "/admin/audit" },
  { name: "15-areas", login: "admin", path: "/admin/areas" },
  { name: "15-channels", login: "admin", path: withChannels, act: tested },
  { name: "15-channel-form", login: "admin", path: withChannels, act: async (page) => page.locator(".sl-page-header-actions .ant-btn").first().click() },
  { name: "15-me", login: "shift", path: "/admin/me", act: async (page) => page.locator(".sl-contact").scrollIntoViewIfNeeded() },
  { name: "16-hazards", login: "safety", path: "/hazards" },
  { name: "16-records", login: "safety", path: "/records" },
  { name: "17-verify", path: printed },
  { name: "17-verify-forged", path: forged },
  { name: "17-print-menu", login: "safety", path: instance("permit-hot-work"), act: async (page) => page.getByRole("button", { name: "打印" }).click() },
  { name: "en-verify", path: printed, locale: "en" },
  { name: "en-sign-in", path: "/sign-in", locale: "en" },
  { name: "en-start", login: "shift", path: "/", locale: "en" },
  { name: "en-inbox", login: "safety", path: "/inbox", locale: "en", act: firstRow },
  { name: "en-alarms", login: "shift", path: "/alarms", locale: "en", act: firstRow },
  { name: "en-performance", login: "shift", path: "/alarms/performance?span=day", locale: "en" },
  { name: "en-channels", login: "admin", path: withChannels, locale: "en" },
  { name: "en-permit-form", login: "worker", path: "/new/permit-hot-work", locale: "en" },
  { name: "en-form-editor", login: "designer", path: "/designer/forms/hazard-report-snap", locale: "en", act: async (page) => page.locator(".dz-section-open").first().click() },
  { name: "en-flow-editor", login: "designer", path: "/designer/flows/hazard-report-snap", locale: "en", act: async (page) => page.locator("[data-node=triage]").click() },
  { name: "en-rule-form", login: "designer", path: "/designer/rules/hazard-repeated", locale: "en", act: async (page) => { await page.getByRole("button", { name: "Run" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "en-rule-editor", login: "designer", path: "/designer/rules/combustible-level1?tag=GT-1203", locale: "en", act: async (page) => { await page.getByRole("button", { name: "Run" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "390-verify", path: printed, isPhone: true, isWhole: true },
  { name: "390-verify-forged", path: forged, isPhone: true },
  { name: "390-start", login: "shift", path: "/", isPhone: true },
  { name: "390-inbox", login: "safety", path: "/inbox", isPhone: true },
  { name: "390-alarms", login: "shift", path: "/alarms", isPhone: true },
  { name: "390-performance", login: "shift", path: "/alarms/performance?span=day", isPhone: true },
  { name: "390-channels", login: "admin", path: withChannels, isPhone: true, act: tested },
  { name: "390-me", login: "shift", path: "/admin/me", isPhone: true, act: async (page) => page.locator(".sl-contact").scrollIntoViewIfNeeded() },
  { name: "390-rule-form", login: "designer", path: "/designer/rules/hazard-repeated", isPhone: true },
  { name: "390-upgrade-review", login: "admin", path: "/templates/antai-visits/upgrade", isPhone: true, isWhole: true, act: reviewing },
  { name: "390-changes", login: "admin", path: "/templates/antai-visits/changes", isPhone: true, act: changed },
  { name: "390-permit-form", login: "worker", path: "/new/permit-hot-work", isPhone: true },
];
