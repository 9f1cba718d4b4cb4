import { issue, type Issue } from "../../issues/issue.ts";

/** One entry of an archive as its directory lists it, before anything is read. */
export interface ArchiveEntry {
  readonly path: string;
  /** Bytes, written out and packed, as the directory says. */
  readonly size: number;
  readonly packed: number;
  readonly isLink: boolean;
}

/** What an archive of a pack may be at most (robustness S09; our own numbers). */
export const archiveLimits = { entries: 2_000, bytes: 50_000_000, fileBytes: 10_000_000, ratio: 100, depth: 4, pathLength: 120 } as const;

// Names as every file system takes them, so that what is written here can be written anywhere.
const segment = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * What is wrong with the names and sizes of an archive: paths that leave it,
 * links, names that meet under another case or Unicode form, too many files,
 * too much in too little. Looked at before anything is unpacked.
 */
export function archiveIssues(entries: readonly ArchiveEntry[]): readonly Issue[] {
  const total = entries.reduce((sum, one) => sum + one.size, 0);
  const packed = entries.reduce((sum, one) => sum + one.packed, 0);
  return [
    ...(entries.length > archiveLimits.entries ? [tooBig("entries", entries.length, archiveLimits.entries)] : []),
    ...(total > archiveLimits.bytes ? [tooBig("bytes", total, archiveLimits.bytes)] : []),
    ...(total > 1_000_000 && total > packed * archiveLimits.ratio ? [tooBig("ratio", Math.round(total / Math.max(packed, 1)), archiveLimits.ratio)] : []),
    ...entries.flatMap(entryIssues), ...collisions(entries),
  ];
}

const tooBig = (what: string, have: number, limit: number): Issue => issue("PACK_ARCHIVE_SIZE", "", { what, have, limit });

function entryIssues(one: ArchiveEntry): Issue[] {
  const bad = (why: string): Issue[] => [issue("PACK_ARCHIVE_PATH", "", { path: one.path.slice(0, 200), why })];
  if (one.isLink) return bad("link");
  const parts = one.path.replace(/\/$/, "").split("/");
  if (one.path.length > archiveLimits.pathLength || parts.length > archiveLimits.depth) return bad("depth");
  if (!parts.every((part) => segment.test(part) && !reserved.test(part) && !part.endsWith("."))) return bad("name");
  return one.size > archiveLimits.fileBytes ? [tooBig(one.path, one.size, archiveLimits.fileBytes)] : [];
}

/** Two names that are one on a file system that folds case or Unicode forms. */
function collisions(entries: readonly ArchiveEntry[]): Issue[] {
  const seen = new Set<string>();
  return entries.flatMap((one) => {
    const folded = one.path.normalize("NFC").toLowerCase();
    if (seen.has(folded)) return [issue("PACK_ARCHIVE_PATH", "", { path: one.path.slice(0, 200), why: "twice" })];
    seen.add(folded);
    return [];
  });
}
