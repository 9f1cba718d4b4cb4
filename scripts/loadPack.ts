import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { packsFromFiles, type Issue, type Pack, type PackFile } from "@safeloop/engine";

/** The packs of some folders, read together; a file that cannot be read throws with its name. */
export function loadPacks(folders: readonly string[]): readonly Pack[] {
  const read = packsFromFiles(folders.map(filesOf));
  const broken = read.flatMap(({ issues }, i) => issues.map((one) => `${folders[i] ?? ""}: ${one.code} ${JSON.stringify(one.params)}`));
  if (broken.length > 0) throw new Error(broken.join("\n"));
  return read.map(({ pack }) => pack);
}

/** Every pack that ships. */
export function shippedPacks(): readonly Pack[] {
  return loadPacks(packFolders("templates"));
}

/** What is wrong with files of a pack, and the pack itself. */
export function readPacks(folders: readonly string[]): readonly { readonly pack: Pack; readonly issues: readonly Issue[] }[] {
  return packsFromFiles(folders.map(filesOf));
}

/** Folders below `root` that hold a pack.json. */
export function packFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(root, one.name, "pack.json"))).map((one) => join(root, one.name)).sort();
}

function filesOf(folder: string): PackFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(".json"))
    .map((one) => join(one.parentPath, one.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") }));
}
