/**
 * `npm run shots`: starts the product with its demo, presses the leak, and
 * writes one picture a screen to shots/. `npm run shots -- inbox en` keeps to
 * pictures whose name holds one of the words. With SAFELOOP_URL and
 * CONTROL_URL set it looks at a product that runs already.
 */
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { desktop, openBrowser, openPage, phone, signIn, useLocale, type Watched } from "../e2e/browser.ts";
import { attachProduct, type Product, startProduct, storyTold } from "../e2e/product.ts";
import { type Shot, shots } from "./shots/shots.ts";

const out = (line: string): void => void process.stdout.write(`${line}\n`);

/** One signed-in page per person, language and size; pictures share them. */
class Pages {
  readonly #open = new Map<string, Watched>();

  constructor(
    readonly browser: Browser,
    readonly url: string,
  ) {}

  async of(shot: Shot): Promise<Watched> {
    const key = `${shot.login ?? ""}/${shot.locale ?? "zh-CN"}/${shot.isPhone === true}`;
    const known = this.#open.get(key);
    if (known) return known;
    const watched = await openPage(this.browser, shot.isPhone ? phone : desktop, shot.locale ?? "zh-CN");
    await useLocale(watched.context, shot.locale ?? "zh-CN");
    if (shot.isPhone) await watched.context.grantPermissions(["geolocation", "camera"], { origin: this.url });
    await watched.context.setGeolocation({ latitude: 39.0021, longitude: 121.6012, accuracy: 6 });
    if (shot.login !== undefined) await signIn(watched.page, this.url, shot.login);
    this.#open.set(key, watched);
    return watched;
  }

  faults(): readonly string[] {
    return [...new Set([...this.#open.values()].flatMap((watched) => watched.faults()))];
  }
}

/** The picture is taken when the page asks for nothing more for a while; live pages never fall silent, so the wait ends. */
async function settled(page: Page): Promise<void> {
  await page.locator("#root > :not(.dz-narrow)").first().waitFor();
  await page.locator(".sl-loading, .ant-skeleton").first().waitFor({ state: "detached", timeout: 8000 }).catch(() => undefined);
  await page.waitForTimeout(1200);
}

async function take(pages: Pages, shot: Shot): Promise<void> {
  const { page } = await pages.of(shot);
  await page.goto(`${pages.url}${typeof shot.path === "string" ? shot.path : await shot.path(pages.url)}`);
  await settled(page);
  await shot.act?.(page);
  if (shot.act) await page.waitForTimeout(700);
  await page.screenshot({ path: `shots/${shot.name}.png`, fullPage: shot.isWhole === true });
  out(`shots/${shot.name}.png`);
}

async function run(product: Product, words: readonly string[]): Promise<number> {
  const browser = await openBrowser();
  try {
    await storyTold(product);
    const pages = new Pages(browser, product.url);
    const wanted = shots.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
    for (const shot of wanted.filter(({ isCalm }) => isCalm)) await take(pages, shot);
    await product.incident("leak at T-103");
    await product.incident("no helmet");
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    for (const shot of wanted.filter(({ isCalm }) => !isCalm)) {
      await take(pages, shot).catch((error: unknown) => out(`FAILED ${shot.name}: ${String(error)}`));
    }
    for (const fault of pages.faults()) out(`page fault: ${fault}`);
    return pages.faults().length;
  } finally {
    await browser.close();
  }
}

mkdirSync("shots", { recursive: true });
const address = process.env["SAFELOOP_URL"];
const product = address ? attachProduct(address, process.env["CONTROL_URL"] ?? "") : await startProduct();
try {
  process.exitCode = (await run(product, process.argv.slice(2))) === 0 ? 0 : 1;
} finally {
  await product.stop();
}
