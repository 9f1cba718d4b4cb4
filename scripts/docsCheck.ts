/** Fails when a document links to, or names in backticks, a file or folder of this repository that does not exist. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const roots = ["engine", "runtime", "designer", "templates", "examples", "e2e", "bench", "scripts", "docs"];
const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { encoding: "utf8" }).split("\n").filter((file) => file && existsSync(file));
const problems: string[] = [];

function linked(file: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? "")
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(file), target)));
}

function named(text: string): string[] {
  const inCode = [...text.matchAll(/`([A-Za-z0-9_./-]+)`/g)].map((match) => match[1] ?? "");
  return inCode.filter((path) => roots.some((root) => path.startsWith(`${root}/`)) && !/[<>*{}]/.test(path));
}

for (const file of documents) {
  const text = readFileSync(file, "utf8");
  for (const path of [...linked(file, text), ...named(text)]) if (!existsSync(path)) problems.push(`${file}: ${path} does not exist`);
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
