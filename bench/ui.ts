import { openBrowser } from "../e2e/browser.ts";
import type { Part } from "./figures.ts";
import { benchForms } from "./ui/forms.ts";
import { benchTemplates } from "./ui/templates.ts";

const parts = { forms: benchForms, templates: benchTemplates };

/** P13 and P14: what the hands feel, in a real browser on a slowed processor. `UI=forms` takes one part alone. */
export async function benchUi(): Promise<Part> {
  const browser = await openBrowser();
  try {
    const wanted = process.env["UI"];
    const found: Part[] = [];
    for (const [name, run] of Object.entries(parts)) if (wanted === undefined || wanted === name) found.push(await run(browser));
    return { lines: found.flatMap((one) => one.lines), holds: found.every((one) => one.holds) };
  } finally {
    await browser.close();
  }
}
