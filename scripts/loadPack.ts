import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Pack, PackCase } from "@safeloop/engine";

/** Reads a pack folder: pack.json, forms, flows, rules, calendars, cases and the worlds in cases/given. A file that is no JSON throws with its name. */
export function loadPack(folder: string): Pack {
  return {
    manifest: readJson(join(folder, "pack.json")),
    forms: jsonIn(join(folder, "forms")), flows: jsonIn(join(folder, "flows")), rules: jsonIn(join(folder, "rules")), calendars: jsonIn(join(folder, "calendars")),
    cases: jsonIn<PackCase | PackCase[]>(join(folder, "cases")).flat(),
    worlds: Object.fromEntries(filesIn(join(folder, "cases", "given")).map((path) => [basename(path, ".json"), readJson(path)])),
  };
}

/** Folders below `root` that hold a pack.json. */
export function packFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(root, one.name, "pack.json"))).map((one) => join(root, one.name)).sort();
}

function jsonIn<T>(folder: string): T[] {
  return filesIn(folder).map((path) => readJson<T>(path));
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name));
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
