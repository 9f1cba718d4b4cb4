import { archiveIssues, archiveLimits, Refusal, type ArchiveEntry } from "@safeloop/engine";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";

/** A file of an archive, unpacked in memory: nothing of a pack is ever written to disk by its own name. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Buffer;
}

const kindOfFile = 0o170000;
const linkKind = 0o120000;

/** Undecoded names come as bytes; what is no ASCII is refused by name anyway. */
const nameOf = (entry: Entry): string => (entry.fileName as unknown as Buffer).toString("latin1");

const entryOf = (entry: Entry): ArchiveEntry => ({
  path: nameOf(entry), size: entry.uncompressedSize, packed: entry.compressedSize,
  isLink: ((entry.externalFileAttributes >>> 16) & kindOfFile) === linkKind,
});

function open(archive: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Undecoded, so that a bad name is judged by us and told.
    fromBuffer(archive, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }, (error, zip) => (zip ? resolve(zip) : reject(error ?? new Error("no archive"))));
  });
}

function listed(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > archiveLimits.entries) resolve(entries);
      else zip.readEntry();
    });
    zip.once("end", () => resolve(entries));
    zip.once("error", reject);
    zip.readEntry();
  });
}

/** One file; the library ends a stream that gives more than its directory said. */
function unpacked(zip: ZipFile, entry: Entry): Promise<ArchiveFile> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error ?? new Error("no stream"));
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("error", reject);
      stream.once("end", () => resolve({ path: nameOf(entry), bytes: Buffer.concat(chunks) }));
    });
  });
}

/**
 * The files of a zip archive. Its directory is judged first: an archive whose
 * names or sizes are not as they must be is refused with all that is wrong
 * (PACK_ARCHIVE), before anything of it is unpacked.
 */
export async function readArchive(archive: Buffer): Promise<readonly ArchiveFile[]> {
  const zip = await open(archive).catch((error: unknown) => Promise.reject(broken(error)));
  const entries = await listed(zip).catch((error: unknown) => Promise.reject(broken(error)));
  const issues = archiveIssues(entries.map(entryOf));
  if (issues.length > 0) throw new Refusal("PACK_ARCHIVE", { count: issues.length, why: issues[0]?.code ?? "" }, issues.slice(0, 50));
  const files: ArchiveFile[] = [];
  for (const entry of entries) if (!nameOf(entry).endsWith("/")) files.push(await unpacked(zip, entry).catch((error: unknown) => Promise.reject(broken(error))));
  return files;
}

const broken = (error: unknown): Refusal => new Refusal("PACK_ARCHIVE", { count: 1, why: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
