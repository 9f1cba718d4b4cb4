/**
 * `npm run pictures` draws docs/guide/pictures from the cases of the approval
 * idioms: each case is run on the engine to the moment `guide/moments.ts`
 * names. With `--check` it fails when a picture is not what it would draw now.
 * `npm run pictures -- guide` takes those of docs/guide/first-changes.zh.md from
 * the screens, by the walk that `e2e/guide.test.ts` tests.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { driftOf, picturesFolder, wantedPictures } from "./guide/drift.ts";

if (process.argv.includes("guide")) {
  const { takePictures } = await import("../e2e/guide/takePictures.ts");
  await takePictures();
}
const wanted = wantedPictures();
if (!process.argv.includes("--check")) {
  mkdirSync(picturesFolder, { recursive: true });
  for (const [name, picture] of wanted) writeFileSync(join(picturesFolder, name), picture);
}
const problems = driftOf(wanted, picturesFolder);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
