import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { packsFromFiles, type PackFile } from "../../packs/index.ts";
import { withSamples } from "../../packs/inputs/fillInputs.ts";
import type { Definitions } from "../definitions/packTree.ts";

const root = join(import.meta.dirname, "../../../templates");

/** Folders of template packs. */
export const packNames = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(root, one.name, "pack.json"))).map((one) => one.name).sort();

function filesOf(name: string): PackFile[] {
  const folder = join(root, name);
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name.endsWith(".json"))
    .map((one) => join(one.parentPath, one.name)).map((path) => ({ path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") }));
}

/** Parameters answered by their defaults and samples: a place for an answer is no definition yet. */
const packs = packsFromFiles(packNames.map(filesOf)).map((one) => withSamples(one.pack).pack);

/** The definitions of a shipped pack, and how many there are. */
export function readPack(name: string): Definitions & { readonly files: number } {
  const pack = packs[packNames.indexOf(name)];
  if (!pack) throw new Error(`no pack ${name}`);
  return { manifest: pack.manifest, forms: pack.forms, flows: pack.flows, rules: pack.rules, files: pack.forms.length + pack.flows.length + pack.rules.length };
}

/** All shipped definitions as one pack, `safeloop`: what an organisation that installs everything lives under. */
export function readAllPacks(): Definitions {
  const packs = packNames.map(readPack);
  const manifest = { id: "safeloop", version: "1.0.0", title: { zh: "全部模板", en: "All templates" }, publisher: "Safeloop", templates: packs.flatMap((pack) => pack.manifest.templates ?? []) };
  return { manifest, forms: packs.flatMap((pack) => pack.forms), flows: packs.flatMap((pack) => pack.flows), rules: packs.flatMap((pack) => pack.rules) };
}
