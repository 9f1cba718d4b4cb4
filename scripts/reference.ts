/**
 * Writes docs/reference/error-codes.md from the one code table, and with
 * `--check` fails when the page differs, a message names a parameter that the
 * row does not declare, or a language is missing.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type CodeRow, errorCodes } from "@safeloop/engine";

const page = "docs/reference/error-codes.md";

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function faults(code: string, row: CodeRow): string[] {
  const found: string[] = [];
  for (const language of ["zh", "en"] as const) {
    if (!row[language].trim()) found.push(`${code}: no ${language} message`);
    for (const name of placeholders(row[language])) if (!row.params.includes(name)) found.push(`${code}: ${language} uses {${name}}, which is not in params`);
  }
  if (/[\u4e00-\u9fff]/.test(row.en)) found.push(`${code}: Chinese in the English message`);
  return found;
}

function render(): string {
  const rows = Object.entries(errorCodes as { readonly [code: string]: CodeRow })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, row]) => `| \`${code}\` | ${row.status} | ${row.params.join(", ") || "–"} | ${row.zh} | ${row.en} |`);
  return ["# Error codes", "", "Generated from `engine/issues/codes/`; do not edit. Refusals and Issues carry these codes; clients branch on the code, people read the message.", "", "| code | HTTP | params | zh-CN | en |", "|---|---|---|---|---|", ...rows, ""].join("\n");
}

const problems = Object.entries(errorCodes as { readonly [code: string]: CodeRow }).flatMap(([code, row]) => faults(code, row));
const wanted = render();
if (process.argv.includes("--check")) {
  let present = "";
  try {
    present = readFileSync(page, "utf8");
  } catch {
    problems.push(`${page} is missing: run npm run reference`);
  }
  if (present && present !== wanted) problems.push(`${page} is not up to date: run npm run reference`);
} else {
  mkdirSync("docs/reference", { recursive: true });
  writeFileSync(page, wanted);
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
