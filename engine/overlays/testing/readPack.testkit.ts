import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { packsFromFiles, type PackFile } from "../../packs/index.ts";
import type { Definitions } from "../definitions/packTree.ts";

const root = join(import.meta.dirname, "../../../templates");

/** Folders of template packs. */
export const packNames = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(root, one.name, "pack.json"))).map((one) => one.name).sort();

function filesOf(name: string): PackFile[] {
  const folder = join(root, name);
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name.endsWith(".json"))
    .map((one) => join(one.parentPath, one.name)).map((path) => ({ path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") }));
}

const packs = packsFromFiles(packNames.map(filesOf)).map((one) => one.pack);

/** The definitions of a shipped pack, and how many there are. */
export function readPack(name: string): Definitions & { readonly files: number } {
  const pack = packs[packNames.indexOf(name)];
  if (!pack) throw new Error(`no pack ${name}`);
  return { manifest: pack.manifest, forms: pack.forms, flows: pack.flows, rules: pack.rules, files: pack.forms.length + pack.flows.length + pack.rules.length };
}

/** The definitions of some packs as if one had brought them. */
export function readTogether(id: string, names: readonly string[]): Definitions {
  const parts = names.map(readPack);
  const [first] = parts;
  if (!first) throw new Error("no packs");
  const { requires: _, ...manifest } = first.manifest;
  return {
    manifest: { ...manifest, id, requires: { safeloop: ">=0.1.0" }, templates: parts.flatMap((one) => one.manifest.templates) },
    forms: parts.flatMap((one) => one.forms), flows: parts.flatMap((one) => one.flows), rules: parts.flatMap((one) => one.rules),
  };
}
