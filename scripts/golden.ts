import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { goldenFile, goldenPages, paintedPage } from "../runtime/server/print/golden.testkit.ts";
import { greyPng } from "../runtime/server/print/png.testkit.ts";

/** Makes the picture anew that printed tickets are compared with: `npm run golden`. Look at it before it is committed. */
async function main(): Promise<void> {
  mkdirSync(dirname(goldenFile), { recursive: true });
  writeFileSync(goldenFile, greyPng(await paintedPage(goldenPages())));
  console.log(goldenFile);
}

await main();
