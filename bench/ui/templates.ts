import type { Browser } from "playwright-core";
import { openPage, signIn } from "../../e2e/browser.ts";
import { type Product, startProduct } from "../../e2e/product.ts";
import { atMost, median, type Part } from "../figures.ts";
import { throttle, typeInto, type Typed } from "./keystrokes.ts";

interface Listed {
  readonly id: string;
  readonly templates: readonly { readonly id: string; readonly form?: string }[];
}

const slower = 6;
const field = ".sf-view input.sf-input:not([readonly]):not([type]), .sf-view textarea:not([readonly])";

interface Template extends Typed {
  readonly name: string;
}

async function typedAll(browser: Browser, product: Product): Promise<{ readonly typed: readonly Template[]; readonly without: readonly string[] }> {
  const { page, context } = await openPage(browser);
  await signIn(page, product.url, "designer");
  const packs = (await (await page.request.get(`${product.url}/api/v1/packs`)).json()) as readonly Listed[];
  const typed: Template[] = [];
  const without: string[] = [];
  for (const [pack, template] of packs.flatMap((one) => one.templates.filter(({ form }) => form !== undefined).map((each) => [one.id, each.id] as const))) {
    await page.goto(`${product.url}/templates/${pack}/try/${template}`);
    await page.locator(".sf-view [data-section]").first().waitFor({ timeout: 60_000 });
    if ((await page.locator(field).count()) === 0) {
      without.push(template);
      continue;
    }
    const session = await throttle(page, slower);
    await typeInto(page, field, 3);
    typed.push({ name: template, ...(await typeInto(page, field, 10)) });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await session.detach();
  }
  await context.close();
  return { typed, without };
}

/** P13 on what ships: typing into every template that has a field to type into. */
export async function benchTemplates(browser: Browser): Promise<Part> {
  const product = await startProduct();
  try {
    const { typed, without } = await typedAll(browser, product);
    if (typed.length < 40) throw new Error(`P13: only ${typed.length} templates could be typed into; there is no figure`);
    const slowest = [...typed].sort((a, b) => median(b.keys) - median(a.keys));
    const longest = [...typed].sort((a, b) => Math.max(0, ...b.longTasks) - Math.max(0, ...a.longTasks));
    const [slow, long] = [slowest[0], longest[0]];
    const verdicts = [
      atMost(`P13 key in the slowest template (${slow?.name ?? ""}), ms`, median(slow?.keys ?? []), 50),
      atMost(`P13 longest task while typing in any template (${long?.name ?? ""}), ms`, Math.max(0, ...(long?.longTasks ?? [])), 200),
    ];
    return {
      lines: [
        `  ${typed.length} templates typed into, ${slower}× throttled; nothing to type into: ${without.join(", ") || "none"}`,
        ...slowest.slice(0, 5).map((one) => `  ${one.name.padEnd(44)} ${median(one.keys).toFixed(1).padStart(10)} ms a key, longest task ${Math.max(0, ...one.longTasks).toFixed(0)} ms`),
        ...verdicts.map((one) => one.text),
      ],
      holds: verdicts.every((one) => one.holds),
    };
  } finally {
    await product.stop();
  }
}
