import { existsSync } from "node:fs";
import { suites } from "./index.ts";

/** `npm run suite -- <name> <folder>`: one line per failure, then `N passed, N failed`. */
async function main([name, folder]: readonly string[]): Promise<number> {
  const suite = suites.find((one) => one.name === name);
  if (!suite || !folder) {
    console.error(`usage: npm run suite -- <name> <folder>\nnames: ${suites.map((one) => one.name).join(" ")}`);
    return 2;
  }
  if (!existsSync(folder)) {
    console.error(`There is no folder ${folder}. Name the folder that holds the ${suite.name} suite.`);
    return 2;
  }
  const { passed, failures, figures = [] } = await suite.run(folder);
  for (const line of failures) console.log(`FAIL ${line.replace(/\s+/g, " ")}`);
  for (const line of figures) console.log(line);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
