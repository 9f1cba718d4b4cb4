import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { PackFile } from "@safeloop/engine";
import type { ArchiveFile } from "./readArchive.ts";
import { signatureFile } from "./signature.ts";

/** What goes into the archive of a pack: definitions, cases, texts for people, pictures. */
const kept = /\.(json|md|svg|png)$/;

/** The files of a pack's folder, for its archive. */
export function archiveOf(folder: string): ArchiveFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && kept.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join("/"), bytes: readFileSync(path) }));
}

/** The JSON files of an archive, as a pack is read from them. */
export function packFilesOf(files: readonly ArchiveFile[]): PackFile[] {
  return files.filter(({ path }) => path.endsWith(".json") && path !== signatureFile).map(({ path, bytes }) => ({ path, text: bytes.toString("utf8") }));
}
