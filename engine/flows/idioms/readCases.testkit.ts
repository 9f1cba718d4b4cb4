import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IdiomCases } from "./case.testkit.ts";

const folder = join(import.meta.dirname, "cases");

/** All idioms with their cases, by file name. */
export function readIdiomCases(): readonly IdiomCases[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as IdiomCases);
}
