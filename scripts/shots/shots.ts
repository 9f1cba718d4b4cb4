import type { Page } from "playwright-core";
import { People } from "../../examples/demo-plant/people.ts";
import { couplingPhoto } from "../../examples/demo-plant/photo.ts";

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
const firstRow = async (page: Page): Promise<void> => page.locator(".sl-task, .sl-alarm-row").first().click();

/** Picks the photo from the gallery and goes to the second step. */
async function photographed(page: Page): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name: "coupling.png", mimeType: "image/png", buffer: couplingPhoto() });
  await page.locator(".sc-thumbs img").waitFor();
  await page.locator(".sc-primary").click();
  await page.locator("#sc-desc").fill("P-103 联轴器护罩松动，有一颗螺栓脱落");
}

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
  { name: "14-versions", login: "designer", path: "/designer/rules/combustible-level1?tab=versions" },
  { name: "15-people", login: "admin", path: "/admin/people" },
  { name: "15-audit", login: "admin", path: "/admin/audit" },
  { name: "15-areas", login: "admin", path: "/admin/areas" },
  { name: "16-hazards", login: "safety", path: "/hazards" },
  { name: "16-records", login: "safety", path: "/records" },
  { name: "en-sign-in", path: "/sign-in", locale: "en" },
  { name: "en-start", login: "shift", path: "/", locale: "en" },
  { name: "en-inbox", login: "safety", path: "/inbox", locale: "en", act: firstRow },
  { name: "en-alarms", login: "shift", path: "/alarms", locale: "en", act: firstRow },
  { name: "en-performance", login: "shift", path: "/alarms/performance?span=day", locale: "en" },
  { name: "en-permit-form", login: "worker", path: "/new/permit-hot-work", locale: "en" },
  { name: "en-form-editor", login: "designer", path: "/designer/forms/hazard-report-snap", locale: "en", act: async (page) => page.locator(".dz-section-open").first().click() },
  { name: "en-flow-editor", login: "designer", path: "/designer/flows/hazard-report-snap", locale: "en", act: async (page) => page.locator("[data-node=triage]").click() },
  { name: "en-rule-form", login: "designer", path: "/designer/rules/hazard-repeated", locale: "en", act: async (page) => { await page.getByRole("button", { name: "Run" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "en-rule-editor", login: "designer", path: "/designer/rules/combustible-level1?tag=GT-1203", locale: "en", act: async (page) => { await page.getByRole("button", { name: "Run" }).click(); await page.locator(".dz-replay-figures").waitFor(); } },
  { name: "390-start", login: "shift", path: "/", isPhone: true },
  { name: "390-inbox", login: "safety", path: "/inbox", isPhone: true },
  { name: "390-alarms", login: "shift", path: "/alarms", isPhone: true },
  { name: "390-performance", login: "shift", path: "/alarms/performance?span=day", isPhone: true },
  { name: "390-rule-form", login: "designer", path: "/designer/rules/hazard-repeated", isPhone: true },
  { name: "390-permit-form", login: "worker", path: "/new/permit-hot-work", isPhone: true },
];
