import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Debian's Chromium, without anything that looks for a network. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = places.find((path): path is string => path !== undefined && existsSync(path));
  if (!executablePath) throw new Error("No Chromium found. Install Debian's `chromium` or set CHROMIUM to its path.");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--crash-dumps-dir=${mkdtempSync(join(tmpdir(), "chromium-"))}`],
  });
}

export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and policy violations since the page was opened. */
  faults(): readonly string[];
}

export const desktop = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

/** A page that notes everything that went wrong on it. */
export async function openPage(browser: Browser, viewport: { readonly width: number; readonly height: number } = desktop, locale = "zh-CN"): Promise<Watched> {
  const context = await browser.newContext({ viewport, locale, reducedMotion: "reduce", timezoneId: "Asia/Shanghai", hasTouch: viewport.width < 768, isMobile: viewport.width < 768 });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    // A 4xx the page asked for and shows is an answer, not a fault.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`${message.text()} at ${page.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`${String(error)} at ${page.url()}`));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  return { page, context, faults: () => faults };
}

/** Looks at the page in one of the product's languages from the next load on. */
export async function useLocale(context: BrowserContext, locale: "zh-CN" | "en"): Promise<void> {
  await context.addInitScript((value) => localStorage.setItem("safeloop.locale", value), locale);
}

/** The same for light and dark. */
export async function useTheme(context: BrowserContext, theme: "light" | "dark"): Promise<void> {
  await context.addInitScript((value) => localStorage.setItem("safeloop.theme", value), theme);
}

/** The demo's password on loopback. */
export const demoPassword = "safeloop-demo";

/** Signs in as a demo person through the form. */
export async function signIn(page: Page, url: string, login: string, password = demoPassword): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator(".sl-signin-right footer", { hasText: /\S/ }).waitFor({ state: "attached" }); // the demo's account comes with it: it must not come between selecting a field and filling it
  await page.locator("input[autocomplete=username]").first().fill(login);
  await page.locator("input[type=password]").first().fill(password);
  await page.locator("input[type=password]").first().press("Enter");
  // The first sign-in after a start on two busy processors may take its time; what the page says then tells why it did not come.
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"), { timeout: 60_000 }).catch(async (fault: unknown) => {
    throw new Error(`${login} is not signed in; the page says: ${(await page.locator("body").innerText()).slice(0, 500)}`, { cause: fault });
  });
}
