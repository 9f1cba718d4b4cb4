import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { ArchiveFile } from "./readArchive.ts";

// Equal files give an equal archive: the moment of export is in the signature, not in the entries.
const mtime = new Date("2000-01-01T00:00:00Z");

/** A zip archive of these files, in the order of their names. */
export async function writeArchive(files: readonly ArchiveFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, bytes } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) zip.addBuffer(bytes, path, { mtime, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
