import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings } from "./axe.ts";
import { desktop, openBrowser, openPage, phone, signIn, useLocale, useTheme, type Watched } from "./browser.ts";
import { type Product, startProduct, storyTold } from "./product.ts";
import { mainScreens, type Screen } from "./screens.ts";
import { peopleOf } from "./steps.ts";

interface Look {
  readonly locale: "zh-CN" | "en";
  readonly theme: "light" | "dark";
}

/** Each language and each theme once on every screen; `LOOKS=all` takes every pair. */
const looks: readonly Look[] = [{ locale: "zh-CN", theme: "light" }, { locale: "en", theme: "dark" }, ...(process.env["LOOKS"] === "all" ? [{ locale: "zh-CN", theme: "dark" }, { locale: "en", theme: "light" }] as const : [])];

/** Words that look like a key of the word table: `inbox.title`, `designer:rule.when`. Addresses, file names and definitions' ids have other shapes or are code. */
const keyShape = /^(?:[a-z]+:)?[a-z][a-zA-Z]*(?:\.[a-zA-Z][a-zA-Z0-9]*)+$|^[a-z]+:[a-zA-Z.]+$/;

/** Every main screen can be used by anybody: axe, both languages and themes, narrow and wide, with a live alarm on it. */
describe("every main screen", () => {
  let product: Product;
  let browser: Browser;
  let screens: readonly Screen[];
  const pages = new Map<string, Watched>();

  const pageOf = async (screen: Screen, { locale, theme }: Look): Promise<Page> => {
    const key = `${screen.login ?? ""} ${locale} ${theme}`;
    const known = pages.get(key);
    if (known) return known.page;
    const watched = await openPage(browser, desktop, locale);
    pages.set(key, watched);
    watched.page.setDefaultTimeout(20_000);
    await useLocale(watched.context, locale);
    await useTheme(watched.context, theme);
    if (screen.login !== undefined) await signIn(watched.page, product.url, screen.login);
    return watched.page;
  };
  const show = async (screen: Screen, look: Look): Promise<Page> => {
    const page = await pageOf(screen, look);
    await page.setViewportSize(desktop);
    await page.goto(product.url + screen.path);
    await page.locator("#root > :not(.dz-narrow)").first().waitFor();
    await page.locator(".sl-loading, .ant-skeleton").first().waitFor({ state: "detached", timeout: 10_000 }).catch(() => undefined);
    await page.waitForFunction(() => (document.getElementById("root")?.innerText ?? "").length > 30);
    return page;
  };

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    await storyTold(product);
    await product.incident("leak at T-103");
    screens = await mainScreens((await peopleOf(product.url).as("safety")).client);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  /** All screens in one look, one after the other; the looks go side by side. */
  const judged = async (look: Look): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const screen of screens) {
      const page = await show(screen, look);
      const name = `${screen.name} ${look.locale} ${look.theme}`;
      found.push(...(await keysOn(page)).map((word) => `${name}: untranslated ${word}`));
      found.push(...(await overflowAt(page, 1280)).map((what) => `${name} 1280: ${what}`));
      found.push(...(await axeFindings(page)).map((what) => `${name}: ${what}`));
      if (screen.isDaily) found.push(...(await overflowAt(page, phone.width)).map((what) => `${name} 390: ${what}`));
    }
    return found;
  };

  test("has nothing serious for axe, no word that is a key, and no sideways scroll", async () => {
    const found = (await Promise.all(looks.map(judged))).flat();
    expect(found).toEqual([]);
    expect(screens.length).toBeGreaterThanOrEqual(25);
  }, 540_000);

  test("opened without an error or a policy violation", () => {
    expect([...pages.values()].flatMap((watched) => watched.faults())).toEqual([]);
  });
});

async function keysOn(page: Page): Promise<readonly string[]> {
  const words = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent?.closest("script, style, code, pre, textarea, .sl-mono") === null) texts.push(walker.currentNode.textContent?.trim() ?? "");
    }
    const named = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((element) => ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name)?.trim() ?? ""));
    return [...new Set([...texts, ...named])];
  });
  return words.filter((word) => keyShape.test(word) && !/\.(png|txt|jpg|json|csv)$/.test(word));
}

/** What reaches beyond the page's right edge at a width; neither the window nor the page's own scroller may scroll sideways. A page is given the time a busy machine takes to lay itself out anew: what stays too wide is found. */
async function overflowAt(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 844 });
  let found = await overflowNow(page);
  for (let tries = 0; tries < 20 && (tries < 2 || found.length > 0); tries++) {
    await page.waitForTimeout(75);
    found = await overflowNow(page);
  }
  return found;
}

async function overflowNow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const over = Math.max(...[document.documentElement, ...document.querySelectorAll(".sl-page")].map((scroller) => scroller.scrollWidth - scroller.clientWidth));
    if (over <= 0) return [];
    const culprit = [...document.querySelectorAll(".sl-page *"), ...document.querySelectorAll("body *")].find((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && element.children.length < 8);
    return [`${over} px too wide, ${culprit?.tagName.toLowerCase() ?? ""}.${String(culprit?.getAttribute("class") ?? "").split(" ").join(".")}`];
  });
}
