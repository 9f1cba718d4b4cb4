/**
 * `npm run reference` writes docs/reference from what the code declares: the
 * error codes, the HTTP API, the schemas of definitions. With `--check` it
 * fails when a page differs, a message names a parameter its row does not
 * declare, or a language is missing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type CodeRow, errorCodes, flowSchema, formSchema, ruleSchema } from "@safeloop/engine";
import { operatorsPage } from "./operatorsPage.ts";
import { openApiOf } from "../runtime/server/ops/openapi.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { makeTestApp } from "../runtime/server/testing/testApp.ts";

const rows = Object.entries(errorCodes as { readonly [code: string]: CodeRow });

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

function codesPage(): string {
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, row]) => `| \`${code}\` | ${row.status} | ${row.params.join(", ") || "–"} | ${row.zh} | ${row.en} |`);
  return ["# Error codes", "", "Generated from `engine/issues/codes/`; do not edit. Refusals and Issues carry these codes; clients branch on the code, people read the message.", "", "| code | HTTP | params | zh-CN | en |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function openApi(): Promise<string> {
  const app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
  try {
    return json(openApiOf(app.routes));
  } finally {
    await app.close();
  }
}

const pages: Readonly<Record<string, string>> = {
  "docs/reference/error-codes.md": codesPage(),
  "docs/reference/operators.md": operatorsPage(),
  "docs/reference/openapi.json": await openApi(),
  "docs/reference/schemas/form.schema.json": json(formSchema),
  "docs/reference/schemas/flow.schema.json": json(flowSchema),
  "docs/reference/schemas/rule.schema.json": json(ruleSchema),
};

const problems = rows.flatMap(([code, row]) => faults(code, row));
for (const [file, wanted] of Object.entries(pages)) {
  if (process.argv.includes("--check")) {
    if (!existsSync(file) || readFileSync(file, "utf8") !== wanted) problems.push(`${file} is not up to date: run npm run reference`);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
