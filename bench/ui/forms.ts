import type { Browser, Page } from "playwright-core";
import { atMost, median } from "../figures.ts";
import type { Part } from "../figures.ts";
import { throttle, typeInto } from "./keystrokes.ts";
import { buildPages } from "./pagesServer.ts";

/** The pages compared, and how each calls its first text field. */
const fields = { ours: "[data-section] input", fieldStore: "#k0", rjsf: "#root_k0" } as const;
type PageName = keyof typeof fields;
const names = Object.keys(fields) as PageName[];
const rounds = 5;
const keys = 12;
const slower = 6;

async function opened(page: Page, url: string, name: PageName, count: number): Promise<void> {
  await page.goto(`${url}/${name}.html?fields=${count}`);
  await page.locator(fields[name]).first().waitFor({ timeout: 60_000 });
  await throttle(page, slower);
  await typeInto(page, fields[name], 4); // warm
}

/** Medians of each round, page by page in turn, so that a busy moment meets all alike. */
async function measured(browser: Browser, url: string, count: number): Promise<Record<PageName, readonly number[]>> {
  const pages = await Promise.all(names.map(() => browser.newPage()));
  const found: Record<PageName, number[]> = { ours: [], fieldStore: [], rjsf: [] };
  for (const [at, name] of names.entries()) await opened(pages[at] as Page, url, name, count);
  for (let round = 0; round < rounds; round++) {
    for (const [at, name] of names.entries()) {
      const page = pages[at] as Page;
      await page.bringToFront();
      found[name].push(median((await typeInto(page, fields[name], keys)).keys));
    }
  }
  await Promise.all(pages.map((page) => page.close()));
  return found;
}

const row = (name: string, values: readonly number[]): string => `  ${name.padEnd(44)} ${median(values).toFixed(1).padStart(10)} ms   (${values.map((one) => one.toFixed(1)).join(", ")})`;

/** P13: a key press in a form of 200 and of 500 fields, against a form by hand with a store per field and against stock rjsf. */
export async function benchForms(browser: Browser): Promise<Part> {
  const built = await buildPages(names);
  try {
    const [some, many] = [await measured(browser, built.url, 200), await measured(browser, built.url, 500)];
    const verdicts = [
      atMost("P13 key at 200 fields, of a store per field", median(some.ours) / median(some.fieldStore), 1.3),
      atMost("P13 key at 500 fields, of stock rjsf", median(many.ours) / median(many.rjsf), 0.7),
    ];
    const lines = [[some, 200], [many, 500]].flatMap(([found, count]) => names.map((name) => row(`${name}, ${String(count)} fields, ${slower}× throttled`, (found as typeof some)[name])));
    return { lines: [...lines, ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
  } finally {
    built.stop();
  }
}
