import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Language, wordTable } from "../../scripts/guide/wordTables.ts";
import { openBrowser } from "../browser.ts";
import { attachProduct, type Product, startProduct, storyTold } from "../product.ts";
import { takeView } from "./camera.ts";
import { Reader } from "./reader.ts";
import { walk } from "./walk.ts";

export const firstChangesFolder = "docs/guide/pictures/first-changes";

async function walkWith(product: Product, language: Language, suffix: string): Promise<void> {
  const browser = await openBrowser();
  const look: Reader["setting"]["look"] = async (page, name, view) => {
    const path = join(firstChangesFolder, `${name}${suffix}.png`);
    await takeView(page, view, path);
    console.log(`${path} ${Math.round(statSync(path).size / 1000)} kB`);
  };
  try {
    const reader = new Reader({ browser, url: product.url, language, words: await wordTable(language), look });
    for (const step of walk) await step.walk(reader);
    console.log(`${reader.actions} actions`);
  } finally {
    await browser.close();
  }
}

/** `npm run pictures -- guide`: walks the guide in a product started for it and writes its pictures; with SAFELOOP_URL in one that runs, which the walk changes. */
export async function takePictures(): Promise<void> {
  mkdirSync(firstChangesFolder, { recursive: true });
  const address = process.env["SAFELOOP_URL"];
  const product = address ? attachProduct(address, "") : await startProduct();
  try {
    await storyTold(product);
    await walkWith(product, "zh", "");
  } finally {
    await product.stop();
  }
}
