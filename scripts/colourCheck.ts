/** Fails when a colour is written outside the theme folder (screens: tokens only). */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const colour = /#[0-9a-fA-F]{3,8}\b(?![\w-])|\brgba?\(|\bhsla?\(/;
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "runtime/web", "designer"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(tsx?|css)$/.test(file) && !file.includes("/theme/") && !/\.test\.tsx?$/.test(file));
const problems: string[] = [];
for (const file of files) {
  readFileSync(file, "utf8").split("\n").forEach((line, index) => {
    if (colour.test(line) && !line.includes("colour-ok")) problems.push(`${file}:${index + 1}: ${line.trim()}`);
  });
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
